"""What a build says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publish.delivery import Delivered
from publish.diagnostics import Diagnostic, has_errors

Progress = Callable[[str, str], None]
"""Called with an entry's id and what came of it: ``done``, ``failed``."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The formats of an entry that were ``made``; the others were found as they had been
    made before, and so were all where there are none. ``changes`` are the parts that differ
    from the last time, by name; None where there was no last time.
    """

    made: tuple[str, ...]
    changes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build delivered, which entries it could not make, and why."""

    delivered: tuple[Delivered, ...]
    failed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """For each entry why it was made now, or why it was not."""

    @property
    def ok(self) -> bool:
        return not self.failed and not has_errors(self.diagnostics)
