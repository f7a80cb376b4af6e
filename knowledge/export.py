"""A whole base as JSON, CSV or Markdown."""

import csv
import io
import json

from knowledge.row import base_row
from knowledge.schema import FactBase

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_json(base: FactBase) -> str:
    """The contract's form: sources, entities, topics, facts."""
    return json.dumps(base_row(base), ensure_ascii=False, indent=1) + "\n"


def as_csv(base: FactBase) -> str:
    """A row a fact, for spreadsheets; cells that would run as formulas are quoted by an apostrophe (OWASP)."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(
        ["id", "kind", "statement_zh", "statement_en", "said_by", "topics", "about", "when", "quotes", "caveats"]
    )
    for fact in base.facts:
        cells = [
            fact.id, fact.kind.value, fact.statement.zh or "", fact.statement.en or "", fact.said_by,
            " ".join(fact.topics), " ".join(fact.about), fact.when.text if fact.when else "",
            " / ".join(q.exact for q in fact.quotes),
            " / ".join(f"{c.kind.value}: {c.note.get('en')}" for c in fact.caveats),
        ]  # fmt: skip
        rows.writerow([f"'{c}" if c.startswith(FORMULA_STARTS) else c for c in cells])
    return out.getvalue()


def as_markdown(base: FactBase) -> str:
    """The facts under their first topic, each with its quotes and caveats."""
    names = {e.id: e.names for e in base.entities}
    lines = [f"# {s.title}" for s in base.sources]
    for topic in base.topics:
        facts = [f for f in base.facts if f.topics[0] == topic.id]
        if facts:
            lines += ["", f"## {topic.names.get('zh')} / {topic.names.get('en')}"]
        for fact in facts:
            lines += ["", f"- **{fact.statement.get('zh')}** {fact.statement.en or ''} `{fact.id}`"]
            lines += [f"  > {line}" for q in fact.quotes for line in q.exact.splitlines()]
            lines.append(f"  — {names[fact.said_by].get('zh')}")
            lines += [f"  ⚠ {c.note.get('zh')} / {c.note.get('en')}" for c in fact.caveats]
    return "\n".join(lines) + "\n"
