"""The JSON Schema of a facts file, so that editors complete and check it (YAML language servers read it)."""

from typing import Any

from pydantic import Field

from knowledge.schema import Fact, Model


class FactsFile(Model):
    """A file of `facts/`: one section of an article."""

    facts: tuple[Fact, ...] = Field(description="The facts, in the order of the text.")


def facts_schema() -> dict[str, Any]:
    """The schema, draft 2020-12."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **FactsFile.model_json_schema()}
