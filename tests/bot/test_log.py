"""Logging: JSON without a terminal, and no secrets wherever they stand."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import log


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root, level = logging.getLogger(), logging.getLogger().level
    handlers = list(root.handlers)
    stream = io.StringIO()
    log.setup("info", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def read(stream: io.StringIO) -> list[dict[str, str]]:
    """The lines of this test; a library's thread that an earlier test left may write one of its own at any time."""
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert lines, "nothing was logged"
    return [line for line in lines if line["event"].startswith(("answered", "with", "also"))]


def test_a_line_is_json_with_time_and_level(lines: io.StringIO) -> None:
    structlog.get_logger("nvcn").info("answered", status="none")
    [line] = read(lines)
    assert (line["event"], line["level"], line["status"]) == ("answered", "info", "none")
    assert line["timestamp"].endswith("Z")


def test_what_is_below_the_level_is_left_out(lines: io.StringIO) -> None:
    structlog.get_logger("nvcn").debug("detail")
    logging.getLogger("slack_bolt").info("whole message")
    logging.getLogger("nvcn.bolt").info("whole message")
    assert lines.getvalue() == ""


@pytest.mark.parametrize(
    ("secret", "hidden"),
    [
        ("xoxb-1-abc-DEF.9", "[hidden]"),
        ("xapp-1-A1-2-abc", "[hidden]"),
        ("xoxe.xoxp-1-abc", "[hidden]"),
        ("wss://x/link?ticket=abc-def&app_id=1", "wss://x/link?ticket=[hidden]&app_id=1"),
        ("postgresql://user:hunter2@host/db", "postgresql://[hidden]@host/db"),
    ],
)
def test_secrets_are_hidden_in_events_values_and_tracebacks(lines: io.StringIO, secret: str, hidden: str) -> None:
    try:
        raise ValueError(f"no {secret} here")
    except ValueError:
        structlog.get_logger("nvcn").exception(f"with {secret}", value=secret)
        logging.getLogger("slack_sdk").exception("also %s", secret)
    own, foreign = read(lines)
    assert (own["event"], own["value"], foreign["event"]) == (f"with {hidden}", hidden, f"also {hidden}")
    assert f"ValueError: no {hidden} here" in own["exception"]
    assert f"ValueError: no {hidden} here" in foreign["exception"]
    assert secret not in lines.getvalue()
