"""Views over a base: facts chosen by topic, entity, speaker or caveat; topics, timeline, numbers, people, products."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.schema import Entity, EntityKind, Fact, FactBase
from knowledge.text import normalise


@dataclass(frozen=True, slots=True)
class Filter:
    """What to choose by; None leaves a side open. Entities by id or by any name; caveat "any" takes every kind."""

    topic: str | None = None
    entity: str | None = None
    speaker: str | None = None
    caveat: str | None = None


def select(base: FactBase, wanted: Filter) -> list[Fact]:
    """The facts that agree with every side of the filter, in the base's order."""
    topics = below(base, wanted.topic) if wanted.topic else None
    entity = entity_id(base, wanted.entity) if wanted.entity else None
    speaker = entity_id(base, wanted.speaker) if wanted.speaker else None
    return [
        f
        for f in base.facts
        if (topics is None or topics & set(f.topics))
        and (entity is None or entity in f.about)
        and (speaker is None or speaker == f.said_by)
        and (wanted.caveat is None or any(wanted.caveat in {"any", c.kind.value} for c in f.caveats))
    ]


def below(base: FactBase, topic: str) -> set[str]:
    """A topic's id and those of all topics below it."""
    found = {topic}
    while True:
        more = {t.id for t in base.topics if t.parent in found} - found
        if not more:
            return found
        found |= more


def entity_id(base: FactBase, name: str) -> str:
    """The id of the entity with this id or name; the name itself where there is none."""
    key = normalise(name).text.strip()
    for entity in base.entities:
        names = (entity.id, entity.names.zh, entity.names.en, *entity.aliases)
        if any(key == normalise(n).text.strip() for n in names if n):
            return entity.id
    return name


def topic_lines(base: FactBase, lang: str) -> Iterator[str]:
    """The topic tree with how many facts each topic holds."""
    count: dict[str, int] = defaultdict(int)
    for fact in base.facts:
        for topic in fact.topics:
            count[topic] += 1

    def walk(parent: str | None, depth: int) -> Iterator[str]:
        for topic in base.topics:
            if topic.parent == parent:
                yield f"{'  ' * depth}{topic.names.get(lang)} ({topic.id}, {count[topic.id]})"
                yield from walk(topic.id, depth + 1)

    yield from walk(None, 0)


def timeline(base: FactBase) -> list[Fact]:
    """The facts that give a time: dated ones in order of the text's own date, the rest after them in text order."""
    timed = [f for f in base.facts if f.when]
    return sorted(
        timed,
        key=lambda f: (
            f.when is None or f.when.date is None,
            f.when.date if f.when and f.when.date else "",
            f.quotes[0].start,
        ),
    )


def timeline_lines(base: FactBase, lang: str) -> Iterator[str]:
    """The timeline, a line an event; a caveat on its date stands behind it."""
    for fact in timeline(base):
        when = fact.when
        if when is None:
            continue
        doubts = [c for c in fact.caveats if c.kind.value == "year"]
        mark = f"  ! {doubts[0].note.get(lang)}" if doubts else ""
        yield f"{when.date or '-':10}  {when.text}  {fact.statement.get(lang)}{mark}"


def number_lines(base: FactBase, lang: str) -> Iterator[str]:
    """The numbers: value, unit, what it counts, fact; a mark where the amount is doubtful."""
    for fact in base.facts:
        mark = "!" if fact.caveats else " "
        for figure in fact.figures:
            yield f"{mark} {figure.value:>8} {figure.unit:10} {figure.of}  [{fact.id}] {fact.statement.get(lang)}"


def speakers(base: FactBase) -> list[tuple[Entity, list[Fact]]]:
    """Everybody who says something, the publisher left out, with what they say."""
    said: dict[str, list[Fact]] = defaultdict(list)
    for fact in base.facts:
        said[fact.said_by].append(fact)
    return [(e, said[e.id]) for e in base.entities if said[e.id] and e.kind is not EntityKind.PUBLISHER]


def people_lines(base: FactBase, lang: str) -> Iterator[str]:
    """People and what they say."""
    for entity, facts in speakers(base):
        yield f"{entity.names.get(lang)} ({entity.id}, {len(facts)})"
        for fact in facts:
            yield f"  {fact.statement.get(lang)} [{fact.id}]"


def product_table(base: FactBase) -> dict[str, dict[str, list[Fact]]]:
    """Products by attribute: `table[attribute][product]` are the facts that give it."""
    products = {e.id for e in base.entities if e.kind is EntityKind.PRODUCT}
    table: dict[str, dict[str, list[Fact]]] = {}
    for fact in base.facts:
        if fact.attribute:
            for entity in fact.about:
                if entity in products:
                    table.setdefault(fact.attribute, {}).setdefault(entity, []).append(fact)
    return table


def product_lines(base: FactBase, lang: str) -> Iterator[str]:
    """The product comparison: attribute, product, what the text says."""
    names = {e.id: e.names.get(lang) for e in base.entities}
    table = product_table(base)
    for attribute in base.attributes:
        if attribute.id in table:
            yield attribute.names.get(lang)
            for product, facts in sorted(table[attribute.id].items()):
                yield from (f"  {names[product]}: {fact.statement.get(lang)} [{fact.id}]" for fact in facts)
