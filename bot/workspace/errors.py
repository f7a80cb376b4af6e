"""What can go wrong in the local workspace."""

from collections.abc import Mapping

from bot.workspace.wire import Json


class WorkspaceError(Exception):
    """Base of all errors that the local workspace raises."""


class RefusedError(WorkspaceError):
    """An API call that Slack would refuse, with Slack's error name."""

    def __init__(
        self, error: str, *, status: int = 200, headers: Mapping[str, str] | None = None, extra: Json | None = None
    ) -> None:
        super().__init__(f"Slack refuses this call: {error}.")
        self.error = error
        self.status = status
        self.headers = dict(headers or {})
        self.extra = extra or {}

    def wire(self) -> Json:
        """The body of the answer."""
        return {"ok": False, "error": self.error, **self.extra}


class InvalidBlocksError(RefusedError):
    """Blocks or a view that break Block Kit's rules; every problem names its place."""

    def __init__(self, problems: tuple[str, ...], *, error: str = "invalid_blocks") -> None:
        messages = [f"[ERROR] {problem}" for problem in problems]
        super().__init__(error, extra={"errors": list(problems), "response_metadata": {"messages": messages}})
        self.problems = problems


class NotDeliveredError(WorkspaceError):
    """The bot did not take a delivery; `reason` is Slack's word for why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The bot did not acknowledge the delivery: {reason}. Is it connected and did it call ack()?")
        self.reason = reason


class UnknownNameError(WorkspaceError):
    """A person, channel or message that this workspace does not have."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"There is no {kind} {name!r} in this workspace.")
        self.kind, self.name = kind, name


class NotAllowedError(WorkspaceError):
    """Something that Slack's own client would not let this person do."""


class PortBusyError(WorkspaceError):
    """The port to listen on is taken."""

    def __init__(self, port: int) -> None:
        super().__init__(f"Port {port} on 127.0.0.1 is in use. Choose another one, or 0 for any free port.")
        self.port = port
