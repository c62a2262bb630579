"""A proof holds only where tests have passed at every place that it names."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.proof import CLAIMS, SECTIONS, Claim, Finding, counted, former, page

ROOT = Path(__file__).parents[3]
CLAIM = Claim("It works", ("tests/a", "tests/b/test_c.py", "-m", "corpus"))


@pytest.mark.parametrize(
    ("cases", "verdict"),
    [
        ("", "not proved"),
        ('<testcase classname="tests.a.test_x"/>', "not proved"),
        ('<testcase classname="tests.a.test_x"/><testcase classname="tests.b.test_c"/>', "yes"),
        ('<testcase classname="tests.a.test_x"/><testcase classname="tests.b.test_cd"/>',
         "not proved"),
        ('<testcase classname="tests.a.x"/><testcase classname="tests.b.test_c"><skipped/>'
         "</testcase>", "not proved"),
        ('<testcase classname="tests.a.x"/><testcase classname="tests.b.test_c"><failure/>'
         "</testcase>", "NO"),
        ('<testcase classname="tests.a.x"><error/></testcase>', "NO"),
    ],
)  # fmt: skip
def test_verdict(cases: str, verdict: str) -> None:
    report = ElementTree.fromstring(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    assert counted(CLAIM, report).verdict == verdict


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.text)
def test_a_claim_names_places_that_exist(claim: Claim) -> None:
    assert claim.places
    assert all((ROOT / place).exists() for place in claim.places)


def test_what_is_not_proved_anew_stays_as_it_stands() -> None:
    rows = {claim.text: Finding(claim, 1, 0, 0).row("abc") for claim in CLAIMS[:2]}
    sections = {section.name: f"{section.intro}\n\n| a |\n|---|\n| 1 |" for section in SECTIONS}
    assert former(page(rows, sections)) == (rows, sections)
    assert former(page(rows, {})) == (rows, {})
