"""Reads a knowledge folder into a FactBase. Refuses a base with any error, naming file, place and mend."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import Findings, UnsoundFolderError
from knowledge.files import MANIFEST, Files
from knowledge.schema import (
    FORMAT_VERSION,
    Concept,
    Entity,
    Fact,
    FactBase,
    FactSet,
    Silence,
    Skip,
    Source,
    Topic,
)
from knowledge.soundness import check_soundness

M = TypeVar("M", bound=BaseModel)
SECTIONS: dict[str, tuple[tuple[str, type[BaseModel]], ...]] = {
    "entities.yaml": (("entities", Entity),),
    "topics.yaml": (("topics", Topic), ("attributes", Topic)),
    "thesaurus.yaml": (("concepts", Concept),),
    "silences.yaml": (("silences", Silence),),
    "sets.yaml": (("sets", FactSet),),
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
    check_soundness(base, homes, found)
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
