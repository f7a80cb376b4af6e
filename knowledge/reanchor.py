"""Finding quotes again after a text or its offsets changed. Rewrites exact matches only; people decide the rest."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from knowledge.errors import Problem, UnsoundFolderError
from knowledge.schema import AFFIX, Quote

BOM = "\ufeff"
NEAR = 70.0  # rapidfuzz partial ratio from which a passage is shown to a person as a likely place


def reanchor(folder: Path) -> Iterator[str]:
    """Move the quotes of every facts file; a line for each quote moved or left to a person.

    A quote that stands in several places goes to the one with the same words around it, else nearest its old place.

    Raises:
        UnsoundFolderError: a facts file is no YAML; nothing of it is rewritten.
    """
    texts = {p.stem: _text(p) for p in sorted((folder / "sources").glob("*.txt"))}
    for path in sorted((folder / "facts").glob("*.yaml")):
        try:
            raw = path.read_bytes().decode("utf-8")
            mark = raw[: raw.startswith(BOM)]
            raw = raw.removeprefix(BOM)
            root = yaml.compose(raw, Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            problem = Problem(path.name, "", f"is not valid YAML: {str(error).splitlines()[0]}", "Mend it first.")
            raise UnsoundFolderError(str(folder), [problem]) from error
        edits: list[tuple[int, int, str]] = []
        for fact_id, quote in _quotes(root):
            yield from _move(path.name, fact_id, quote, texts, edits)
        if edits:
            for start, end, new in sorted(edits, reverse=True):
                raw = raw[:start] + new + raw[end:]
            _write(path, mark + raw)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(f"sources/{path.name}", f"byte {error.start}", "is not UTF-8", "Restore the file.")
        raise UnsoundFolderError(str(path.parent.parent), [problem]) from error


def _write(path: Path, text: str) -> None:
    """Beside and rename: a facts file is never half-written."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    shutil.copymode(path, temporary)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        out.write(text)
    Path(temporary).replace(path)


def _quotes(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - PyYAML's nodes have no useful type
    """Each quote as its scalar nodes by key, with the fact's id."""
    facts = _get(root, "facts")
    for fact in facts.value if isinstance(facts, yaml.SequenceNode) else ():
        fact_id = _get(fact, "id")
        quotes = _get(fact, "quotes")
        for quote in quotes.value if isinstance(quotes, yaml.SequenceNode) else ():
            nodes = {k.value: v for k, v in quote.value} if isinstance(quote, yaml.MappingNode) else {}
            # A quote that lacks a part is named by the check that follows; there is nothing to move.
            if _whole(nodes):
                yield fact_id.value if fact_id else "?", nodes


def _whole(nodes: dict[str, Any]) -> bool:
    """True where a quote has all the parts that moving it needs."""
    scalars = {key: node.value for key, node in nodes.items() if isinstance(node, yaml.ScalarNode)}
    numbers = (scalars.get("start", ""), scalars.get("end", ""))
    return {"source", "exact"} <= scalars.keys() and all(n.isascii() and n.isdecimal() for n in numbers)


def _get(node: Any, key: str) -> Any:  # noqa: ANN401 - likewise
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _move(
    file: str, fact_id: str, nodes: dict[str, Any], texts: dict[str, str], edits: list[tuple[int, int, str]]
) -> Iterator[str]:
    exact = nodes["exact"].value
    source = nodes["source"].value
    text = texts.get(source)
    if text is None:
        yield f"{file}: {fact_id}: its source {source} is not there. Restore sources/{source}.txt."
        return
    start, end = int(nodes["start"].value), int(nodes["end"].value)
    if Quote(source=source, start=start, end=max(end, 1), exact=exact).holds_in(text):
        return
    places = [m.start() for m in re.finditer(re.escape(exact), text)]
    if not places:
        alike = fuzz.partial_ratio_alignment(exact, text, score_cutoff=NEAR)
        hint = (
            f"nearest is “{text[alike.dest_start : alike.dest_end]}” at {alike.dest_start}"
            if alike
            else "nothing is near"
        )
        yield f"{file}: {fact_id}: “{exact[:24]}…” is nowhere in {source}; {hint}. Decide by hand."
        return
    prefix = nodes["prefix"].value if "prefix" in nodes else ""
    best = min(places, key=lambda p: (-fuzz.ratio(prefix, text[max(0, p - AFFIX) : p]), abs(p - start)))
    new = {"start": str(best), "end": str(best + len(exact))}
    edits += [(nodes[k].start_mark.index, nodes[k].end_mark.index, v) for k, v in new.items()]
    yield f"{file}: {fact_id}: moved from {start} to {best}"
