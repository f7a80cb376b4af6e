"""Logging: lines for a person at a terminal, JSON elsewhere, always on standard error and without secrets."""

import logging
import re
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Libraries that would log whole messages and requests below this level.
_QUIET = ("nvcn.bolt", "slack_bolt", "slack_sdk", "aiohttp", "aiosqlite", "asyncio", "sqlalchemy", "uvicorn", "jieba")
_SECRET = re.compile(
    r"\b(?:xox[a-z]|xapp|xwfp)[-.][A-Za-z0-9-.]+|(?<=ticket=)[^\s&\"']+|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"
)
HIDDEN = "[hidden]"


def setup(level: str, stream: TextIO | None = None) -> None:
    """Send the bot's own log and that of its libraries to standard error."""
    out = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    terminal = out.isatty()
    shown: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    # A traceback becomes text before it is searched for secrets; its local variables are not shown at all.
    shown += [structlog.processors.format_exc_info, hide_secrets]
    shown += [
        structlog.dev.ConsoleRenderer(colors=True)
        if terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    ]
    handler = logging.StreamHandler(out)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=shown))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def hide_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace tokens, socket tickets and passwords in addresses, wherever a library put them."""
    return {key: _SECRET.sub(HIDDEN, value) if isinstance(value, str) else value for key, value in event.items()}
