"""Whether a base holds together: every quote in its place, every name known, every id its own."""

from collections.abc import Mapping

from knowledge.errors import Findings
from knowledge.schema import FactBase, Quote


def check_soundness(base: FactBase, homes: Mapping[str, str], found: Findings) -> None:
    """Note every error between the parts of a base. `homes`: the file of each fact."""
    _check_anchors(base, homes, found)
    _check_references(base, homes, found)


def _check_anchors(base: FactBase, homes: Mapping[str, str], found: Findings) -> None:
    mend = "Run `nvcn check --reanchor` to find it again."
    for fact in base.facts:
        for quote in fact.quotes:
            _check_quote(base, quote, homes[fact.id], f"fact {fact.id}", mend, found)
    for skip in base.skipped:
        as_quote = Quote(source=skip.source, start=skip.start, end=skip.end, exact=skip.exact)
        _check_quote(
            base, as_quote, "skipped.yaml", f"skip at {skip.start}", "Correct its start, end and exact.", found
        )


def _check_quote(base: FactBase, quote: Quote, file: str, where: str, mend: str, found: Findings) -> None:
    text = base.texts.get(quote.source)
    if text is None:
        found.error(file, where, f"quotes {quote.source}, which is no source here", "Name a source of knowledge.yaml.")
    elif not quote.holds_in(text):
        found.error(
            file, where, f"its quote “{quote.exact[:24]}…” is not at {quote.start}:{quote.end} of {quote.source}", mend
        )


def _check_references(base: FactBase, homes: Mapping[str, str], found: Findings) -> None:
    facts = {f.id for f in base.facts}
    entities, topics, attributes = ({i.id for i in group} for group in (base.entities, base.topics, base.attributes))
    for fact in base.facts:
        wanted = [("entity", e, entities) for e in (*fact.about, fact.said_by)]
        wanted += [("topic", t, topics) for t in fact.topics]
        wanted += [("attribute", fact.attribute, attributes)] if fact.attribute else []
        wanted += [("fact", s, facts) for c in fact.caveats for s in c.see]
        for what, name, known in wanted:
            if name not in known:
                found.error(
                    homes[fact.id],
                    f"fact {fact.id}",
                    f"names the {what} {name}, which is not there",
                    f"Add the {what}, or correct the name.",
                )
    named = [("silences.yaml", s.id, s.see) for s in base.silences] + [("sets.yaml", s.id, s.facts) for s in base.sets]
    for file, place, names in named:
        for name in names:
            if name not in facts:
                found.error(file, place, f"names the fact {name}, which is not there", "Correct the name.")
    for topic in (*base.topics, *base.attributes):
        if topic.parent and topic.parent not in topics:
            found.error(
                "topics.yaml", topic.id, f"its parent {topic.parent} is not there", "Add it, or correct the name."
            )
    _check_tree(base, found)
    for file, items in (
        ("entities.yaml", base.entities),
        ("topics.yaml", base.topics),
        ("thesaurus.yaml", base.concepts),
        ("silences.yaml", base.silences),
        ("sets.yaml", base.sets),
    ):
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                found.error(file, item.id, "this id stands twice", "Give it an id of its own, or merge the two.")
            seen.add(item.id)


def _check_tree(base: FactBase, found: Findings) -> None:
    parents = {t.id: t.parent for t in base.topics}
    for topic in parents:
        seen, now = {topic}, parents[topic]
        while now is not None and now not in seen:
            seen.add(now)
            now = parents.get(now)
        if now is not None:
            found.error("topics.yaml", topic, f"stands below itself by way of {now}", "Correct its parent.")
