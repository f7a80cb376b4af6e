"""A tiny base and an engine with prepared answers, so that tests of the bot need no matching."""

from dataclasses import dataclass, field

from knowledge.answer import Answer, Found, Highlight, Question, Status
from knowledge.schema import (
    Bilingual,
    Caveat,
    CaveatKind,
    Entity,
    EntityKind,
    Fact,
    FactBase,
    FactKind,
    Questions,
    Quote,
    Source,
)

# Look-alikes and everything that mrkdwn would read as markup; none of it may change on its way to Slack.
TEXT = "老黄跳起了东北秧歌。“大老板” *没想到* <!channel> & `他`会来。H20最早下半年到货,\uff0c价格未定。"
SOURCE = Source(
    id="party",
    title="年会 & <秧歌>",
    title_en="The party",
    publisher="36氪",
    dated=Bilingual(zh="约 2024 年 2 月", en="about February 2024"),
    sha256="0" * 64,
)
ENTITIES = (
    Entity(id="36kr", kind=EntityKind.PUBLISHER, names=Bilingual(zh="36氪", en="36Kr")),
    Entity(id="staff", kind=EntityKind.ROLE, names=Bilingual(zh="一位员工", en="an employee")),
)


def quote(exact: str) -> Quote:
    start = TEXT.index(exact)
    return Quote(source=SOURCE.id, start=start, end=start + len(exact), exact=exact)


def source(**changes: object) -> Source:
    return SOURCE.model_copy(update=changes)


DANCE = Fact(
    id="dance",
    kind=FactKind.EVENT,
    statement=Bilingual(zh="黄仁勋跳了东北秧歌。", en="Jensen Huang danced a yangge."),
    topics=("party",),
    said_by="36kr",
    asks=Questions(zh=("老黄跳了什么舞?",), en=("What did Jensen dance?",)),
    quotes=(quote("老黄跳起了东北秧歌"),),
)
SURPRISE = Fact(
    id="surprise",
    kind=FactKind.OPINION,
    statement=Bilingual(zh="没人想到他会来。"),
    topics=("party",),
    said_by="staff",
    asks=Questions(zh=("员工想到老黄会来吗?",)),
    quotes=(quote("“大老板” *没想到* <!channel> & `他`会来"),),
)
DELIVERY = Fact(
    id="delivery",
    kind=FactKind.FORECAST,
    statement=Bilingual(
        zh="H20 最早下半年到货。", en="The H20 arrives in the second half of the year at the earliest."
    ),
    topics=("h20",),
    said_by="36kr",
    asks=Questions(zh=("H20 什么时候到货?",), en=("When does the H20 arrive?",)),
    quotes=(quote("H20最早下半年到货"), quote("价格未定")),
    caveats=(
        Caveat(
            kind=CaveatKind.YEAR,
            note=Bilingual(zh="年份看来有误。", en="The year looks wrong."),
            basis="knowledge",
            likely=Bilingual(zh="2024 年", en="2024"),
            see=("dance",),
        ),
    ),
)
BASE = FactBase(sources=(SOURCE,), texts={SOURCE.id: TEXT}, entities=ENTITIES, facts=(DANCE, SURPRISE, DELIVERY))


@dataclass(frozen=True)
class Shelf:
    """The lookups of a base."""

    base: FactBase = BASE

    def fact(self, fact_id: str) -> Fact:
        return next(fact for fact in self.base.facts if fact.id == fact_id)

    def source(self, source_id: str) -> Source:
        return next(source for source in self.base.sources if source.id == source_id)

    def entity(self, entity_id: str) -> Entity:
        return next(entity for entity in self.base.entities if entity.id == entity_id)


def found(fact: Fact, score: float = 0.9, *highlights: tuple[int, int]) -> Found:
    return Found(fact, score, tuple(Highlight(start, end) for start, end in highlights))


def answered(*facts: Fact, lang: str = "zh", **more: object) -> Answer:
    return Answer(Status.ANSWERED, 0.9, tuple(found(fact) for fact in facts), lang, **more)  # type: ignore[arg-type]


NOTHING = Answer(Status.NONE, 0.0, (), "zh")


@dataclass(frozen=True)
class PreparedEngine(Shelf):
    """Answers what it was prepared for, and writes down what it is asked. An exception is raised."""

    prepared: dict[str, Answer | Exception] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)

    def answer(self, question: Question, top: int = 10) -> Answer:
        self.asked.append(question)
        prepared = self.prepared.get(question.text, NOTHING)
        if isinstance(prepared, Exception):
            raise prepared
        return prepared
