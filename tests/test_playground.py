"""The playground as `make run` starts it: one address on standard output, no questions, a clean stop."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 8.0  # seconds that a stop may take


@contextlib.contextmanager
def _playground(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The command in a session of its own: it has no terminal, not even to ask for one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "NVCN_"))}
    process = subprocess.Popen(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", "playground", "--no-browser", "--port", str(port)],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _port_of(line: str) -> int:
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", line)
    assert found, line
    return int(found[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_on_a_busy_port_it_prints_the_one_it_took_and_stops_when_told(tmp_path: Path, number: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        busy = taken.getsockname()[1]
        with _playground(tmp_path, busy) as process:
            assert process.stdout is not None
            port = _port_of(process.stdout.readline())
            assert port != busy
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                assert (page.status, page.headers.get_content_type()) == (200, "text/html")
            began = time.monotonic()
            process.send_signal(number)
            out, err = process.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < PATIENCE
    assert process.returncode == (130 if number is signal.SIGINT else 0)
    assert out == ""  # the address was all
    assert "Traceback" not in err


def test_it_leaves_nothing_where_it_was_started(tmp_path: Path) -> None:
    with _playground(tmp_path, 0) as process:
        assert process.stdout is not None
        port = _port_of(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert list(tmp_path.iterdir()) == []
    with socket.create_server(("127.0.0.1", port)):  # the port is free again
        pass
