"""Questions that want a set of facts, not one: what somebody says, all about a thing, a comparison, a list."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.feature import Features
from knowledge.rank import Ranking
from knowledge.schema import Fact, FactBase

# Words that ask for all that somebody says, or all about something. They are taken out before what is left is weighed.
SAYING = re.compile(
    r"(?:都|一共|总共|全部|所有|前前后后|分别)?(?:跟|和|对|向)?(?:记者|36氪|媒体)?(?:说|讲|聊|谈|透露|发表|表态|倒|吐槽|吐|提到|评论|抱怨)(?:过|了|的|出)?(?:些|一些)?(?:什么|啥|哪些|的?话|看法|内情|苦水|内情|观点|意见)?|"
    r"原话|说法|表态|看法|观点|发言|言论|讲话|"
    r"\b(?:says?|said|saying|told|tells?|remarks?|quotes?|quoted|statements?|comments?|opinions?|views?|talk(?:s|ed)?|makes?|made|mention(?:s|ed)?)\b"
)
OVERVIEW = re.compile(
    r"关于|有关|介绍(?:一)?下?|讲了?(?:些)?(?:啥|什么|哪些)|写了?(?:些)?(?:啥|什么|哪些)|怎么(?:写|说|讲)|说了(?:些)?(?:什么|啥|哪些)|相关(?:的)?(?:内容|信息)?|情况|总结|概括|梳理|概述|盘点|来龙去脉|"
    r"\b(?:rundown|everything|overview|summary|summari[sz]e|all about|tell me about|anything|what (?:does|do) .{0,20} say about|information|info|details?)\b"
)
ALL = re.compile(
    r"都|全部|所有|全都|一共|总共|一遍|一条条|逐(?:项|条|一)|列(?:出|举|一下|出来)?|捞出来|从头到尾|前前后后|看全|哪些|几种|"
    r"\b(?:all|every|everything|each|list|full|whole|complete|which|name)\b"
)
NOISE = re.compile(
    r"文章|文中|文里|这篇|那(?:段|部分|条线|位|个)|这(?:条线|部分|事|块)|部分|内容|历史|细节|给我|帮我|那?一段|本人|有过|把|的|里|一下|我想|想|请|"
    r"\b(?:give|me|i'd|like|want|show|the|article|piece|story|text|please|has|have|it|on|in|there|of|about|by|from|that|what)\b"
)
SMALL = 6.0  # idf mass of what is left of a question, from which it asks for something more particular
UNHEARD = 4.5  # the most that one word counts there: one that no fact has can't tell facts apart
GENERAL = 45  # facts about an entity from which it is a background, not a subject
TOPICAL = 60  # facts on a topic from which it is too wide to make a list of
LISTED_POINTS = 0.58  # share of the best fact's points that a member of a list has at least
COMPARED_POINTS = 0.5  # likewise of a comparison
CURATED_POINTS = 0.6  # share of the best fact's points from which a set that an editor wrote down is meant
MAX_SET = 20


class Meant(StrEnum):
    """How surely a question means a set."""

    PERHAPS = "perhaps"
    SURELY = "surely"  # one that an editor wrote down is nearer than every fact and every silence
    NAMED = "named"  # all of a speaker, an entity or a topic that the question names


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents of a set, best first; none where a question wants one fact."""

    members: tuple[int, ...] = ()
    meant: Meant = Meant.PERHAPS


