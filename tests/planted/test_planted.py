"""Faults planted in the project's own sample: each is found where it is, and nothing else.

The tables ``*.txt`` beside this file say what is planted; ``faults`` says how they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.diagnostics.catalogue import all_rules
from tests.planted.faults import Fault, read_faults
from tests.planted.sample import Sample

TABLES = sorted(Path(__file__).parent.glob("*.txt"))
FAULTS = [(table.stem, fault) for table in TABLES for fault in read_faults(table)]


def faults() -> Iterator[object]:
    """All faults; those of a rule that another one shows already are left to the long proof."""
    shown: set[str] = set()
    for table, fault in FAULTS:
        codes = {finding.code for finding in fault.findings}
        marks = [pytest.mark.proof] if codes <= shown else []
        shown |= codes
        yield pytest.param(table, fault, id=f"{table}-{fault}", marks=marks)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    made = Sample.copied_to(tmp_path_factory.mktemp("planted") / "sample")
    yield made
    made.pandoc.close()


def test_the_clean_sample_has_no_finding(sample: Sample) -> None:
    assert sample.findings() == []


@pytest.mark.parametrize(("table", "fault"), list(faults()))
def test_a_fault_is_found_where_it_is(sample: Sample, table: str, fault: Fault) -> None:
    assert sample.findings_with(fault) == sorted(fault.findings)


def test_no_fault_is_planted_twice() -> None:
    changes = [str(fault.changes) for _, fault in FAULTS]
    assert len(changes) == len(set(changes))


UNPLANTED = {
    "CFG001": "a folder without settings is no project",
    "CFG010": "a link in the place of the output folder, which a command writes",
    "CFG020": "of a command's arguments",
    "CFG021": "of a command's arguments",
    "BRF001": "of `publish brief`",
    "BRF002": "of `publish brief`",
    "BRF003": "of `publish brief`",
    "BRF004": "of `publish brief`",
    "BRF005": "of `publish brief`",
    "BRF010": "of `publish brief`",
    "BRF011": "of `publish brief`",
    "BRF020": "of `publish brief`",
    "BIB033": "of `publish bib format`",
    "BIB034": "of a command's arguments",
    "BIB035": "of `publish bib convert`",
    "MEN010": "of `publish cite --write`",
    "RES006": "a file that changes while a command runs",
    "RES007": "of commands that write into the author's files",
    "ACC002": "a made book",
    "ACC003": "a made book",
    "ACC004": "a made book that is to claim what it doesn't keep",
    "ENG001": "an engine that is missing",
    "ENG002": "an engine that fails",
    "ENG003": "an engine that takes too long",
    "ENG005": "an engine that can't write",
    "ENG006": "an engine that ends by itself",
    "ENG007": "a cluster that doesn't answer",
    "ENG008": "a folder that is no cache",
    "ENG009": "a folder that may not be written",
    "ENG010": "a bug of ours",
    "ENG011": "a judge that says nothing",
    "PDF001": "what only a layout engine's new version would say",
    "PDF002": "a picture that can't be put on the page, though it was read",
    "PDF004": "page numbers that don't settle",
    "PDF005": "a layout engine that breaks down",
    "PDF016": "a picture for printers, which `tests/diagnostics` brings",
    "PDF017": "a note of more than a page, which a unit test makes",
    "PDF018": "a style sheet that asks of the whole, which a unit test brings",
    "PDF019": "a style sheet that loses words, which a unit test brings",
}
"""Rules that no change to the sample shows to whoever checks or builds it, and why."""

MADE = re.compile(r"EPB\d+|PDF01[0-5]|PDF1\d\d")
"""Rules of damaged made files, and of other people's files that something is attached to."""


def test_every_rule_that_a_project_can_show_is_planted() -> None:
    planted = {finding.code for _, fault in FAULTS for finding in fault.findings}
    rest = set(all_rules()) - planted
    assert {code for code in rest if not MADE.fullmatch(code)} == set(UNPLANTED)
