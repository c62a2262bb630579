"""Years of publication and ranges of pages that can't be right."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.expressions import expression

EARLIEST = 1000
AHEAD = 2
"""How many years a forthcoming work may lie ahead."""

_YEAR = expression(r"\s*\{?(\d{3,4})\}?\s*")
_DATE = expression(r"\s*(\d{4})(?=$|[-/~?%\s])")
_DASH = r"\s*(-{1,3}|\u2010|\u2011|\u2013|\u2014|\u2212)\s*"
_RANGE = expression(rf"(?<![\w.:-])([A-Za-z]*)(\d+){_DASH}([A-Za-z]*)(\d+)(?![\w.:]|-|\.\d)")


def judge_year(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """A year before `EARLIEST`, or more than `AHEAD` years from today."""
    for name, shape, earliest in (("year", _YEAR, EARLIEST), ("date", _DATE, 0)):
        text = record.own(name)
        found = shape.fullmatch(text) if name == "year" else shape.match(text)
        if not found:
            continue
        year = int(found[1])
        latest = measure.year + AHEAD if measure.year else 9999
        if not earliest <= year <= latest:
            message = f"`{found[1]}` is no plausible year of publication"
            hint = "correct it; a work that isn't dated yet has `pubstate = {forthcoming}`"
            yield from record.told(rec.IMPLAUSIBLE_YEAR, name, message, hint, *found.span(1))


def judge_pages(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """Ranges that run backwards, and those with a single hyphen."""
    text = record.own("pages")
    for found in _RANGE.finditer(text):
        before, first, dash, behind, last = found.groups()
        if behind not in ("", before) or last.startswith("0"):
            continue  # `LL16-04` is the number of a report
        if len(last) >= len(first) and int(last) < int(first):
            message = f"the pages `{found.group()}` run backwards"
            hint = "compare them with the work; mostly two digits are swapped"
            yield from record.told(rec.REVERSED_PAGES, "pages", message, hint, *found.span())
        elif dash == "-" and int(last) > int(first):
            message = f"the pages `{found.group()}` have one hyphen"
            hint = f"write `{before}{first}--{behind}{last}`"
            yield from record.told(rec.HYPHEN_IN_PAGES, "pages", message, hint, *found.span())
