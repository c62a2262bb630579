"""What records are measured by, beside themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Measure:
    """``today`` bounds years of publication; without it they have no upper bound.
    ``keys`` is the pattern of keys, where the project names one.
    """

    today: date | None = None
    keys: str | None = None
