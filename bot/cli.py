"""The command line, `nvcn`. Every command imports what it needs when it runs, so that `nvcn ask` starts fast."""

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import typer

from bot.commands import knowledge, slack
from bot.errors import NvcnBotError
from knowledge.errors import KnowledgeError

INTERRUPTED = 130

app = typer.Typer(
    name="nvcn",
    help="A Slack bot that answers from curated articles and quotes them word for word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
slack.register(app)
knowledge.register(app)


def main() -> NoReturn:
    """Run a command; whatever goes wrong is a sentence on standard error and an exit code, never a stack trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Chinese text also under LANG=C, and a lone surrogate out of somebody's JSON as its escape.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="nvcn")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except (NvcnBotError, KnowledgeError) as error:
        fail(str(error), getattr(error, "exit_code", 1))
    except Exception as error:
        if os.environ.get("NVCN_LOG_LEVEL", "").strip() == "debug":
            raise
        fail(f"Unforeseen: {type(error).__name__}: {error}. NVCN_LOG_LEVEL=debug shows where.", 1)
    sys.exit(0)


def fail(message: str, code: int) -> NoReturn:
    """End with a message; each of its lines is a problem of its own."""
    for line in message.splitlines():
        sys.stderr.write(f"nvcn: {line}\n")
    sys.exit(code)
