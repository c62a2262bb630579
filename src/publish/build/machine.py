"""How many workers a machine has room for: its cores and memory, as far as it lets us.

A container's limits (Linux control groups, version 2 and 1) count like the machine's own.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

WORKER_BYTES = 350 * 2**20
"""What a worker takes for entries of usual length."""

ENTRIES_EACH = 4
"""With fewer entries for each worker, starting it costs more than it saves."""

GROUPS = Path("/sys/fs/cgroup")


def fitting_workers(entries: int | None = None, groups: Path = GROUPS) -> int:
    """How many workers to use for so many entries, or for very many, at least one."""
    if not hasattr(os, "fork"):
        return 1
    most = [available_cores(groups)]
    if (room := available_memory(groups)) is not None:
        most.append(room // WORKER_BYTES)
    if entries is not None:
        most.append(entries // ENTRIES_EACH)
    return max(1, min(most))


def available_cores(groups: Path = GROUPS) -> int:
    """The cores that this process may use, at least one."""
    cores = os.process_cpu_count() if hasattr(os, "process_cpu_count") else _affinity()
    quotas = (quota for quota in _quotas(groups) if quota > 0)
    return max(1, min([cores or 1, *(math.ceil(quota) for quota in quotas)]))


def _affinity() -> int | None:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def _quotas(groups: Path) -> Iterator[float]:
    """Cores' worth of time that control groups allow."""
    match _words(groups / "cpu.max"):
        case [quota, period] if quota.isdigit() and period.isdigit() and int(period):
            yield int(quota) / int(period)
    match _words(groups / "cpu/cpu.cfs_quota_us"), _words(groups / "cpu/cpu.cfs_period_us"):
        case [quota], [period] if quota.isdigit() and period.isdigit() and int(period):
            yield int(quota) / int(period)


def available_memory(groups: Path = GROUPS) -> int | None:
    """Bytes that can be taken without others having to give some; None if nobody says."""
    rooms = list(_rooms(groups))
    return min(rooms) if rooms else None


def _rooms(groups: Path) -> Iterator[int]:
    for line in _lines(Path("/proc/meminfo")):
        match line.split():
            case ["MemAvailable:", kibibytes, *_]:
                yield int(kibibytes) * 1024
    for limit, used in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        match _words(groups / limit), _words(groups / used):
            case [most], [now] if most.isdigit() and now.isdigit():
                yield max(0, int(most) - int(now))


def _words(path: Path) -> list[str]:
    return " ".join(_lines(path)).split()


def _lines(path: Path) -> list[str]:
    """The lines of a file of the kernel; none where there is no such file."""
    try:
        return path.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
