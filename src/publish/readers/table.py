"""The form of a table of settings: known names only, written with hyphens."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict

from publish.readers.validation import Strict


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Table(Strict):
    model_config = ConfigDict(alias_generator=_kebab)


def as_list(value: Any) -> Any:
    """A single name stands for a list of it."""
    return [value] if isinstance(value, str) else value