@dataclass(frozen=True, slots=True)
class Shelves:
    """The base's facts by speaker, by what they are about, by topic and by attribute (document numbers)."""

    said_by: Mapping[str, frozenset[int]]
    about: Mapping[str, frozenset[int]]
    topic: Mapping[str, frozenset[int]]
    attribute: Mapping[str, frozenset[int]]
    facts: frozenset[int]

    @classmethod
    def of(cls, base: FactBase) -> "Shelves":
        """Sort a base's facts."""
        parents = {t.id: t.parent for t in base.topics}

        def chain(topic: str) -> list[str]:
            found: list[str] = []
            now: str | None = topic
            while now is not None and now not in found:
                found.append(now)
                now = parents.get(now)
            return found

        return cls(
            _sorted(base.facts, lambda f: [f.said_by]),
            _sorted(base.facts, lambda f: f.about),
            _sorted(base.facts, lambda f: {t for own in f.topics for t in chain(own)}),
            _sorted(base.facts, lambda f: [f.attribute] if f.attribute else []),
            frozenset(range(len(base.facts))),
        )


def _sorted(facts: Sequence[Fact], keys: Callable[[Fact], Iterable[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, fact in enumerate(facts):
        for key in keys(fact):
            found.setdefault(key, set()).add(number)
    return {k: frozenset(v) for k, v in found.items()}


def collect(
    question: Features,
    rest: Features,
    weight: Callable[[str], float],
    shelves: Shelves,
    ranking: Ranking,
    curated: Sequence[tuple[Sequence[int], float]] = (),
) -> Collection:
    """The documents that together answer a question that wants a set; none where it wants one fact.

    Args:
        question: The question.
        rest: The question read again without the words of `SAYING`, `OVERVIEW`, `ALL` and `NOISE`.
        weight: The idf of a feature.
        shelves: The base's facts, sorted.
        ranking: The documents as ranked for the question.
        curated: The members of the sets that an editor wrote down under the nearest wordings, with their points.
    """
    text = question.text
    best = list(ranking.facts[:3])
    first = best[0] if best else None
    top = float(ranking.points[first]) if first is not None else 0.0
    subjects = _subjects(question, shelves)
    compared = len(subjects) > 1 and "compare" in question.kinds
    several = bool(question.kinds & {"list", "compare"})
    members: frozenset[int] = frozenset()
    named = False
    plain = bool(subjects) and _left(rest, subjects[:1], weight) < SMALL
    said = shelves.said_by.get(subjects[0], frozenset()) if plain else frozenset()
    if SAYING.search(text) and len(said) > 1 and (ALL.search(text) or "quote" in question.kinds):
        members, named = said, True
    elif plain and not compared and (OVERVIEW.search(text) or (ALL.search(text) and SAYING.search(text))):
        about = shelves.about.get(subjects[0], frozenset())
        members, named = (about if len(about) <= GENERAL else frozenset()) | _topic(rest, shelves), True
    elif OVERVIEW.search(text) and (own := _topic(rest, shelves)) and _left(rest, (), weight) < SMALL:
        members, named = own, True
    elif compared and first in (asked := _by_attribute(question, subjects, shelves)) and len(asked) > 1:
        members = asked
    elif (several or ALL.search(text) or OVERVIEW.search(text)) and (
        chosen := _curated(curated, best, top, "list" in question.kinds)
    ):
        surely = chosen[1] >= float(ranking.points[ranking.front[0]])
        return Collection(chosen[0][:MAX_SET], Meant.SURELY if surely else Meant.PERHAPS)
    elif compared:
        members = _compared(subjects, shelves, ranking)
    if not members and ("list" in question.kinds or ALL.search(text)):
        members = _alike(shelves, ranking)
    if first not in members and not named:
        return Collection()  # it would push the best fact from its place
    order = [d for d in ranking.facts if d in members][:MAX_SET]
    if len(order) < 2:
        return Collection()
    return Collection(tuple(order), Meant.NAMED if named else Meant.PERHAPS)


def wants_set(question: Features) -> bool:
    """True where a question may want a set: by the kind of answer, or by its words."""
    if question.kinds & {"list", "compare"}:
        return True
    # A reason and a date are one fact's matter, whatever else the words may hint at.
    return not question.kinds & {"why", "when"} and any(p.search(question.text) for p in (ALL, OVERVIEW, SAYING))


def without_cues(text: str) -> str:
    """A question's text without the words that only ask for a set."""
    for pattern in (SAYING, OVERVIEW, ALL, NOISE):
        text = pattern.sub(" ", text)
    return text


def _subjects(question: Features, shelves: Shelves) -> tuple[str, ...]:
    """The entities that a question is about: those that are not the background of everything."""
    found = [m.key[2:] for m in question.mentions if m.key.startswith("e:")]
    telling = [e for e in found if len(shelves.about.get(e, ())) <= GENERAL or e in shelves.said_by]
    return tuple(dict.fromkeys(telling or found))


def _topic(question: Features, shelves: Shelves) -> frozenset[int]:
    """The facts of the one topic that a question names."""
    topics = [m.key[2:] for m in question.mentions if m.key.startswith("t:")]
    return shelves.topic.get(topics[0], frozenset()) if topics else frozenset()


def _left(rest: Features, subjects: Sequence[str], weight: Callable[[str], float]) -> float:
    """The idf mass of what a question asks beyond its subject."""
    covered: set[int] = set()
    for m in rest.mentions:
        if m.key[:2] == "t:" or m.key[2:] in subjects:
            covered.update(range(m.first, m.last))
    named = {f"w:{u.form}" for i, u in enumerate(rest.units) if i in covered}
    spans = "".join(u.form if i in covered and u.han else " " for i, u in enumerate(rest.units))
    total = 0.0
    for feature, own in rest.sem.items():
        inside = feature in named or feature[2:] in spans or feature[2:] in subjects
        if feature[:2] in {"w:", "c:", "e:"} and not inside:
            total += own * min(weight(feature), UNHEARD)
    return total


def _curated(
    curated: Sequence[tuple[Sequence[int], float]], best: Sequence[int], top: float, listed: bool
) -> tuple[tuple[int, ...], float] | None:
    """The nearest set of an editor's that holds the best fact, this one first and the rest as they were written down.

    For a list, one that is nearer than any fact will do, or one that holds a fact among the best. With its points; None
    where no set is near enough.
    """
    near = [(members, points) for members, points in curated if points >= CURATED_POINTS * top]
    if not near:
        return None
    members, points = near[0]
    if listed and points >= top:
        return tuple(sorted(members, key=lambda d: d not in best)), points
    if not listed or set(best).isdisjoint(members):
        members, points = next(((own, p) for own, p in near if best[0] in own), ((), 0.0))
    return ((best[0], *(d for d in members if d != best[0])), points) if members else None


def _by_attribute(question: Features, subjects: Sequence[str], shelves: Shelves) -> frozenset[int]:
    """The facts that give an attribute asked for of one of the things compared."""
    asked = _union(shelves.attribute.get(m.key[2:], frozenset()) for m in question.mentions if m.key[:2] == "a:")
    return asked & _union(shelves.about.get(s, frozenset()) for s in subjects)


def _compared(subjects: Sequence[str], shelves: Shelves, ranking: Ranking) -> frozenset[int]:
    """The facts about the things compared that come near the best one in points."""
    pool = _union(shelves.about.get(s, frozenset()) for s in subjects)
    best = next((d for d in ranking.facts if d in pool), None)
    if best is None:
        return frozenset()
    floor = float(ranking.points[best]) * COMPARED_POINTS
    return frozenset(d for d in pool if float(ranking.points[d]) >= floor)


def _alike(shelves: Shelves, ranking: Ranking) -> frozenset[int]:
    """The facts on a topic of the best one that come near it in points."""
    best = next(iter(ranking.facts), None)
    if best is None:
        return frozenset()
    floor = float(ranking.points[best]) * LISTED_POINTS
    shared = _union(own for own in shelves.topic.values() if best in own and len(own) <= TOPICAL)
    return frozenset(d for d in shared | {best} if float(ranking.points[d]) >= floor)


def _union(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*sets)
