"""What standards ask of a file, and which of them go together."""

from __future__ import annotations

from itertools import combinations

import pytest

from publish.model.conformance import STANDARDS, Conformance, conflicts


@pytest.mark.parametrize(
    ("standards", "version", "note", "may_attach"),
    [
        ((), "1.7", "Note", True),
        (("a-3a", "ua-1"), "1.7", "Note", True),
        (("a-2a", "ua-1"), "1.7", "Note", False),
        (("a-4", "ua-2", "wtpdf"), "2.0", "FENote", False),
        (("a-4f",), "2.0", "FENote", True),
    ],
)
def test_a_file_is_made_as_its_standards_ask(
    standards: tuple[str, ...], version: str, note: str, may_attach: bool
) -> None:
    asked = Conformance(standards)
    assert (asked.version, asked.note, asked.may_attach) == (version, note, may_attach)
    assert asked.namespaces == (version == "2.0")


def test_two_go_together_if_they_are_of_one_pdf_and_of_one_part() -> None:
    good = {pair for pair in combinations(STANDARDS, 2) if not list(conflicts(pair))}
    assert good == {
        ("ua-1", "a-2a"), ("ua-1", "a-2u"), ("ua-1", "a-3a"), ("ua-1", "a-3u"),
        ("ua-2", "a-4"), ("ua-2", "a-4f"), ("ua-2", "wtpdf"), ("a-4", "wtpdf"), ("a-4f", "wtpdf"),
    }  # fmt: skip


def test_what_is_wrong_in_several_ways_is_told_of_each() -> None:
    told = [message for message, _ in conflicts(("a-2a", "a-4f", "ua-1"), attach=True)]
    assert len(told) == 3
    assert told[0] == "`a-2a` and `a-4f` are asked for at once"
