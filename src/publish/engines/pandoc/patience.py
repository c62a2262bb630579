"""How long somebody waits for a process: as long as it works for so many seconds.

Where others want the machine too, more time goes by than that; what waits for nothing, or for
something that never comes, is given up after a multiple of it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

SLOWEST = 10
"""So many times as long may it take by the clock."""

LOOKED_AT = 0.5
"""Seconds after which is looked at what it has done."""


@dataclass(slots=True)
class Patience:
    """That with the process ``pid``, from now on for ``seconds`` of its work."""

    pid: int
    seconds: float
    _begun: float | None = field(init=False)
    _deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self._begun = worked(self.pid)
        slowest = 1 if self._begun is None else SLOWEST
        self._deadline = time.monotonic() + self.seconds * slowest

    def wait(self) -> float:
        """For how long to wait before it is asked again. Raises `TimeoutError` at the end."""
        left = self._deadline - time.monotonic()
        if self._begun is not None:
            done = (worked(self.pid) or self._begun) - self._begun
            left = min(left, self.seconds - done)
        if left <= 0:
            raise TimeoutError
        return min(left, LOOKED_AT)


def worked(pid: int) -> float | None:
    """Seconds for which a running process has worked, all its threads together; None where the
    system has no such clock (Linux has: ``clock_getcpuclockid``).
    """
    try:
        return time.clock_gettime((~pid << 3) | 2)
    except (AttributeError, OSError):
        return None
