"""The people of the workspace, bots among them."""

from dataclasses import dataclass

from bot.workspace.wire import Json


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the team; a bot has a `bot_id` (and an `app_id`)."""

    id: str
    name: str
    real_name: str
    locale: str = "en-US"
    tz: str = "Asia/Shanghai"
    tz_offset: int = 28_800
    is_admin: bool = False
    bot_id: str | None = None
    app_id: str | None = None

    @property
    def is_bot(self) -> bool:
        """Whether this is an app's bot user."""
        return self.bot_id is not None

    def wire(self, team_id: str, *, include_locale: bool = False) -> Json:
        """The person as `users.info` shows them."""
        profile: Json = {
            "real_name": self.real_name,
            "display_name": self.name,
            "real_name_normalized": self.real_name,
            "display_name_normalized": self.name,
            "team": team_id,
            "status_text": "",
            "status_emoji": "",
        }
        if self.is_bot:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id}
        shown: Json = {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "deleted": False,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_offset": self.tz_offset,
            "profile": profile,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 0,
        }
        return shown | {"locale": self.locale} if include_locale else shown

    def bot_profile(self, team_id: str) -> Json | None:
        """What Slack adds to a bot's message about its app."""
        if not self.is_bot:
            return None
        return {
            "id": self.bot_id,
            "app_id": self.app_id,
            "user_id": self.id,
            "name": self.name,
            "deleted": False,
            "updated": 0,
            "team_id": team_id,
            "icons": {},
        }
