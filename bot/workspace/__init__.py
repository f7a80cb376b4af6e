"""A local Slack workspace: Web API, Socket Mode, signed HTTP, and a page in the browser."""

from bot.workspace.errors import (
    NotAllowedError,
    NotDeliveredError,
    PortBusyError,
    RefusedError,
    UnknownNameError,
    WorkspaceError,
)
from bot.workspace.installation import Installation
from bot.workspace.message import Message
from bot.workspace.outcome import Outcome
from bot.workspace.workspace import Workspace

__all__ = [
    "Installation",
    "Message",
    "NotAllowedError",
    "NotDeliveredError",
    "Outcome",
    "PortBusyError",
    "RefusedError",
    "UnknownNameError",
    "Workspace",
    "WorkspaceError",
]
