"""A language tag → the direction of the script that the language is written in."""

from __future__ import annotations

from typing import Literal

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi")
)


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction of the script that ``lang`` is written in."""
    parts = lang.split("-")
    scripts = [part.title() for part in parts[1:] if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in ("Arab", "Hebr", "Thaa", "Syrc") else "ltr"
    return "rtl" if parts[0].lower() in _RIGHT_TO_LEFT else "ltr"
