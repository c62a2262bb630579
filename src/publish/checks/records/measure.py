"""What records are measured by, beside themselves."""

from __future__ import annotations

from publish.model.frozen import Frozen


class Measure(Frozen):
    """``year`` is the one that we write, which bounds years of publication; without it they
    have no upper bound. ``keys`` is the pattern of keys, where the project names one.
    """

    year: int | None = None
    keys: str | None = None
