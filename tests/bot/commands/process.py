"""The command line as a process of its own, in a directory and an environment without settings."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def run(folder: Path, *arguments: str | Path, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run `nvcn` with these arguments, standard input and settings; it may take a minute at most."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "NVCN_"))}
    return subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", *map(str, arguments)],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"} | more,
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
    )


def out(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a command that went well printed."""
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode()


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    """The JSON lines on standard output; each of them is strict JSON."""

    def refuse(constant: str) -> object:
        raise AssertionError(f"{constant} is no JSON")

    return [json.loads(line, parse_constant=refuse) for line in done.stdout.decode().split("\n")[:-1]]
