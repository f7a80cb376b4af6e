"""The JSON Schema that editors check a folder's files by accepts what loads and refuses what does not."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from knowledge.files import SHIPPED
from knowledge.jsonschema import folder_schema


def yaml_of(path: Path) -> Any:  # noqa: ANN401 - whatever the YAML holds
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(folder_schema())


def test_a_sound_file_is_accepted_and_a_wrong_key_is_not(small_folder: Path) -> None:
    data = yaml_of(small_folder / "facts" / "01-firm.yaml")
    jsonschema.validate(data, folder_schema())
    wrongs: tuple[dict[str, Any], ...] = ({"colour": "red"}, {"kind": "guess"}, {"id": "Not A Slug"}, {"quotes": []})
    for wrong in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"facts": [data["facts"][0] | wrong]}, folder_schema())


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: str(path.name))
def test_the_shipped_files_are_accepted(path: Path) -> None:
    validator = jsonschema.Draft202012Validator(folder_schema())
    some = {k: v[:10] if isinstance(v, list) else v for k, v in yaml_of(path).items()}
    assert [e.message for e in validator.iter_errors(some)] == []
