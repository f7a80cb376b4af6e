"""Conversations: public channels, private ones and direct messages."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.workspace.wire import Json


class ChannelKind(StrEnum):
    """The kinds as events name them in `channel_type`."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation and who is in it."""

    id: str
    name: str
    kind: ChannelKind
    members: frozenset[str]
    purpose: str = ""

    def has(self, user_id: str) -> bool:
        """Whether this person is a member."""
        return user_id in self.members

    def joined_by(self, user_id: str) -> "Channel":
        """The channel with one member more."""
        return replace(self, members=self.members | {user_id})

    def left_by(self, user_id: str) -> "Channel":
        """The channel with one member less."""
        return replace(self, members=self.members - {user_id})

    def wire(self, team_id: str, viewer: str) -> Json:
        """The conversation as `conversations.info` shows it to `viewer`."""
        direct = self.kind is ChannelKind.DIRECT
        shown: Json = {
            "id": self.id,
            "created": 0,
            "is_archived": False,
            "is_im": direct,
            "is_org_shared": False,
            "context_team_id": team_id,
        }
        if direct:
            return shown | {"user": next((m for m in sorted(self.members) if m != viewer), viewer), "is_open": True}
        return shown | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": True,
            "is_group": False,
            "is_mpim": False,
            "is_private": self.kind is ChannelKind.PRIVATE,
            "is_general": self.name == "general",
            "is_member": self.has(viewer),
            "num_members": len(self.members),
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": self.purpose, "creator": "", "last_set": 0},
        }
