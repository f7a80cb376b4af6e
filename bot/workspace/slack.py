"""The state behind the Web API: the world, the installation, and the leaves that were handed out."""

from bot.workspace.channel import Channel
from bot.workspace.errors import RefusedError
from bot.workspace.installation import Installation
from bot.workspace.message import Message
from bot.workspace.person import Person
from bot.workspace.response_url import ResponseUrls
from bot.workspace.screen import Screens, View
from bot.workspace.socketmode import SocketMode
from bot.workspace.trigger import Triggers
from bot.workspace.wire import Json
from bot.workspace.world import World


class Slack:
    """What the server knows. `base_url` is set once the server listens."""

    def __init__(self, world: World, installation: Installation, bot: Person) -> None:
        self.world = world
        self.installation = installation
        self.bot = bot
        self.triggers = Triggers(world.clock)
        self.response_urls = ResponseUrls(world.clock)
        self.screens = Screens()
        self.statuses: dict[tuple[str, str], str] = {}
        self.prompts: dict[str, Json] = {}
        self.socket_mode = SocketMode(str(bot.app_id))
        self.base_url = ""

    @property
    def team_url(self) -> str:
        """The team's address, which permalinks begin with."""
        return f"{self.base_url}/"

    def visible_channel(self, key: str) -> Channel:
        """A channel that the bot may know of; others don't exist for it."""
        channel = self.world.find_channel(key)
        if channel is None or (channel.kind != "channel" and not channel.has(self.bot.id)):
            raise RefusedError("channel_not_found")
        return channel

    def joined_channel(self, key: str) -> Channel:
        """A channel that the bot is in."""
        channel = self.visible_channel(key)
        if not channel.has(self.bot.id):
            raise RefusedError("not_in_channel")
        return channel

    def known_person(self, key: str) -> Person:
        """A person by id; the API takes no names."""
        person = self.world.find_person(key)
        if person is None or person.id != key:
            raise RefusedError("user_not_found")
        return person

    def message(self, channel: Channel, ts: str) -> Message:
        """A message that is there."""
        message = self.world.find_message(channel.id, ts)
        if message is None:
            raise RefusedError("message_not_found")
        return message

    def view_wire(self, view: View) -> Json:
        """A view as the API shows it."""
        return view.wire(self.world.team.id, str(self.bot.bot_id), str(self.bot.app_id))
