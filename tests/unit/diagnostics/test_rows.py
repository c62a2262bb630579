"""Diagnostics come back from their rows as they were."""

from __future__ import annotations

from publish.diagnostics import Diagnostic, Severity
from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.rows import restored, rows
from publish.model.edit import Edit
from publish.model.place import Place


def test_nothing_of_a_diagnostic_is_lost() -> None:
    edit = Edit("a.bib", 3, 5, "é")
    given = [
        Diagnostic(rule, "what is", Place("a.bib", 2, 3, 4), "do", "line", Severity.INFO, (edit,))
        for rule in all_rules().values()
    ]
    given += [Diagnostic(rule, "what is") for rule in all_rules().values()]
    assert list(restored(rows(given))) == given
