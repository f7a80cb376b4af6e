"""Messages and what hangs on them: edits, reactions, metadata."""

from dataclasses import dataclass

from bot.workspace.wire import Json


@dataclass(frozen=True, slots=True)
class Edited:
    """Who changed a message last, and when."""

    user: str
    ts: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji under a message and who put it there, first comer first."""

    name: str
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now; `visible_to` makes it an ephemeral one, that only this person sees."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    bot_profile: Json | None = None
    client_msg_id: str | None = None
    edited: Edited | None = None
    reactions: tuple[Reaction, ...] = ()
    metadata: Json | None = None
    subtype: str | None = None
    visible_to: str | None = None
    broadcast: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread that it did not begin."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def root_ts(self) -> str:
        """The stamp of the thread this message is in, or would begin."""
        return self.thread_ts or self.ts

    def wire(self, team_id: str, *, with_metadata: bool = False) -> Json:
        """The message as events and `conversations.history` show it, without the thread's counts."""
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": team_id}
        optional: Json = {
            "subtype": self.subtype,
            "client_msg_id": self.client_msg_id,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "bot_profile": self.bot_profile,
            "thread_ts": self.thread_ts,
            "metadata": self.metadata if with_metadata else None,
        }
        shown |= {key: value for key, value in optional.items() if value is not None}
        if self.blocks:
            shown["blocks"] = list(self.blocks)
        if self.attachments:
            shown["attachments"] = list(self.attachments)
        if self.edited:
            shown["edited"] = {"user": self.edited.user, "ts": self.edited.ts}
        if self.reactions:
            shown["reactions"] = [
                {"name": r.name, "users": list(r.users), "count": len(r.users)} for r in self.reactions
            ]
        return shown
