"""Faults planted in the project's own sample: each is found where it is, and nothing else.

The tables ``*.txt`` beside this file say what is planted; ``faults`` says how they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.planted.faults import Fault, read_faults
from tests.planted.sample import Sample

TABLES = sorted(Path(__file__).parent.glob("*.txt"))
FAULTS = [(table.stem, fault) for table in TABLES for fault in read_faults(table)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    made = Sample.copied_to(tmp_path_factory.mktemp("planted") / "sample")
    yield made
    made.pandoc.close()


def test_the_clean_sample_has_no_finding(sample: Sample) -> None:
    assert sample.findings() == []


@pytest.mark.parametrize(("table", "fault"), FAULTS, ids=[f"{t}-{f}" for t, f in FAULTS])
def test_a_fault_is_found_where_it_is(sample: Sample, table: str, fault: Fault) -> None:
    assert sample.findings_with(fault) == sorted(fault.findings)


def test_no_fault_is_planted_twice() -> None:
    changes = [str(fault.changes) for _, fault in FAULTS]
    assert len(changes) == len(set(changes))
