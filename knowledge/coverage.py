"""How much of the sources the facts account for: quoted, skipped with a reason, or left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.schema import FactBase
from knowledge.text import CLAUSE_ENDS


@dataclass(frozen=True, slots=True)
class Coverage:
    """One source's telling characters (letters, digits, characters; no marks or spaces) by what became of them."""

    source: str
    total: int
    quoted: int
    noise: int
    transition: int
    left_out: tuple[tuple[int, int], ...]

    @property
    def accounted(self) -> float:
        """The share 0..1 of telling characters that are quoted or skipped with a reason."""
        return (self.quoted + self.noise + self.transition) / self.total if self.total else 1.0


def coverage_of(base: FactBase) -> Iterator[Coverage]:
    """The coverage of each source."""
    for source in base.sources:
        text = base.texts[source.id]
        quoted = {i for f in base.facts for q in f.quotes if q.source == source.id for i in range(q.start, q.end)}
        skipped = {
            reason: {
                i for s in base.skipped if s.source == source.id and s.reason == reason for i in range(s.start, s.end)
            }
            - quoted
            for reason in ("noise", "transition")
        }
        telling = {i for i, c in enumerate(text) if c.isalnum()}
        rest = telling - quoted - skipped["noise"] - skipped["transition"]
        yield Coverage(
            source.id,
            total=len(telling),
            quoted=len(telling & quoted),
            noise=len(telling & skipped["noise"]),
            transition=len(telling & skipped["transition"]),
            left_out=tuple(_runs(text, rest)),
        )


def _runs(text: str, places: set[int]) -> Iterator[tuple[int, int]]:
    """The places as runs, cut at the ends of clauses."""
    start: int | None = None
    for at in range(len(text) + 1):
        inside = at in places or (
            start is not None and at < len(text) and text[at] not in CLAUSE_ENDS and not text[at].isalnum()
        )
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, at
            start = None
