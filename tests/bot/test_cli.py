"""The command line as a process: what it prints where, and what it ends with."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1-hunter2", "SLACK_SIGNING_SECRET": "hunter2"}


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "NVCN_"))}
    return kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | more


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@contextlib.contextmanager
def started(folder: Path, *arguments: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_manifest_is_json_on_standard_output(tmp_path: Path) -> None:
    done = run(tmp_path, "manifest", "--http", "https://bot.example.com")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["settings"]["socket_mode_enabled"] is False


def test_serve_tells_everything_that_is_missing_and_wrong_at_once(tmp_path: Path) -> None:
    done = run(tmp_path, "serve", NVCN_ADMIN="U1")
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(" is ")[0] for line in done.stderr.splitlines()] == [
        "nvcn: NVCN_ADMIN",
        "nvcn: SLACK_BOT_TOKEN",
        "nvcn: SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing. "
        "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.",
    ]


def test_settings_are_read_from_dotenv(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxp-1-hunter2\nSLACK_SIGNING_SECRET=abc\n")
    done = run(tmp_path, "serve")
    assert done.returncode == 2
    assert done.stderr.startswith("nvcn: SLACK_BOT_TOKEN is a user token, not a bot token. ")
    assert "hunter2" not in done.stderr


def test_a_usage_error_ends_with_two(tmp_path: Path) -> None:
    for arguments in (
        ["nonsense"],
        ["serve", "--port", "x"],
        ["serve", "--port", "70000"],
        ["manifest", "--http", "x"],
    ):
        done = run(tmp_path, *arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "Traceback" not in done.stderr


def test_a_busy_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, "serve", "--port", str(port), **SLACK)
    assert done.returncode == 1
    assert done.stderr == (
        f"nvcn: Cannot listen on 127.0.0.1:{port} (Address already in use). Choose a free port with --port.\n"
    )


def test_an_unreachable_slack_is_one_sentence_without_secrets(tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/api/"
    done = run(tmp_path, "serve", "--port", "0", SLACK_API_URL=url, NVCN_DATABASE_URL="sqlite:///:memory:", **SLACK)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"nvcn: Slack cannot be reached at {url} (")
    assert "hunter2" not in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unusable_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "junk").write_bytes(b"junk" * 1000)
    done = run(tmp_path, "serve", "--port", "0", NVCN_DATABASE_URL="sqlite:///junk", **SLACK)
    assert done.returncode == 1
    assert done.stderr == (
        "nvcn: The database cannot be used: file is not a database. "
        "Set NVCN_DATABASE_URL to a file that can be written (sqlite:///FILE) or to a PostgreSQL database.\n"
    )


def test_unusable_knowledge_is_one_sentence(tmp_path: Path) -> None:
    for command in (["serve", "--port", "0"], ["playground", "--no-browser", "--port", "0"]):
        done = run(tmp_path, *command, NVCN_KNOWLEDGE=str(tmp_path), **SLACK)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("nvcn: ")


def test_doctor_tells_each_thing_with_its_mend(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor")
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "wrong settings",
        "wrong settings",
        "ok    knowledge",
    ]
    more = {"SLACK_API_URL": "http://127.0.0.1:9/", "NVCN_DATABASE_URL": "sqlite:///:memory:"}
    done = run(tmp_path, "doctor", **SLACK, **more)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "ok    settings",
        "ok    knowledge",
        "ok    database",
        "wrong slack",
    ]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_the_playground_prints_one_address_and_stops_cleanly(tmp_path: Path, number: signal.Signals, code: int) -> None:
    # Tokens for the real Slack must not lead there: the playground has its own.
    with started(tmp_path, "playground", "--no-browser", "--port", "0", **SLACK) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", line)
        with urllib.request.urlopen(line.strip(), timeout=5) as page:  # noqa: S310 - our own page
            assert page.status == 200
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert "hunter2" not in err


def test_the_playground_takes_the_next_free_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(tmp_path, "playground", "--no-browser", "--port", str(port)) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", line)
    assert line != f"http://127.0.0.1:{port}/\n"


def test_the_command_line_is_light() -> None:
    heavy = "{'slack_bolt', 'slack_sdk', 'sqlalchemy', 'starlette', 'aiohttp', 'pydantic_settings', 'uvicorn', 'jieba'}"
    script = f"import sys, bot.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment(), timeout=60, check=True
    )
    assert done.stdout == "[]\n"
