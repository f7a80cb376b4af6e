"""A passage exactly as the article has it, with the words that matched in bold."""

from collections.abc import Iterable

from bot.views import richtext
from bot.views.payload import Element
from knowledge.answer import Highlight
from knowledge.schema import Quote


def runs_in(quote: Quote, highlights: Iterable[Highlight]) -> list[tuple[str, bool]]:
    """The quotation cut into runs, each with whether it is highlighted; joined, they are the quotation."""
    marked = [False] * len(quote.exact)
    for highlight in highlights:
        for place in range(max(highlight.start, quote.start), min(highlight.end, quote.end)):
            marked[place - quote.start] = True
    runs: list[tuple[str, bool]] = []
    for character, bold in zip(quote.exact, marked, strict=True):
        if runs and runs[-1][1] == bold:
            runs[-1] = (runs[-1][0] + character, bold)
        else:
            runs.append((character, bold))
    return runs


def build_quotation(quote: Quote, highlights: Iterable[Highlight]) -> Element:
    """The quotation as Slack shows one."""
    return richtext.quote(*(richtext.text(words, bold=bold) for words, bold in runs_in(quote, highlights)))
