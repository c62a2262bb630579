"""What is told of records, as short lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from publish.checks.records import compare_works
from publish.checks.records.judges import judge_record
from publish.checks.records.measure import Measure
from publish.diagnostics.core import Diagnostic
from publish.model.works import likeness
from publish.readers.bibtex import BibFile, read_bibliography

Told = Callable[[str], list[str]]
TODAY = date(2026, 5, 19)


def line(found: Diagnostic) -> str:
    place = found.place
    assert place is not None
    return f"{found.rule.code} {place.line}:{place.column}-{place.end}"


@pytest.fixture
def told() -> Told:
    """What is told of each record of a .bib text by itself."""

    def judged(text: str) -> list[str]:
        bibliography = read_bibliography([BibFile("a.bib", text.encode())]).value
        measure = Measure(TODAY.year)
        return [line(each) for ref in bibliography for each in judge_record(ref, measure)]

    return judged


@pytest.fixture
def told_field(told: Told) -> Callable[..., list[str]]:
    """What is told of one field, on a line of its own from column 3, value from 10."""

    def judged(name: str, value: str, *further: str) -> list[str]:
        lines = ["@misc{key,", f"  {name} = {{{value}}},", *further, "}"]
        return [each.partition(":")[0].removesuffix(" 2") for each in told("\n".join(lines))]

    return judged


@pytest.fixture
def compared() -> Told:
    """What is told of the records of a .bib text side by side."""

    def judged(text: str) -> list[str]:
        bibliography = read_bibliography([BibFile("a.bib", text.encode())]).value
        return [line(each) for _, each in compare_works(map(likeness, bibliography))]

    return judged
