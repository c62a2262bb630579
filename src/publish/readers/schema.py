"""The JSON Schema of an entry's header, for editors that check while one types."""

from __future__ import annotations

from typing import Any

from publish.model.settings import Settings
from publish.readers.header import OTHER_NAMES, Header

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = "entry.schema.json"
"""The name under which a project keeps the schema, beside ``publish.toml``."""


def entry_schema(settings: Settings) -> dict[str, Any]:
    """JSON Schema 2020-12 of a header in this project: its kinds are named, and
    ``lang`` is required unless the settings give one.
    """
    schema = Header.model_json_schema(mode="validation")
    properties = schema["properties"]
    kinds = settings.kinds or {}
    properties["kind"]["enum"] = list(kinds)
    properties["kind"]["description"] += " " + ", ".join(
        f"{kind.name}: {kind.label or kind.name.capitalize()}" for kind in kinds.values()
    )
    for other, name in OTHER_NAMES.items():
        properties[other] = {**properties[name], "description": f"Pandoc's name of `{name}`."}
    required = ["kind", "title"] if settings.lang else ["kind", "title", "lang"]
    return {"$schema": DIALECT, **schema, "title": "Header of an entry", "required": required}


def editor_comment(depth: int = 1) -> str:
    """The comment by which an editor finds the schema, from an entry ``depth``
    folders below ``publish.toml``.
    """
    return f"# yaml-language-server: $schema={'../' * depth}{FILE}"
