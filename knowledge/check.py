"""What an editor should look at in a base that loads: coverage, figures, asks, aliases, clauses. Warnings only."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.asking import STOP_CHARS, STOP_WORDS_EN
from knowledge.coverage import coverage_of
from knowledge.errors import Problem
from knowledge.figure import figures_in
from knowledge.files import Files
from knowledge.schema import MAX_QUOTED, EntityKind, Fact, FactBase, Quote
from knowledge.text import CLAUSE_ENDS, is_han, normalise

MIN_ASKS = {"zh": 3, "en": 2}
SAME_TEMPLATE = 5  # facts that may share one wording once names and figures are taken out
TOO_ALIKE = 85.0  # rapidfuzz `ratio` from which two facts' asks compete
BLOCK = 512  # asks compared with the others at a time
MAX_TRANSITION = 0.03  # share of a source that may be skipped as mere transition


def warnings(base: FactBase, files: Files) -> Iterator[Problem]:
    """Every warning about a base, facts first."""
    homes = _homes(base, files)
    for fact in base.facts:
        for where, message, mend in (*_languages(fact), *_quotes(base, fact), *_figures(base, fact)):
            yield Problem(homes[fact.id], f"fact {fact.id}{where}", message, mend, error=False)
    yield from _duplicates(base, homes)
    yield from _aliases(base)
    yield from _asks(base, homes)
    yield from _coverage(base)


def _homes(base: FactBase, files: Files) -> Mapping[str, str]:
    """The file in which each fact stands."""
    homes = {}
    for name, raw in files.contents.items():
        if name.startswith("facts/"):
            for found in re.findall(rb"^ *- id: *([a-z0-9-]+)|^ +id: *([a-z0-9-]+)", raw, re.M):
                homes[(found[0] or found[1]).decode()] = name
    return defaultdict(lambda: "facts/", homes) if base.facts else homes


def _languages(fact: Fact) -> Iterator[tuple[str, str, str]]:
    for lang in ("zh", "en"):
        if getattr(fact.statement, lang) is None:
            yield "", f"has no {lang} statement", "Write one."
        asks = getattr(fact.asks, lang)
        if len(asks) < MIN_ASKS[lang]:
            yield "", f"has {len(asks)} {lang} asks, {MIN_ASKS[lang]} are the least", "Write more, in other words each."
        for caveat in fact.caveats:
            if getattr(caveat.note, lang) is None:
                yield "", f"a caveat has no {lang} note", "Write one."


def _quotes(base: FactBase, fact: Fact) -> Iterator[tuple[str, str, str]]:
    places = {(q.source, i) for q in fact.quotes for i in range(q.start, q.end)}
    if len(places) > MAX_QUOTED:
        yield (
            "",
            f"quotes {len(places)} characters, {MAX_QUOTED} are the most",
            "Quote the clauses that prove it, no more.",
        )
    for quote in fact.quotes:
        text = base.texts[quote.source]
        if _cuts(text, quote):
            yield (
                f", quote at {quote.start}",
                "begins or ends inside a clause",
                "Quote whole clauses, from mark to mark.",
            )
        for skip in base.skipped:
            if (
                skip.reason == "noise"
                and skip.source == quote.source
                and skip.start < quote.end
                and quote.start < skip.end
            ):
                yield f", quote at {quote.start}", "quotes page noise", "Quote the article, or take the skip out."


def _cuts(text: str, quote: Quote) -> bool:
    begins = quote.start == 0 or text[quote.start - 1] in CLAUSE_ENDS or text[quote.start] in CLAUSE_ENDS
    ends = quote.end == len(text) or text[quote.end] in CLAUSE_ENDS or text[quote.end - 1] in CLAUSE_ENDS
    return not (begins and ends)


def _figures(base: FactBase, fact: Fact) -> Iterator[tuple[str, str, str]]:
    names = _names(base)
    quoted = figures_in(" ".join(q.exact for q in fact.quotes), names)
    for lang in ("zh", "en"):
        statement = getattr(fact.statement, lang)
        extra = figures_in(statement, names) - quoted if statement else set()
        if extra:
            yield (
                "",
                f"its {lang} statement has {', '.join(sorted(extra))}, which no quote has",
                "Quote the figure, or leave it out.",
            )


def _names(base: FactBase) -> re.Pattern[str]:
    """Names of things that hold a numeral (H20, 天河二号): no figures. "第二轮禁令" is a count all the same."""
    kinds = {EntityKind.PRODUCT, EntityKind.TECHNOLOGY, EntityKind.PUBLISHER, EntityKind.COMPANY}
    named = [n for e in base.entities if e.kind in kinds for n in (e.names.zh, e.names.en, *e.aliases) if n]
    names = {n.lower() for n in named if re.search(r"\d|[一二三四五六七八九十]", n)}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")


def _duplicates(base: FactBase, homes: Mapping[str, str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for fact in base.facts:
        for statement in filter(None, (fact.statement.zh, fact.statement.en)):
            key = normalise(statement).text.strip()
            if key in seen and seen[key] != fact.id:
                yield Problem(
                    homes[fact.id], f"fact {fact.id}", f"says the same as {seen[key]}", "Merge the two.", error=False
                )
            seen[key] = fact.id


def _aliases(base: FactBase) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for entity in base.entities:
        for name in {normalise(n).text.strip() for n in (entity.names.zh, entity.names.en, *entity.aliases) if n}:
            if name in owners:
                message = f"the name “{name}” also belongs to {owners[name]}"
                yield Problem(
                    "entities.yaml", f"entity {entity.id}", message, "Leave it to one of the two.", error=False
                )
            owners[name] = entity.id


def _asks(base: FactBase, homes: Mapping[str, str]) -> Iterator[Problem]:
    names = sorted(
        {n.lower() for e in base.entities for n in (e.names.zh, e.names.en, *e.aliases) if n}, key=len, reverse=True
    )
    named = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?![a-z0-9])")
    asks = [(fact.id, ask) for fact in base.facts for ask in (*fact.asks.zh, *fact.asks.en)]
    texts = [normalise(ask).text for _, ask in asks]
    templates: dict[str, set[str]] = defaultdict(set)
    for (fact_id, _), text in zip(asks, texts, strict=True):
        templates[re.sub(r"\d+(?:\.\d+)?%?", "#", named.sub("@", text)).strip()].add(fact_id)
    for template, facts in templates.items():
        if len(facts) > SAME_TEMPLATE and _telling(template):
            message = f"{len(facts)} facts share the ask “{template}”: {', '.join(sorted(facts)[:4])}…"
            yield Problem("facts/", "asks", message, "Ask each in other words.", error=False)
    for at, other_at in sorted(alike(texts)):
        (fact_id, ask), (other, other_ask) = asks[at], asks[other_at]
        if other != fact_id:
            message = f"its ask “{ask}” resembles “{other_ask}” of {other}"
            yield Problem(homes[fact_id], f"fact {fact_id}", message, "Reword one of the two.", error=False)


def alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of texts that are too alike, by their places, the first place first.

    The shorter ones come first, a block at a time, each compared only with those not too long to be alike: with
    tens of thousands of asks, all against all takes a minute.
    """
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    lengths = [len(texts[at]) for at in order]
    for begin in range(0, len(order), BLOCK):
        block = order[begin : begin + BLOCK]
        longest = lengths[begin + len(block) - 1] * (2 / (TOO_ALIKE / 100) - 1)  # similarity is 2·common / both lengths
        others = order[begin : bisect_right(lengths, longest)]
        ours, theirs = [texts[at] for at in block], [texts[at] for at in others]
        scores = process.cdist(ours, theirs, scorer=fuzz.ratio, score_cutoff=TOO_ALIKE, dtype=np.uint8, workers=-1)
        for row, column in np.argwhere(scores).tolist():
            if row < column:
                yield min(block[row], others[column]), max(block[row], others[column])


