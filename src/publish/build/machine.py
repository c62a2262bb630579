"""How many workers a machine has room for: its cores and memory, as far as it lets us.

Limits of a container, a service or a job (Linux control groups, version 2 and 1) count like the
machine's own.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

WORKER_BYTES = 350 * 2**20
"""What a worker takes for entries of usual length."""

ANY = 3_000
"""Characters; what makes files of a text takes as long as these, however short it is."""

WORTH = 30_000
"""Characters; with less for each worker, starting it costs more than it saves. Of texts of usual
length these are three or four.
"""

GROUPS = Path("/sys/fs/cgroup")

MEMBERSHIP = Path("/proc/self/cgroup")
"""The control groups that this process is in: a line each of number, controllers and path."""

_MEMORY = (
    ("", "memory.max", "memory.current", "inactive_file"),
    ("memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
)
"""For either version the controller, what may be used, what is used, and what of that the system
takes back where others want it: files that were read.
"""


def fitting_workers(lengths: Iterable[int] | None = None, groups: Path = GROUPS) -> int:
    """How many workers to use for texts of these ``lengths``, in characters, or for very many; at
    least one. However long a text is, one worker makes all of it.
    """
    if not hasattr(os, "fork"):
        return 1
    most = [available_cores(groups)]
    if (room := available_memory(groups)) is not None:
        most.append(room // WORKER_BYTES)
    if lengths is not None:
        most.append(sum(min(length + ANY, WORTH) for length in lengths) // WORTH)
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
    for group in _own(groups):
        match _words(group / "cpu.max"):
            case [quota, period] if quota.isdigit() and period.isdigit() and int(period):
                yield int(quota) / int(period)
    for group in _own(groups, "cpu"):
        match _words(group / "cpu.cfs_quota_us"), _words(group / "cpu.cfs_period_us"):
            case [quota], [period] if quota.isdigit() and period.isdigit() and int(period):
                yield int(quota) / int(period)


def _own(groups: Path, controller: str = "") -> Iterator[Path]:
    """The control groups that this process is in, from the innermost to the root: those of
    version 2, or of a ``controller`` of version 1. Any of them may set a limit.
    """
    path = PurePosixPath()
    for line in _lines(MEMBERSHIP):
        _, names, its = (*line.split(":", 2), "", "")[:3]
        if controller in names.split(",") and ".." not in its:  # that is outside of what we see
            path = PurePosixPath(its.lstrip("/"))
    yield from (groups / controller / each for each in (path, *path.parents))


def available_memory(groups: Path = GROUPS) -> int | None:
    """Bytes that can be taken without others having to give some; None if nobody says."""
    rooms = list(_rooms(groups))
    return min(rooms) if rooms else None


def _rooms(groups: Path) -> Iterator[int]:
    for line in _lines(Path("/proc/meminfo")):
        match line.split():
            case ["MemAvailable:", kibibytes, *_]:
                yield int(kibibytes) * 1024
    for controller, limit, used, cached in _MEMORY:
        for group in _own(groups, controller):
            match _words(group / limit), _words(group / used):
                case [most], [now] if most.isdigit() and now.isdigit():
                    taken = int(now) - _counted(group / "memory.stat", cached)
                    yield max(0, int(most) - taken)


def _counted(path: Path, name: str) -> int:
    """The number behind a name in a file of the kernel; 0 where there is none."""
    for line in _lines(path):
        match line.split():
            case [known, number] if known == name and number.isdigit():
                return int(number)
    return 0


def _words(path: Path) -> list[str]:
    return " ".join(_lines(path)).split()


def _lines(path: Path) -> list[str]:
    """The lines of a file of the kernel; none where there is no such file."""
    try:
        return path.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
