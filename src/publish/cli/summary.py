"""Counts in words, for the closing line of a command."""

from __future__ import annotations

from collections.abc import Iterable

from publish.diagnostics import Diagnostic
from publish.diagnostics.views.json import counts

_PLURALS = {"entry": "entries", "info": "infos"}


def counted(number: int, noun: str) -> str:
    """``1 entry``, ``2 entries``."""
    return f"{number} {noun if number == 1 else _PLURALS.get(noun, noun + 's')}"


def problems(diagnostics: Iterable[Diagnostic]) -> str:
    """``2 errors, 1 warning``, or ``no problems``."""
    found = [counted(number, noun) for noun, number in counts(diagnostics).items() if number]
    return ", ".join(found) or "no problems"
