"""How something a person did came out: what the bot acknowledged with, or why it did not."""

from dataclasses import dataclass, field

from bot.workspace.delivery import Kind, Postman
from bot.workspace.errors import NotDeliveredError
from bot.workspace.wire import Json

_WORDS = {"timeout": "operation_timeout", "no_connection": "dispatch_failed"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`failed` holds Slack's error word when there was no acknowledgement or it could not be shown."""

    payload: Json
    ack: Json = field(default_factory=dict)
    failed: str | None = None

    @property
    def trigger_id(self) -> str:
        """The leave to open a modal that went with it."""
        return str(self.payload.get("trigger_id", ""))

    @property
    def response_url(self) -> str:
        """Where the bot may answer later."""
        return str(self.payload.get("response_url", ""))


async def deliver(postman: Postman, kind: Kind, payload: Json) -> Outcome:
    """Deliver once; a failure becomes an outcome, as the client shows it and goes on."""
    try:
        return Outcome(payload, await postman.call(kind, payload))
    except NotDeliveredError as error:
        return Outcome(payload, failed=_WORDS.get(error.reason, "dispatch_failed"))
