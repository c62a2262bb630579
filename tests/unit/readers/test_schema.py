"""The JSON Schema agrees with the reader on what a header may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from publish.model.settings import Settings
from publish.readers.kinds import BUILT_IN
from publish.readers.schema import editor_comment, entry_schema

SETTINGS = Settings(Path("."), "T", kinds=BUILT_IN)
GOOD: dict[str, Any] = {
    "kind": "person",
    "title": "T",
    "lang": "en",
    "author": "A",
    "facts": [{"label": "a", "value": "b", "source": "c"}],
    "papers": {"k": ["n"], "l": "n"},
    "nocite": ["a"],
    "image": {"file": "x.png", "alt": "y"},
}


def test_it_is_a_schema_of_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(entry_schema(SETTINGS))


def test_a_good_header_is_valid() -> None:
    jsonschema.validate(GOOD, entry_schema(SETTINGS))


@pytest.mark.parametrize(
    "change", [{"kind": "prsn"}, {"titel": "x"}, {"facts": [{"label": "a"}]}, {"dir": "up"}]
)
def test_a_bad_header_is_not(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(GOOD | change, entry_schema(SETTINGS))


def test_lang_is_required_unless_the_settings_give_it() -> None:
    assert "lang" in entry_schema(SETTINGS)["required"]
    assert "lang" not in entry_schema(Settings(Path("."), "T", lang="en"))["required"]


def test_the_comment_leads_to_the_schema() -> None:
    assert editor_comment() == "# yaml-language-server: $schema=../entry.schema.json"
    assert editor_comment(2).endswith("$schema=../../entry.schema.json")
