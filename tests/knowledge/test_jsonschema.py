"""The JSON Schema that editors check facts files by accepts what loads and refuses what does not."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from knowledge.files import SHIPPED
from knowledge.jsonschema import facts_schema


def facts_in(path: Path) -> Any:  # noqa: ANN401 - whatever the YAML holds
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(facts_schema())


def test_a_sound_file_is_accepted_and_a_wrong_key_is_not(small_folder: Path) -> None:
    data = facts_in(small_folder / "facts" / "01-firm.yaml")
    jsonschema.validate(data, facts_schema())
    wrongs: tuple[dict[str, Any], ...] = ({"colour": "red"}, {"kind": "guess"}, {"id": "Not A Slug"}, {"quotes": []})
    for wrong in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"facts": [data["facts"][0] | wrong]}, facts_schema())


def test_the_shipped_facts_are_accepted() -> None:
    path = sorted((SHIPPED / "facts").glob("*.yaml"))[0]
    validator = jsonschema.Draft202012Validator(facts_schema())
    assert [e.message for e in validator.iter_errors({"facts": facts_in(path)["facts"][:10]})] == []
