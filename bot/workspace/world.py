"""The state of the workspace: people, channels, messages; every change is told to the observers."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Unpack

from bot.workspace.cast import Team
from bot.workspace.change import Change, Changed, Deleted, Joined, Posted, Reacted, Shown, Whispered
from bot.workspace.channel import Channel, ChannelKind
from bot.workspace.draft import Draft
from bot.workspace.errors import UnknownNameError
from bot.workspace.message import Edited, Message, Reaction
from bot.workspace.person import Person
from bot.workspace.stamp import Clock, Stamps, order
from bot.workspace.wire import Json

Observer = Callable[[Change], None]


class World:
    """Everything that is true in the workspace. It knows no transport and refuses only what is impossible."""

    def __init__(self, team: Team, people: Iterable[Person], channels: Iterable[Channel], clock: Clock) -> None:
        self.team = team
        self.clock = clock
        self.stamps = Stamps(clock)
        self._people = {p.id: p for p in people}
        self._channels = {c.id: c for c in channels}
        self._messages: dict[str, dict[str, Message]] = {c: {} for c in self._channels}
        self._whispers: dict[str, Message] = {}
        self._observers: list[Observer] = []

    # --- look-up

    def observe(self, observer: Observer) -> None:
        """Call `observer` with every change from now on."""
        self._observers.append(observer)

    def tell(self, change: Change) -> None:
        """Tell the observers what happened."""
        for observer in tuple(self._observers):
            observer(change)

    @property
    def people(self) -> tuple[Person, ...]:
        """All members of the team."""
        return tuple(self._people.values())

    @property
    def channels(self) -> tuple[Channel, ...]:
        """All conversations, direct messages among them."""
        return tuple(self._channels.values())

    def find_person(self, key: str) -> Person | None:
        """A person by id, bot id or name (with or without @)."""
        found = self._people.get(key)
        return found or next((p for p in self._people.values() if key.removeprefix("@") in (p.name, p.bot_id)), None)

    def person(self, key: str) -> Person:
        """A person by id or name, who has to exist."""
        found = self.find_person(key)
        if found is None:
            raise UnknownNameError("person", key)
        return found

    def find_channel(self, key: str) -> Channel | None:
        """A channel by id or name (with or without #)."""
        found = self._channels.get(key)
        return found or next((c for c in self._channels.values() if c.name and c.name == key.removeprefix("#")), None)

    def channel(self, key: str) -> Channel:
        """A channel by id or name, which has to exist."""
        found = self.find_channel(key)
        if found is None:
            raise UnknownNameError("channel", key)
        return found

    def direct(self, one: str, other: str) -> Channel:
        """The direct message between two people, opened when they had none."""
        members = frozenset({one, other})
        for channel in self._channels.values():
            if channel.kind is ChannelKind.DIRECT and channel.members == members:
                return channel
        count = sum(c.kind is ChannelKind.DIRECT for c in self._channels.values())
        opened = Channel(f"D0DIRECT{count + 1:02d}", "", ChannelKind.DIRECT, members)
        self._channels[opened.id] = opened
        self._messages[opened.id] = {}
        return opened

    def find_message(self, channel_id: str, ts: str) -> Message | None:
        """A message that is in the channel; ephemerals are not."""
        return self._messages.get(channel_id, {}).get(ts)

    def history(self, channel_id: str) -> tuple[Message, ...]:
        """All messages of a channel, thread replies among them, oldest first."""
        return tuple(sorted(self._messages[channel_id].values(), key=lambda m: order(m.ts)))

    def thread(self, channel_id: str, root_ts: str) -> tuple[Message, ...]:
        """A thread: its root and the replies, oldest first."""
        return tuple(m for m in self.history(channel_id) if m.root_ts == root_ts)

    def find_whisper(self, channel_id: str, ts: str) -> Message | None:
        """An ephemeral message."""
        found = self._whispers.get(ts)
        return found if found and found.channel == channel_id else None

    def whispers(self, user_id: str, channel_id: str) -> tuple[Message, ...]:
        """The ephemeral messages that one person sees in a channel."""
        return tuple(m for m in self._whispers.values() if m.channel == channel_id and m.visible_to == user_id)

    def wire(self, message: Message, *, with_metadata: bool = False) -> Json:
        """A message as the API shows it, with its thread's counts."""
        shown = message.wire(self.team.id, with_metadata=with_metadata)
        if message.is_reply:
            root = self.find_message(message.channel, message.root_ts)
            return shown | {"parent_user_id": root.user} if root else shown
        replies = [m for m in self.thread(message.channel, message.ts) if m.ts != message.ts]
        if not replies:
            return shown
        users = list(dict.fromkeys(m.user for m in replies))
        return shown | {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
        }

    # --- changes

    def post(self, channel_id: str, user_id: str, text: str, **more: Unpack[Draft]) -> Message:
        """Post a message, or show it to one person where `visible_to` is given."""
        person = self._people[user_id]
        message = Message(
            ts=self.stamps.next(),
            channel=channel_id,
            user=user_id,
            text=text,
            bot_id=person.bot_id,
            app_id=person.app_id,
            bot_profile=person.bot_profile(self.team.id),
            **more,
        )
        if message.visible_to:
            self._whispers[message.ts] = message
            self.tell(Whispered(message))
        else:
            self._messages[channel_id][message.ts] = message
            self.tell(Posted(message))
        return message

    def edit(self, message: Message, *, by: str, text: str, **more: Unpack[Draft]) -> Message:
        """Change the words of a message."""
        if message.visible_to:
            after = replace(message, text=text, **more)
            self._whispers[message.ts] = after
            self.tell(Whispered(after))
            return after
        after = replace(message, text=text, edited=Edited(by, self.stamps.next()), **more)
        self._messages[message.channel][message.ts] = after
        self.tell(Changed(message, after))
        return after

    def delete(self, message: Message) -> None:
        """Take a message away; the root of a thread with replies leaves a tombstone, as in Slack."""
        if message.visible_to:
            del self._whispers[message.ts]
            self.tell(Whispered(message))
            return
        place = self._messages[message.channel]
        if len(self.thread(message.channel, message.ts)) > 1:
            place[message.ts] = Message(
                ts=message.ts,
                channel=message.channel,
                user="USLACKBOT",
                text="This message was deleted.",
                subtype="tombstone",
                thread_ts=message.ts,
            )
        else:
            del place[message.ts]
        self.tell(Deleted(message, self.stamps.next()))

    def react(self, message: Message, user_id: str, name: str, *, add: bool) -> Message:
        """Put a reaction on a message, or take it off."""
        users = {r.name: r.users for r in message.reactions}
        rest = tuple(u for u in users.get(name, ()) if u != user_id)
        users[name] = (*rest, user_id) if add else rest
        after = replace(message, reactions=tuple(Reaction(n, u) for n, u in users.items() if u))
        self._messages[message.channel][message.ts] = after
        self.tell(Reacted(after, user_id, name, add, self.stamps.next()))
        return after

    def join(self, channel_id: str, user_id: str, *, inviter: str | None = None) -> None:
        """Bring somebody into a channel."""
        self._channels[channel_id] = self._channels[channel_id].joined_by(user_id)
        self.tell(Joined(self._channels[channel_id], user_id, inviter, True, self.stamps.next()))

    def leave(self, channel_id: str, user_id: str) -> None:
        """Take somebody out of a channel."""
        self._channels[channel_id] = self._channels[channel_id].left_by(user_id)
        self.tell(Joined(self._channels[channel_id], user_id, None, False, self.stamps.next()))

    def show(self, user_id: str, what: str) -> None:
        """Say that something on a person's screen changed."""
        self.tell(Shown(user_id, what))
