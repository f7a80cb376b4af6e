"""The JSON Schema of a knowledge folder's files, so that editors complete and check them.

YAML language servers read it.
"""

from typing import Any

from pydantic import Field, TypeAdapter

from knowledge.schema import (
    FORMAT_VERSION,
    Concept,
    Entity,
    Fact,
    FactSet,
    Model,
    Silence,
    Skip,
    Source,
    Topic,
)


class ManifestFile(Model):
    """`knowledge.yaml`: the articles."""

    format: int = Field(ge=FORMAT_VERSION, le=FORMAT_VERSION)
    sources: tuple[Source, ...]


class FactsFile(Model):
    """A file of `facts/`: one section of an article, its facts in the order of the text."""

    facts: tuple[Fact, ...]


class EntitiesFile(Model):
    """`entities.yaml`: who and what the facts are about, under every name."""

    entities: tuple[Entity, ...]


class TopicsFile(Model):
    """`topics.yaml`: the tree that people browse, and the attributes by which products are compared."""

    topics: tuple[Topic, ...]
    attributes: tuple[Topic, ...] = ()


class ThesaurusFile(Model):
    """`thesaurus.yaml`: words that mean the same in questions."""

    concepts: tuple[Concept, ...]


class SilencesFile(Model):
    """`silences.yaml`: questions that the articles do not answer."""

    silences: tuple[Silence, ...]


class SetsFile(Model):
    """`sets.yaml`: questions that several facts answer together."""

    sets: tuple[FactSet, ...]


class SkippedFile(Model):
    """`skipped.yaml`: the runs of the text that no fact quotes."""

    skipped: tuple[Skip, ...]


FILES = ManifestFile | FactsFile | EntitiesFile | TopicsFile | ThesaurusFile | SilencesFile | SetsFile | SkippedFile


def folder_schema() -> dict[str, Any]:
    """One schema, draft 2020-12, for every YAML file of a folder; a file's first key tells which it is."""
    schema: dict[str, Any] = TypeAdapter(FILES).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
