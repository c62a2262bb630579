"""Entries that were reviewed longer ago than the project allows, or never."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.publication import Project


def check_reviews(project: Project, today: date) -> Iterator[Diagnostic]:
    """``today`` is given, since nothing here knows the clock."""
    most = project.settings.check.reviewed_within
    if most is None:
        return
    for entry in project.entries.values():
        hint = "read it again, and give the day as its `reviewed`"
        if entry.reviewed is None:
            message = f"the entry was never reviewed; the project allows {most} days"
            yield ent.OVERDUE_REVIEW.at(entry.source, entry.place("kind"), message, hint)
        elif (age := (today - entry.reviewed).days) > most:
            message = f"the entry was reviewed {age} days ago; the project allows {most}"
            yield ent.OVERDUE_REVIEW.at(entry.source, entry.place("reviewed"), message, hint)
