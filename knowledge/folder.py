"""Reads a knowledge folder into a FactBase. Refuses a base with any error, naming file, place and mend."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import Problem, UnsoundFolderError
from knowledge.files import MANIFEST, Files
from knowledge.schema import (
    FORMAT_VERSION,
    Concept,
    Entity,
    Fact,
    FactBase,
    Quote,
    Silence,
    Skip,
    Source,
    Topic,
)

M = TypeVar("M", bound=BaseModel)
SECTIONS: dict[str, tuple[tuple[str, type[BaseModel]], ...]] = {
    "entities.yaml": (("entities", Entity),),
    "topics.yaml": (("topics", Topic), ("attributes", Topic)),
    "thesaurus.yaml": (("concepts", Concept),),
    "silences.yaml": (("silences", Silence),),
    "skipped.yaml": (("skipped", Skip),),
}


class DuplicateKeyError(yaml.constructor.ConstructorError):
    """A mapping that names the same key twice: YAML would silently keep the last."""


class _Loader(yaml.CSafeLoader):
    """libyaml's safe loader that also refuses duplicate keys and leaves dates as text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose keys are all different."""
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise DuplicateKeyError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(slots=True)
class Findings:
    """Problems gathered while a folder is read."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, file: str, where: str, message: str, mend: str) -> None:
        """Note an error: the folder can't be used before it is mended."""
        self.problems.append(Problem(file, where, message, mend))

    def warn(self, file: str, where: str, message: str, mend: str) -> None:
        """Note a warning: the folder works, but an editor should look."""
        self.problems.append(Problem(file, where, message, mend, error=False))


def load(files: Files) -> FactBase:
    """The FactBase that the files hold.

    Raises:
        UnsoundFolderError: anything in it is wrong; it carries every problem found.
    """
    base, findings = examine(files)
    errors = [p for p in findings.problems if p.error]
    if errors or base is None:
        raise UnsoundFolderError(str(files.folder), errors)
    return base


def unread(folder: Path) -> list[str]:
    """Files beside the facts that look like facts and are not read: other endings, folders below."""
    beside = sorted((folder / "facts").rglob("*"))
    return [
        p.relative_to(folder).as_posix()
        for p in beside
        if p.is_file()
        and p.suffix in {".yml", ".yaml", ".json"}
        and not (p.parent == folder / "facts" and p.suffix == ".yaml")
    ]


def examine(files: Files) -> tuple[FactBase | None, Findings]:
    """The base as far as it can be read, and all that is wrong with it. The base is None where schemas fail."""
    found = Findings()
    sources = _sources(files, found)
    parts: dict[str, list[Any]] = {}
    for name, sections in SECTIONS.items():
        data = _parsed(files, name, found, [key for key, _ in sections]) if name in files.contents else {}
        for key, model in sections:
            parts[key] = [item for _, item in _items(files, name, data, key, model, found)]
    homes: dict[str, str] = {}
    facts: list[Fact] = []
    for name in sorted(n for n in files.contents if n.startswith("facts/")):
        for where, fact in _items(files, name, _parsed(files, name, found, ["facts"]), "facts", Fact, found):
            if fact.id in homes:
                found.error(
                    name, where, f"the id {fact.id} is also used in {homes[fact.id]}", "Give it an id of its own."
                )
            homes[fact.id] = name
            facts.append(fact)
    texts = _texts(files, sources, found)
    for name in unread(files.folder):
        found.warn(name, "", "is not read", "Put it into facts/ itself, ending in .yaml.")
    if any(p.error for p in found.problems):
        return None, found
    base = FactBase(sources=tuple(sources), texts=texts, facts=tuple(facts), **{k: tuple(v) for k, v in parts.items()})
    _check_anchors(base, homes, found)
    _check_references(base, homes, found)
    return base, found


