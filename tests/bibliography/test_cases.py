"""The 75 cases in which parsers disagree: ours reads what a careful librarian would.

``cases.txt`` holds the expectation of each: its records as ``shown`` writes them
(«…» is text whose case is safe, ``van|`` a particle that stays with the name), then
the rules that its faults break, each with line and column.
"""

from __future__ import annotations

import re
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


SOUND = frozenset(
    int(number)
    for number in re.findall(
        r"\d\d",
        "06 07 08 09 11 12 17 18 20 23 24 25 28 29 31 33 34 35 37 38 39 42 44 48 49 50 51 53 54 55 "
        "56 57 58 59 60 61 62 64 66 68 69 70 71 72 73 74 75",
    )
)
"""Cases that keep to the rules of BibTeX or biblatex: only their readers are at fault."""


def test_wherever_the_input_is_at_fault_a_rule_says_so() -> None:
    told = {name for name, lines in EXPECTED.items() if any(line[:1] == "!" for line in lines)}
    assert {int(name[:2]) for name in set(EXPECTED) - told} == SOUND


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
