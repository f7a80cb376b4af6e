"""An answer as a message: the facts with their proof, or an honest word that the article does not say."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.markup import escape
from bot.views import richtext
from bot.views.attribution import written
from bot.views.brief import brief
from bot.views.library import Library
from bot.views.payload import MAX_TEXT, Block, Payload, clip, fits
from bot.views.proof import build_fact, read_aloud
from bot.words import Words, words_in
from knowledge.answer import Answer, Found, Notice, Status

MAX_FACTS = 10  # of a set answer, shown in full
MAX_NEAREST = 3
MAX_CANDIDATES = 3
MAX_SUGGESTIONS = 3
MAX_PARTS = 2  # further questions of one message
MAX_ECHO = 300
NEAR_FIRST = 0.5  # a candidate scores at least this share of the first fact's score


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of an answer to show; the views go down a step until the message fits."""

    facts: int
    candidates: int
    parts: int


STEPS = (
    Detail(MAX_FACTS, MAX_CANDIDATES, MAX_PARTS),
    Detail(MAX_FACTS, 0, MAX_PARTS),
    Detail(5, 0, MAX_PARTS),
    Detail(3, 0, 1),
    Detail(1, 0, 0),
)


def build_answer(answer: Answer, library: Library) -> Payload:
    """The message that shows an answer, as full as Slack takes it."""
    text = escape(clip(_text(answer, library), MAX_TEXT))  # the other way round could cut an entity in two
    for detail in STEPS:
        payload = Payload(text=text, blocks=_blocks(answer, library, detail))
        if fits(payload):
            break
    return payload


def _blocks(answer: Answer, library: Library, detail: Detail) -> list[Block]:
    blocks = list(_one(answer, library, detail))
    for part in answer.parts[: detail.parts]:
        blocks += [richtext.DIVIDER, richtext.small(words_in(part.lang).second), *_one(part, library, detail)]
    return blocks


def _one(answer: Answer, library: Library, detail: Detail) -> Iterator[Block]:
    words = words_in(answer.lang)
    if answer.understood:
        # What somebody typed: only ever inside a text run, which Slack does not parse.
        yield richtext.paragraph(words.understood + clip(answer.understood, MAX_ECHO))
    yield from _lead(answer, words)
    shown = _shown(answer, detail)
    for found in shown:
        yield from build_fact(found, library, words)
    yield from _rest(answer, len(shown), words)
    yield from _notices(answer, library, words)
    yield from _candidates(answer, len(shown), words, detail)
    yield from _suggestions(answer, words)


def _lead(answer: Answer, words: Words) -> Iterator[Block]:
    if answer.status is Status.NONE:
        yield richtext.paragraph(words.nothing, bold=True)
    elif answer.status is Status.RELATED:
        contradicted = Notice.CONTRADICTED in answer.notices
        yield richtext.paragraph(words.contradicted if contradicted else words.related, bold=True)
        if answer.found:
            yield richtext.paragraph(words.nearest)
    elif answer.complete > 1:
        yield richtext.paragraph(words.complete.format(count=answer.complete))


def _shown(answer: Answer, detail: Detail) -> tuple[Found, ...]:
    if answer.status is Status.NONE:
        return ()
    if answer.status is Status.RELATED:
        return tuple(_near(answer.found))[: min(MAX_NEAREST, detail.facts)]
    return answer.found[: min(max(answer.complete, 1), detail.facts)]


def _near(found: tuple[Found, ...]) -> Iterator[Found]:
    return (other for other in found if other.score >= NEAR_FIRST * found[0].score)


def _rest(answer: Answer, shown: int, words: Words) -> Iterator[Block]:
    left = answer.complete - shown
    if answer.status is Status.ANSWERED and left > 0:
        yield richtext.small(words.more.format(count=left))


def _notices(answer: Answer, library: Library, words: Words) -> Iterator[Block]:
    if Notice.NOTHING_NEWER in answer.notices:
        source = library.source(answer.found[0].fact.quotes[0].source) if answer.found else None
        date = written(source, words) if source else None
        said = words.nothing_newer_dated.format(date=date) if date else words.nothing_newer
        yield richtext.small(said)
    if Notice.CONTRADICTED in answer.notices and answer.status is Status.ANSWERED:
        yield richtext.small(words.contradicted)


def _candidates(answer: Answer, shown: int, words: Words, detail: Detail) -> Iterator[Block]:
    if answer.status is not Status.ANSWERED:
        return
    seen = {fact_id for found in answer.found[:shown] for caveat in found.fact.caveats for fact_id in caveat.see}
    seen |= {found.fact.id for found in answer.found[:shown]}
    near = [found for found in _near(answer.found) if found.fact.id not in seen][: detail.candidates]
    if near:
        yield richtext.block(
            richtext.section(richtext.text(words.others)),
            richtext.bullets(richtext.section(richtext.text(brief(found.fact, words))) for found in near),
        )


def _suggestions(answer: Answer, words: Words) -> Iterator[Block]:
    if answer.suggestions:
        asks = (richtext.section(richtext.text(clip(ask, MAX_ECHO))) for ask in answer.suggestions[:MAX_SUGGESTIONS])
        yield richtext.block(richtext.section(richtext.text(words.suggestions)), richtext.bullets(asks))


def _text(answer: Answer, library: Library) -> str:
    """The same in plain lines. What a user wrote stays out of it: this field is read as markup in places."""
    lines: list[str] = []
    for one in (answer, *answer.parts[:MAX_PARTS]):
        words = words_in(one.lang)
        if one.status is Status.NONE:
            lines.append(words.nothing)
        elif one.status is Status.RELATED:
            lines.append(words.contradicted if Notice.CONTRADICTED in one.notices else words.related)
        lines += [read_aloud(found, library, words) for found in _shown(one, STEPS[0])]
    return "\n".join(lines)