def _sources(files: Files, found: Findings) -> list[Source]:
    data = _parsed(files, MANIFEST, found, ["format", "sources"])
    if data and data.get("format") != FORMAT_VERSION:
        found.error(
            MANIFEST,
            "format",
            f"is {data.get('format')!r}, this nvcn reads {FORMAT_VERSION}",
            f"Set `format: {FORMAT_VERSION}`.",
        )
    sources = [source for _, source in _items(files, MANIFEST, data, "sources", Source, found)]
    for index, source in enumerate(sources):
        if source.id in {s.id for s in sources[:index]}:
            found.error(MANIFEST, f"source {source.id}", "this id stands twice", "Give each source an id of its own.")
    return sources


def _texts(files: Files, sources: list[Source], found: Findings) -> dict[str, str]:
    texts = {}
    for source in sources:
        name = f"sources/{source.id}.txt"
        raw = files.contents.get(name)
        if raw is None:
            found.error(
                name, "", "the stored text is missing", "Restore the file, or take the source out of knowledge.yaml."
            )
            continue
        digest = hashlib.sha256(raw).hexdigest()
        if digest != source.sha256:
            found.error(
                name,
                "",
                f"the stored text has changed (sha256 {digest[:12]}…, recorded {source.sha256[:12]}…)",
                "Restore the original file; if the change is meant, record its new sha256 "
                "and run `nvcn check --reanchor`.",
            )
            continue
        try:
            texts[source.id] = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            found.error(name, f"byte {error.start}", "is not UTF-8", "Save the text as UTF-8.")
    return texts


def _parsed(files: Files, name: str, found: Findings, keys: list[str]) -> dict[str, Any]:
    """The file's mapping; empty, with an error noted, where it isn't one or is broken YAML."""
    raw = files.contents.get(name, b"")
    try:
        data = yaml.load(raw.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        found.error(name, f"byte {error.start}", "is not UTF-8", "Save the file as UTF-8.")
        return {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        found.error(
            name, where, f"is not valid YAML: {error.problem}", "Mend the line; a text with : or # needs quotes."
        )
        return {}
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        found.error(name, "", f"is not valid YAML: {str(error).splitlines()[0]}", "Restore the file, or mend it.")
        return {}
    if not isinstance(data, dict):
        found.error(name, "", "should be a mapping", f"Begin it with `{keys[0]}:`.")
        return {}
    for key in data:
        if key not in keys:
            found.error(name, str(key), "is not a key of this file", f"Known here: {', '.join(keys)}.")
    return data


def _items(
    files: Files, name: str, data: dict[str, Any], key: str, model: type[M], found: Findings
) -> Iterator[tuple[str, M]]:
    rows = data.get(key)
    if rows is None:
        return
    if not isinstance(rows, list):
        found.error(name, key, "should be a list", "Write one item after each dash.")
        return
    for index, row in enumerate(rows):
        named = row.get("id") if isinstance(row, dict) else None
        where = f"{key} {named}" if named else f"{key}[{index}]"
        try:
            yield where, model.model_validate(row)
        except ValidationError as error:
            line = _line_of(files.contents[name], key, index)
            for problem in error.errors(include_url=False):
                place = ".".join(str(part) for part in problem["loc"])
                found.error(
                    name,
                    f"line {line}, {where}{', ' + place if place else ''}",
                    problem["msg"].removeprefix("Value error, "),
                    "Mend this entry; `nvcn check --schema` prints what is allowed.",
                )  # fmt: skip


def _line_of(raw: bytes, key: str, index: int) -> int:
    """The line where an item begins, for messages; 1 where it can't be told."""
    root = yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
    for key_node, value in root.value if isinstance(root, yaml.MappingNode) else []:
        if key_node.value == key and isinstance(value, yaml.SequenceNode):
            return int(value.value[index].start_mark.line) + 1
    return 1


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
    for silence in base.silences:
        for name in silence.see:
            if name not in facts:
                found.error(
                    "silences.yaml", silence.id, f"names the fact {name}, which is not there", "Correct the name."
                )
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
