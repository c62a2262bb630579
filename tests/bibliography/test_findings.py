"""What the rules find in real bibliographies, and what a person said of it.

``judged.tsv`` holds ten findings of each rule, drawn by ``benchmarks.findings``, each looked
up in its file and judged by hand. They still come out, and nearly all of them are right.
"""

from __future__ import annotations

from functools import cache

import pytest
from benchmarks.findings import Found, findings, judgements, rates

from publish.diagnostics.catalogue import all_rules

JUDGED = judgements()
FILES = sorted({each.found.file for each in JUDGED})


@cache
def found_in(file: str) -> frozenset[Found]:
    return frozenset(findings(file))


@pytest.mark.corpus
@pytest.mark.proof
@pytest.mark.parametrize("file", FILES)
def test_what_was_judged_still_comes_out(file: str) -> None:
    true = {each.found for each in JUDGED if each.found.file == file and each.verdict == "true"}
    assert true - found_in(file) == set()


@pytest.mark.corpus
@pytest.mark.proof
@pytest.mark.parametrize("file", FILES)
def test_what_was_judged_false_comes_out_no_more_or_is_counted(file: str) -> None:
    false = {each.found for each in JUDGED if each.found.file == file and each.verdict == "false"}
    assert false <= found_in(file), "it is mended: take the row out of judged.tsv"


@pytest.mark.parametrize(("rule", "rate"), rates(JUDGED).items())
def test_of_each_rule_nearly_all_findings_are_right(rule: str, rate: tuple[int, int]) -> None:
    right, every = rate
    assert right >= 0.95 * every
    assert rule in all_rules()


def test_every_row_has_a_verdict() -> None:
    assert {each.verdict for each in JUDGED} <= {"true", "false"}
    assert len({each.found for each in JUDGED}) == len(JUDGED)
