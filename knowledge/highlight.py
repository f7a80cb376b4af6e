"""Which words of a quote the question matched, as places in the stored text."""

import functools

from knowledge.answer import Highlight
from knowledge.asking import STOP_CHARS
from knowledge.feature import Features, Reader
from knowledge.lexicon import Mention
from knowledge.schema import Fact, Quote
from knowledge.text import Unit, normalise, units


def highlights(reader: Reader, question: Features, fact: Fact) -> tuple[Highlight, ...]:
    """The matched runs of a fact's quotes: names and concepts that both mention, and shared pairs of characters."""
    keys = {m.key for m in question.mentions}
    return tuple(h for quote in fact.quotes for h in _in_quote(reader, question, keys, quote))


def _in_quote(reader: Reader, question: Features, keys: set[str], quote: Quote) -> list[Highlight]:
    offsets, found, mentions = _read(reader, quote.exact)
    marked = [False] * len(found)
    for m in mentions:
        if m.key in keys:
            marked[m.first : m.last] = [True] * (m.last - m.first)
    for at, unit in enumerate(found):
        if not unit.han:
            marked[at] = marked[at] or unit.form in question.chr
        elif at and found[at - 1].han and found[at - 1].end == unit.start:
            pair = found[at - 1].form + unit.form
            if pair in question.chr and not (pair[0] in STOP_CHARS or pair[1] in STOP_CHARS):
                marked[at - 1] = marked[at] = True
    runs: list[Highlight] = []
    for unit, hit in zip(found, marked, strict=True):
        if not hit:
            continue
        start = quote.start + offsets[unit.start]
        end = quote.start + offsets[unit.end - 1] + 1
        if runs and runs[-1].end == start:
            runs[-1] = Highlight(runs[-1].start, end)
        else:
            runs.append(Highlight(start, end))
    return runs


@functools.lru_cache(maxsize=4096)
def _read(reader: Reader, exact: str) -> tuple[tuple[int, ...], list[Unit], list[Mention]]:
    """A quote's units with the way back, and the names in it. Quotes are few and come again, so they are kept."""
    normal = normalise(exact)
    found = units(normal.text)
    return normal.offsets, found, reader.mentions(found)
