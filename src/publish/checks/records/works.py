"""Records beside one another: one work under two keys, identifiers of another work.

Each record is compared with the first that it may be the same as (`publish.model.works`), so
that the cost grows with their number and no faster. Of two records of one work the first
conflict is told, or that there are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.expressions import expression
from publish.model.reference import Reference
from publish.model.works import (
    Likeness,
    by_identifier,
    by_title,
    first_same,
    is_version,
    same_title,
)

_FIRST_PAGE = expression(r"\s*([A-Za-z]*\d+)")


def compare_works(records: Iterable[Likeness]) -> Iterator[tuple[Reference, Diagnostic]]:
    """What is wrong between records, each with the record that it is told of."""
    told: set[str] = set()
    records = [each for each in records if not _is_aside(each)]
    for identifier, group in by_identifier(records).items():
        for other in group[1:]:
            if other.reference.key not in told:
                for found in _identified(identifier, group[0], other):
                    told.add(other.reference.key)
                    yield other.reference, found
    for group in by_title(records).values():
        for number, other in enumerate(group[1:], 1):
            if other.reference.key in told:
                continue
            if first := first_same(group, number):
                same_year = first.year == other.year
                by = f"title, first author and {'year' if same_year else 'venue'}"
                yield other.reference, _duplicate(first, other, by)


def _identified(identifier: str, first: Likeness, other: Likeness) -> Iterator[Diagnostic]:
    """Two records with one identifier: one work, two that conflict, or two works."""
    name = "eprint" if identifier.startswith("arXiv:") else "doi"
    if not is_version(first, other):
        return
    if name == "eprint" and same_title(first, other) and _are_versions(first, other):
        return
    if same_title(first, other):
        yield from _conflict(first, other) or [_duplicate(first, other, f"`{name}`")]
    elif other.reference.text(name):
        message = f"`{identifier}` is given for `{first.reference.key}` too, which is another work"
        hint = "look up both, and correct the one that is wrong"
        yield from Written(other.reference).told(rec.SHARED_IDENTIFIER, name, message, hint)


def _is_aside(record: Likeness) -> bool:
    """Whether a record is never listed by itself: sets, biblatex's ``dataonly``."""
    options = record.reference.text("options")
    return record.reference.type == "set" or "dataonly" in options or "skipbib" in options


def _are_versions(first: Likeness, other: Likeness) -> bool:
    """Whether a work appeared twice, at a conference and in a journal: both have the
    number of its preprint.
    """
    by_doi = first.doi and other.doi and first.doi != other.doi
    return bool(by_doi) or first.reference.type.lower() != other.reference.type.lower()


def _conflict(first: Likeness, other: Likeness) -> list[Diagnostic]:
    """A year or first page in which two records of one work differ."""
    one, two = Written(first.reference), Written(other.reference)
    pages = [_FIRST_PAGE.match(each.text("pages")) for each in (one, two)]
    name = ""
    if first.year and other.year and first.year != other.year:
        name = "year" if other.reference.text("year") else "date"
    elif pages[0] and pages[1] and pages[0][1] != pages[1][1]:
        name = "pages"
    if not name:
        return []
    theirs = one.text(name) or one.text("date", "year")
    message = (
        f"`{name}` is `{two.text(name)}` here and `{theirs}` in `{first.reference.key}`, "
        "which is the same work"
    )
    hint = "compare both with the work, and remove one record"
    return list(two.told(rec.CONFLICTING_DUPLICATES, name, message, hint))


def _duplicate(first: Likeness, other: Likeness, by: str) -> Diagnostic:
    message = f"`{other.reference.key}` and `{first.reference.key}` are one work, by {by}"
    hint = f"keep one of the two: the other is at {first.reference.place}"
    return Written(other.reference).told_of_key(rec.DUPLICATE_WORK, message, hint)
