"""What people do in the Slack client: write, change, delete, react, click, fill in modals."""

import uuid

from bot.workspace import modal
from bot.workspace.blockkit.naming import named
from bot.workspace.channel import Channel
from bot.workspace.command import run_command
from bot.workspace.delivery import Kind, Postman
from bot.workspace.errors import NotAllowedError, UnknownNameError
from bot.workspace.event import envelope, home_opened
from bot.workspace.interaction import (
    Choice,
    find_element,
    head,
    message_actions,
    message_place,
    message_shortcut_place,
    suggestion,
    value_of,
    view_actions,
    view_place,
)
from bot.workspace.markup import from_typed, rich_text
from bot.workspace.message import Message
from bot.workspace.outcome import Outcome, deliver
from bot.workspace.person import Person
from bot.workspace.screen import View
from bot.workspace.slack import Slack


class Acts:
    """The people's hands. People and channels are named by id or by name; `@name` is a direct message."""

    def __init__(self, slack: Slack, postman: Postman) -> None:
        self.slack = slack
        self.postman = postman

    # --- messages

    async def say(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """Post a message; `text` is in Slack's markup, as events carry it (a mention is `<@U…>`)."""
        person, room = self._at(user, channel)
        blocks = () if person.is_bot else named([rich_text(text, uuid.uuid4().hex[:5])])
        client_msg_id = None if person.is_bot else str(uuid.uuid4())
        return self.slack.world.post(
            room.id, person.id, text, thread_ts=thread_ts, blocks=blocks, client_msg_id=client_msg_id
        )

    async def type(self, user: str, channel: str, typed: str, thread_ts: str | None = None) -> Message | Outcome:
        """Type into the composer and press Enter: `/command …` is a command, `@name` becomes a mention."""
        if typed.startswith("/") and not typed.startswith("//"):
            word, *rest = typed.split(maxsplit=1)
            if thread_ts is not None:
                msg = f"{word} is not supported in threads. 消息列里不能用 {word}。"
                raise NotAllowedError(msg)
            text = rest[0] if rest else ""
            if word in self.slack.installation.escaped_commands:
                text = self.markup(text)
            return await self.command(user, channel, word, text)
        return await self.say(user, channel, self.markup(typed), thread_ts)

    def markup(self, typed: str) -> str:
        """What a person typed, in Slack's markup."""
        return from_typed(typed, self.slack.world.people, self.slack.world.channels)

    async def command(self, user: str, channel: str, command: str, text: str = "") -> Outcome:
        """Send a slash command, also where the bot is no member."""
        person, room = self._at(user, channel)
        return await run_command(self.slack, self.postman, person, room, command, text)

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Message:
        """Change a message of one's own."""
        message = self._own(user, channel, ts)
        return self.slack.world.edit(message, by=message.user, text=text, blocks=named([rich_text(text, "edit")]))

    async def delete(self, user: str, channel: str, ts: str) -> None:
        """Delete a message of one's own."""
        self.slack.world.delete(self._own(user, channel, ts))

    async def react(self, user: str, channel: str, ts: str, name: str, *, add: bool = True) -> Message:
        """Put a reaction on a message, or take it off."""
        person, room = self._at(user, channel)
        return self.slack.world.react(self._message(room, ts), person.id, name, add=add)

    async def invite(self, user: str, channel: str, inviter: str | None = None) -> None:
        """Bring somebody, the bot for one, into a channel."""
        world = self.slack.world
        by = world.person(inviter).id if inviter else None
        world.join(world.channel(channel).id, world.person(user).id, inviter=by)

    async def remove(self, user: str, channel: str) -> None:
        """Take somebody out of a channel."""
        self.slack.world.leave(self.slack.world.channel(channel).id, self.slack.world.person(user).id)

    # --- interactions

    async def click(
        self, user: str, message: Message, action_id: str, choice: Choice = None, *, block_id: str | None = None
    ) -> Outcome:
        """Use an element of a message; `choice`: an option's value, or `positive`/`negative` feedback."""
        person = self.slack.world.person(user)
        element = find_element(message.blocks, action_id, block_id)
        seen_by = element.content.get("visible_to_user_ids")
        if seen_by and person.id not in seen_by:
            msg = f"{person.name} doesn't see the button {action_id!r}."
            raise NotAllowedError(msg)
        payload = message_actions(self.slack, person, message, element, choice)
        return await deliver(self.postman, Kind.INTERACTION, payload)

    async def click_view(
        self, user: str, action_id: str, choice: Choice = None, *, home: bool = False, block_id: str | None = None
    ) -> Outcome:
        """Use an element of the topmost modal, or of the Home tab."""
        person = self.slack.world.person(user)
        view = self._view(person, home=home)
        element = find_element(view.content["blocks"], action_id, block_id)
        if element.content["type"] not in ("button", "overflow", "feedback_buttons", "icon_button"):
            held = {"type": element.content["type"], **value_of(element.content, choice)}
            view = self.slack.screens.fill(view, element.block_id, action_id, held)
        payload = view_actions(self.slack, person, view, element, choice)
        return await deliver(self.postman, Kind.INTERACTION, payload)

    async def suggest(self, user: str, place: Message | View, action_id: str, query: str) -> Outcome:
        """Type into a menu that asks the app for its options; they are in the outcome's `ack`."""
        person = self.slack.world.person(user)
        blocks = place.blocks if isinstance(place, Message) else place.content["blocks"]
        element = find_element(blocks, action_id)
        at = message_place(self.slack, person, place) if isinstance(place, Message) else view_place(self.slack, place)
        return await deliver(self.postman, Kind.INTERACTION, suggestion(self.slack, person, at, element, query))

    async def submit(self, user: str, values: dict[str, Choice] | None = None) -> Outcome:
        """Fill in the topmost modal, by action id, and submit it."""
        return await modal.submit(self.slack, self.postman, self.slack.world.person(user), values or {})

    async def close_modal(self, user: str, *, everything: bool = False) -> Outcome | None:
        """Close the topmost modal; the outcome where the bot wanted to know."""
        return await modal.close(self.slack, self.postman, self.slack.world.person(user), everything=everything)

    async def shortcut(self, user: str, callback_id: str, message: Message | None = None) -> Outcome:
        """Use a shortcut: a global one, or one on a message."""
        person = self.slack.world.person(user)
        payload = {
            **head("shortcut" if message is None else "message_action", self.slack, person),
            "callback_id": callback_id,
            "trigger_id": self.slack.triggers.new(person.id),
            "action_ts": self.slack.world.stamps.next(),
        }
        if message is not None:
            payload |= message_shortcut_place(self.slack, person, message)
        return await deliver(self.postman, Kind.INTERACTION, payload)

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Open the app's Home tab, or its messages."""
        world, bot = self.slack.world, self.slack.bot
        person = world.person(user)
        if "app_home_opened" not in self.slack.installation.events:
            return
        view = self.slack.screens.home(person.id)
        shown = self.slack.view_wire(view) if view and tab == "home" else None
        channel = world.direct(bot.id, person.id)
        event = home_opened(person.id, channel.id, tab, shown, world.stamps.next())
        self.postman.event(envelope(event, self.postman.new_event_id(), world.team.id, bot))

    # --- finding

    def room(self, user: str, channel: str) -> Channel:
        """A channel by id or name; `@name` is the person's direct message with that one."""
        world = self.slack.world
        if channel.startswith("@"):
            return world.direct(world.person(user).id, world.person(channel).id)
        return world.channel(channel)

    def _at(self, user: str, channel: str) -> tuple[Person, Channel]:
        person, room = self.slack.world.person(user), self.room(user, channel)
        if not room.has(person.id):
            msg = f"{person.name} is not in {channel}."
            raise NotAllowedError(msg)
        return person, room

    def _message(self, room: Channel, ts: str) -> Message:
        message = self.slack.world.find_message(room.id, ts)
        if message is None:
            kind = "message"
            raise UnknownNameError(kind, ts)
        return message

    def _own(self, user: str, channel: str, ts: str) -> Message:
        person, room = self._at(user, channel)
        message = self._message(room, ts)
        if message.user != person.id:
            msg = "Only one's own messages can be changed."
            raise NotAllowedError(msg)
        return message

    def _view(self, person: Person, *, home: bool) -> View:
        if not home:
            return modal.top_modal(self.slack, person)
        view = self.slack.screens.home(person.id)
        if view is None:
            msg = f"The app has shown {person.name} no Home tab."
            raise NotAllowedError(msg)
        return view
