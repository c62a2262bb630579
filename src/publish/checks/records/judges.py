"""Records by themselves: each judge looks at one subject in one record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.checks.records.contributors import judge_contributors
from publish.checks.records.dress import judge_dress
from publish.checks.records.identifiers import judge_identifiers
from publish.checks.records.keys import judge_key
from publish.checks.records.measure import Measure
from publish.checks.records.numbers import judge_pages, judge_year
from publish.checks.records.required import judge_required
from publish.checks.records.texts import judge_damage, judge_markdown
from publish.checks.records.titles import judge_capitals
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.model.reference import Reference

Judge = Callable[[Written, Measure], Iterator[Diagnostic]]

JUDGES: dict[str, Judge] = {
    "required fields": judge_required,
    "identifiers": judge_identifiers,
    "forms of DOIs": judge_dress,
    "contributors": judge_contributors,
    "capitals": judge_capitals,
    "year": judge_year,
    "pages": judge_pages,
    "damage": judge_damage,
    "markdown": judge_markdown,
    "key": judge_key,
}
"""What is looked at in each record by itself, in the order in which it is told."""


def judge_record(reference: Reference, measure: Measure) -> Iterator[Diagnostic]:
    """What one record shows to be wrong."""
    record = Written(reference)
    for judge in JUDGES.values():
        yield from judge(record, measure)
