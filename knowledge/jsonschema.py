"""The JSON Schema of a knowledge folder's files, so that editors complete and check them.

YAML language servers read it.
"""

from typing import Any

from pydantic import BaseModel, create_model

from knowledge.files import MANIFEST
from knowledge.folder import SECTIONS
from knowledge.schema import FORMAT_VERSION, Fact, Model, Source

FILES: dict[str, tuple[tuple[str, type[BaseModel]], ...]] = {
    MANIFEST: (("sources", Source),),
    "facts.yaml": (("facts", Fact),),
    **SECTIONS,
}


def folder_schema() -> dict[str, Any]:
    """One schema, draft 2020-12, for every YAML file of a folder; a file's first key tells which it is."""
    files = [_file(name, sections) for name, sections in FILES.items()]
    schema: dict[str, Any] = {"anyOf": [], "$defs": {}}
    for file in files:
        own = file.model_json_schema()
        schema["$defs"] |= own.pop("$defs", {}) | {file.__name__: own}
        schema["anyOf"].append({"$ref": f"#/$defs/{file.__name__}"})
    schema["$defs"]["KnowledgeFile"]["properties"]["format"] = {"const": FORMAT_VERSION}
    schema["$defs"]["KnowledgeFile"]["required"].append("format")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _file(name: str, sections: tuple[tuple[str, type[BaseModel]], ...]) -> type[BaseModel]:
    """A file as a model: its first list has to be there, others may be missing."""
    first, *others = [(key, tuple[model, ...]) for key, model in sections]  # type: ignore[valid-type]  # a type made at run time
    fields: dict[str, Any] = {first[0]: (first[1], ...)} | {key: (kind, ()) for key, kind in others}
    return create_model(f"{name.removesuffix('.yaml').title()}File", __base__=Model, **fields)
