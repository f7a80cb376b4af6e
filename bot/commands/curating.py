"""The commands of a curator: check, export, facts, show, and the views over a base."""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.folder import Knowledge, chosen

if TYPE_CHECKING:
    from knowledge.schema import Fact, FactBase

CONTEXT = 60  # code points shown around a quote


def check(
    folder: Annotated[Path | None, typer.Argument(help="Knowledge folder; without it the shipped one.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems too.")] = False,
    reanchor: Annotated[
        bool, typer.Option("--reanchor", help="Rewrite quotes found elsewhere, list the rest.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a folder's YAML files, for editors.")
    ] = False,
) -> None:
    """Check a knowledge folder: anchors, ids, schema (errors); coverage, asks, figures, lengths (warnings)."""
    from knowledge import check as checks
    from knowledge.coverage import coverage_of
    from knowledge.files import read_files
    from knowledge.folder import examine

    if schema:
        from knowledge.jsonschema import folder_schema

        sys.stdout.write(json.dumps(folder_schema(), ensure_ascii=False, indent=2) + "\n")
        return
    place = chosen(folder)
    if reanchor:
        from knowledge.reanchor import reanchor as move

        for line in move(place):
            sys.stdout.write(line + "\n")
    files = read_files(place)
    base, findings = examine(files)
    problems = list(findings.problems)
    if base is not None and not any(p.error for p in problems):
        problems += checks.warnings(base, files)
    for problem in problems:
        sys.stdout.write(f"{'error' if problem.error else 'warning'}: {problem}\n")
    errors = sum(p.error for p in problems)
    if base is not None:
        for cover in coverage_of(base):
            sys.stdout.write(
                f"{cover.source}: {cover.accounted:.1%} of {cover.total} characters accounted for: "
                f"{cover.quoted} quoted, {cover.noise} page noise, "
                f"{cover.transition} transitions ({cover.transition / max(cover.total, 1):.1%})\n"
            )
        for name, counter in checks.counts(base).items():
            total = sum(counter.values())
            parts = ", ".join(f"{n} {k}" for k, n in counter.most_common())
            sys.stdout.write(f"{name}: {total} ({parts})\n")
    sys.stdout.write(f"{errors} errors, {len(problems) - errors} warnings\n")
    if errors or (strict and problems):
        raise typer.Exit(1)


def export(
    form: Annotated[str, typer.Option("--format", help="json, csv or md.")] = "json",
    knowledge: Knowledge = None,
) -> None:
    """Print the whole base: JSON for programs, CSV for a spreadsheet, Markdown to read."""
    from bot.errors import UsageError
    from knowledge import export as exports

    writers = {"json": exports.as_json, "csv": exports.as_csv, "md": exports.as_markdown}
    if form not in writers:
        raise UsageError(f"--format {form} is not known. Give one of {', '.join(writers)}.")
    sys.stdout.write(writers[form](_base(knowledge)))


def facts(
    topic: Annotated[str | None, typer.Option(help="Only this topic and those below it.")] = None,
    entity: Annotated[str | None, typer.Option(help="Only facts about this entity (id or any name).")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only what this entity says (id or any name).")] = None,
    caveat: Annotated[str | None, typer.Option(help="Only facts with a caveat of this kind, or 'any'.")] = None,
    lang: Annotated[str, typer.Option(help="Language of the statements, zh or en.")] = "zh",
    knowledge: Knowledge = None,
) -> None:
    """List facts, one a line: id, a mark where a caveat stands, statement."""
    from knowledge.browse import Filter, select

    base = _base(knowledge)
    chosen_facts = select(base, Filter(topic, entity, speaker, caveat))
    for fact in chosen_facts:
        mark = "!" if fact.caveats else " "
        sys.stdout.write(f"{fact.id}  {mark} {fact.statement.get(lang)}\n")
    sys.stderr.write(f"{len(chosen_facts)} facts\n")


def show(
    fact_id: Annotated[str, typer.Argument(help="The fact's id.")],
    knowledge: Knowledge = None,
) -> None:
    """Print one fact with its passage in context."""
    from bot.errors import UsageError

    base = _base(knowledge)
    known = {f.id: f for f in base.facts}
    if fact_id not in known:
        from rapidfuzz import process

        near = [name for name, _, _ in process.extract(fact_id, list(known), limit=3)]
        hint = f" Near: {', '.join(near)}." if near else ""
        raise UsageError(f"There is no fact {fact_id}.{hint} `nvcn facts` lists all.")
    sys.stdout.write("\n".join(_shown(base, known[fact_id])) + "\n")


def _shown(base: "FactBase", fact: "Fact") -> Iterable[str]:
    names = {e.id: e.names for e in base.entities}
    yield f"{fact.id} ({fact.kind})"
    for lang in ("zh", "en"):
        yield f"  {lang}: {getattr(fact.statement, lang) or '-'}"
    yield f"  said by: {names[fact.said_by].get('zh')}"
    yield f"  about: {', '.join(names[e].get('zh') for e in fact.about) or '-'}; topics: {', '.join(fact.topics)}"
    if fact.when:
        yield f"  when: {fact.when.text}{f' ({fact.when.date})' if fact.when.date else ''}"
    for figure in fact.figures:
        yield f"  figure: {figure.value} {figure.unit} — {figure.of}"
    for quote in fact.quotes:
        text = base.texts[quote.source]
        before, after = text[max(0, quote.start - CONTEXT) : quote.start], text[quote.end : quote.end + CONTEXT]
        passage = re.sub(r"\r\n?|\n", "⏎", f"…{before}【{quote.exact}】{after}…")
        yield f"  {quote.source} {quote.start}:{quote.end}: {passage}"
    for caveat in fact.caveats:
        yield f"  caveat ({caveat.kind}, by {caveat.basis}): {caveat.note.get('zh')} / {caveat.note.get('en')}"
        if caveat.likely:
            yield f"    likely: {caveat.likely.get('zh')} / {caveat.likely.get('en')}"
        if caveat.see:
            yield f"    see: {', '.join(caveat.see)}"
    yield f"  asks: {' | '.join((*fact.asks.zh, *fact.asks.en))}"


def browse(
    view: Annotated[str, typer.Argument(help="topics, timeline, numbers, people or products.")],
    lang: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    knowledge: Knowledge = None,
) -> None:
    """Browse the base: its topic tree, timeline, numbers, people and what they say, products compared."""
    from bot.errors import UsageError
    from knowledge import browse as views

    builders = {
        "topics": views.topic_lines,
        "timeline": views.timeline_lines,
        "numbers": views.number_lines,
        "people": views.people_lines,
        "products": views.product_lines,
    }
    if view not in builders:
        raise UsageError(f"There is no view {view}. Give one of {', '.join(builders)}.")
    sys.stdout.write("\n".join(builders[view](_base(knowledge), lang)) + "\n")


def _base(folder: Path | None) -> "FactBase":
    from knowledge.files import read_files
    from knowledge.folder import load

    return load(read_files(chosen(folder)))
