"""Workers for as many cores and as much memory as a machine gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.build import machine


def limits(groups: Path, **files: str) -> Path:
    """Files of control groups: ``__`` in a name parts folders, ``_dot_`` is a dot."""
    for name, text in files.items():
        path = groups / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return groups


@pytest.fixture(autouse=True)
def eight_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.os, "process_cpu_count", lambda: 8, raising=False)


def test_a_machine_without_limits_gives_its_cores(tmp_path: Path) -> None:
    assert machine.available_cores(tmp_path) == 8


@pytest.mark.parametrize(("quota", "cores"), [("150000 100000", 2), ("max 100000", 8), ("junk", 8)])
def test_a_control_group_gives_less(tmp_path: Path, quota: str, cores: int) -> None:
    assert machine.available_cores(limits(tmp_path, cpu_dot_max=quota)) == cores


def test_a_control_group_of_version_one_gives_less(tmp_path: Path) -> None:
    files = {"cpu__cpu_dot_cfs_quota_us": "50000", "cpu__cpu_dot_cfs_period_us": "100000"}
    assert machine.available_cores(limits(tmp_path, **files)) == 1


def test_memory_is_what_is_left_of_the_limit(tmp_path: Path) -> None:
    files = {"memory_dot_max": f"{900 * 2**20}", "memory_dot_current": f"{100 * 2**20}"}
    assert machine.available_memory(limits(tmp_path, **files)) == 800 * 2**20
    assert machine.fitting_workers(100, tmp_path) == 2


def test_few_entries_are_made_by_one(tmp_path: Path) -> None:
    assert [machine.fitting_workers(n, tmp_path) for n in (0, 1, 7, 8)] == [1, 1, 1, 2]