def _telling(template: str) -> bool:
    """True where a template says something besides names: "who is @" asks for a person, not in somebody's pattern."""
    english = [w for w in re.findall(r"[a-z]+", template) if w not in STOP_WORDS_EN]
    return bool(english) or any(is_han(c) and c not in STOP_CHARS for c in template)


def _coverage(base: FactBase) -> Iterator[Problem]:
    for cover in coverage_of(base):
        file = f"sources/{cover.source}.txt"
        for start, end in cover.left_out:
            snippet = base.texts[cover.source][start:end]
            message = f"“{snippet[:40]}” is neither quoted nor skipped"
            yield Problem(
                file, f"{start}:{end}", message, "Write a fact for it, or skip it with a reason.", error=False
            )
        if cover.transition > MAX_TRANSITION * cover.total:
            share = f"{100 * cover.transition / cover.total:.1f} %"
            yield Problem(
                file, "", f"{share} is skipped as transition, 3 % is the most", "Write facts for it.", error=False
            )


def counts(base: FactBase) -> dict[str, Counter[str]]:
    """How many facts, quotes, caveats and asks there are, by kind."""
    return {
        "facts": Counter(str(f.kind) for f in base.facts),
        "caveats": Counter(str(c.kind) for f in base.facts for c in f.caveats),
        "asks": Counter({lang: sum(len(getattr(f.asks, lang)) for f in base.facts) for lang in ("zh", "en")}),
        "quotes": Counter({"quotes": sum(len(f.quotes) for f in base.facts)}),
    }
