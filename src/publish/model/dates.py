"""CSL dates → EDTF, by which biblatex writes dates: ``1999-05/2000``, ``1850~``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def edtf(date: Mapping[str, Any]) -> str:
    """EDTF, level 1. CSL knows no year 0: its -1 is EDTF's 0000."""
    ends = [_end(parts) for parts in date.get("date-parts") or ()]
    mark = "~" if date.get("circa") else ""
    return "/".join(end and end + mark for end in ends)


def _end(parts: list[int]) -> str:
    """One end of a span; empty where it is open."""
    if not parts or not parts[0]:
        return ""
    year = parts[0] + 1 if parts[0] < 0 else parts[0]
    shown = f"y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04d}"
    return "-".join([shown, *(f"{part:02d}" for part in parts[1:])])
