"""A language tag → the direction of the script that the language is written in, and whether its
lines may run from top to bottom.
"""

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


def may_be_vertical(lang: str) -> bool:
    """Whether books in ``lang`` may be written in columns, from right to left."""
    return lang.partition("-")[0].lower() in ("ja", "ko", "mn", "yue", "zh")
