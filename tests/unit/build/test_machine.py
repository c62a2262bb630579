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


@pytest.fixture(autouse=True)
def membership(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Which control groups this process is in: a container sees those of its own as the root."""
    file = tmp_path_factory.mktemp("proc") / "cgroup"
    file.write_text("4:memory:/\n1:cpu,cpuacct:/\n0::/\n")
    monkeypatch.setattr(machine, "MEMBERSHIP", file)
    return file


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
    assert machine.fitting_workers([5_000] * 100, tmp_path) == 2


@pytest.mark.parametrize("group", ["job", "job/step", "job/step/task"])
def test_the_least_limit_of_all_groups_around_a_process_counts(
    tmp_path: Path, membership: Path, group: str
) -> None:
    """A service of systemd or a job of Slurm sees its groups as the machine does."""
    membership.write_text("0::/job/step/task\n")
    files = {"cpu.max": "200000 100000", "memory.max": "900", "memory.current": "100"}
    (tmp_path / "job/step/task").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / name).write_text(text.replace("200000", "400000").replace("900", "9000"))
        (tmp_path / group / name).write_text(text)
    assert machine.available_cores(tmp_path) == 2
    assert machine.available_memory(tmp_path) == 800


def test_groups_of_version_one_have_a_path_for_each_controller(
    tmp_path: Path, membership: Path
) -> None:
    membership.write_text("4:memory:/a/b\n1:cpu,cpuacct:/c\n0::/\n")
    files = {
        "cpu__c__cpu_dot_cfs_quota_us": "300000",
        "cpu__c__cpu_dot_cfs_period_us": "100000",
        "memory__a__memory_dot_limit_in_bytes": "700",
        "memory__a__memory_dot_usage_in_bytes": "500",
        "memory__a__memory_dot_stat": "inactive_file 1\ntotal_inactive_file 50\n",
    }
    limits(tmp_path, **files)
    assert machine.available_cores(tmp_path) == 3
    assert machine.available_memory(tmp_path) == 250


def test_a_group_outside_of_what_is_seen_sets_no_limit(tmp_path: Path, membership: Path) -> None:
    membership.write_text("0::/../other\n")
    (tmp_path / "groups").mkdir()
    limits(tmp_path, other__cpu_dot_max="100000 100000")
    assert machine.available_cores(tmp_path / "groups") == 8


def test_files_that_were_read_take_no_room(tmp_path: Path) -> None:
    files = {"memory_dot_max": "900", "memory_dot_current": "800"}
    limits(tmp_path, **files, memory_dot_stat="anon 100\ninactive_file 650\nactive_file 50\n")
    assert machine.available_memory(tmp_path) == 750


def test_few_entries_of_usual_length_are_made_by_one(tmp_path: Path) -> None:
    workers = [machine.fitting_workers([5_000] * n, tmp_path) for n in (0, 1, 7, 8)]
    assert workers == [1, 1, 1, 2]


def test_few_long_entries_are_made_side_by_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "available_memory", lambda groups: None)
    assert machine.fitting_workers([40_000] * 2, tmp_path) == 2
    assert machine.fitting_workers([40_000] * 6, tmp_path) == 6


def test_one_long_entry_among_short_ones_is_no_work_for_two(tmp_path: Path) -> None:
    assert machine.fitting_workers([500_000, 1_000, 1_000], tmp_path) == 1
