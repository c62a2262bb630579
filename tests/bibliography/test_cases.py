"""The 75 cases in which parsers disagree: ours reads what a careful librarian would.

``cases.txt`` holds the expectation of each: its records as ``shown`` writes them
(«…» is text whose case is safe, ``van|`` a particle that stays with the name), then
the rules that its faults break, each with line and column.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.readers.bibtex import BibFile, read_bibliography, value_diagnostics
from tests.bibliography.expected import shown

pytestmark = pytest.mark.corpus


def expectations() -> dict[str, list[str]]:
    """The lines expected of each case, by its name."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "cases.txt").read_text("utf-8").split("\n"):
        if line.startswith("["):
            found[line.strip("[]")] = lines = []
        elif line:
            lines.append(line)
    return found


EXPECTED = expectations()


def test_every_case_has_its_expectation(corpora: Path) -> None:
    assert {path.stem for path in (corpora / "repro/cases").glob("*.bib")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_case(name: str, corpora: Path) -> None:
    data = (corpora / "repro/cases" / f"{name}.bib").read_bytes()
    result = read_bibliography([BibFile(f"{name}.bib", data)])
    records = [shown(reference.csl) for reference in result.value]
    found = [*result.diagnostics, *value_diagnostics(result.value)]
    faults = [
        f"! {each.rule.code} {each.place.line}:{each.place.column}"
        for each in sorted(found, key=lambda each: each.sort_key)
        if each.place
    ]
    assert [*records, *faults] == EXPECTED[name]
