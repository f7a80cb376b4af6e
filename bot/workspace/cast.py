"""Who and what is there when a workspace opens: the team, its people and channels."""

from dataclasses import dataclass

from bot.workspace.channel import Channel, ChannelKind
from bot.workspace.person import Person


@dataclass(frozen=True, slots=True)
class Team:
    """The Slack team."""

    id: str = "T0NVCNTEAM"
    name: str = "芯片观察 Chip Watch"
    domain: str = "chipwatch"


LIN = Person("U0LINXIAO1", "lin", "林晓", locale="zh-CN", is_admin=True)
ALEX = Person("U0ALEXMRG1", "alex", "Alex Morgan", locale="en-US", tz="America/Los_Angeles", tz_offset=-28_800)
CHEN = Person("U0CHENYJ01", "chen", "陳怡君", locale="zh-TW", tz="Asia/Taipei")
PRIYA = Person("U0PRIYANR1", "priya", "Priya Nair", locale="en-GB", tz="Europe/London", tz_offset=0)
BOT = Person("U0NVCNBOT1", "nvcn", "nvcn", bot_id="B0NVCNBOT1", app_id="A0NVCNAPP1")
OTHER_BOT = Person("U0NEWSBOT1", "newsbot", "News Feed", bot_id="B0NEWSBOT1", app_id="A0NEWSAPP1")
SLACKBOT = Person("USLACKBOT", "slackbot", "Slackbot")

PEOPLE = (LIN, ALEX, CHEN, PRIYA, BOT, OTHER_BOT, SLACKBOT)
_HUMANS = frozenset({LIN.id, ALEX.id, CHEN.id, PRIYA.id})
_NO_BOT = "nvcn 不在这里 / nvcn is not here"

CHANNELS = (
    Channel("C0GENERAL1", "general", ChannelKind.PUBLIC, _HUMANS | {BOT.id, OTHER_BOT.id}, "大家 / everybody"),
    Channel("C0CHIPCN01", "chip-china", ChannelKind.PUBLIC, _HUMANS | {BOT.id}, "中国芯片市场 / the China chip market"),
    Channel("C0RANDOM01", "random", ChannelKind.PUBLIC, _HUMANS, _NO_BOT),
    Channel("C0DEALS001", "deals", ChannelKind.PRIVATE, frozenset({LIN.id, ALEX.id, BOT.id}), "私密 / private"),
    Channel("C0BOARD001", "board", ChannelKind.PRIVATE, frozenset({LIN.id, CHEN.id}), _NO_BOT),
)
