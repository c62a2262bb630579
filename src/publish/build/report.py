"""What a build says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, Result, are_lasting, has_errors
from publish.model import frozen
from publish.model.delivered import Delivered
from publish.model.frozen import Frozen

if TYPE_CHECKING:
    from publish.delivery import Delivery
    from publish.engines.stamps import Stamp, Stamps
    from publish.pipeline import Published

Progress = Callable[[str, str], None]
"""Called with the id of an entry or a collection and what came of it: ``done``, ``kept`` (all as
it was made before) or ``failed``; of a whole collection first with ``begun``.
"""


class Reason(Frozen):
    """The formats of an entry that were ``made``; the others were found as they had been
    made before, and so were all where there are none. ``changes`` are the parts that differ
    from the last time, by name; None where there was no last time. Of the formats that were
    found, those that were gone from the output, or others there, have been ``put_back``;
    ``unmade`` are those that were to be made and couldn't be.
    """

    made: tuple[str, ...]
    changes: tuple[str, ...] | None
    put_back: tuple[str, ...] = ()
    unmade: tuple[str, ...] = ()


class BuildReport(Frozen):
    """What a build delivered, which entries it could not make, and why."""

    delivered: tuple[Delivered, ...]
    failed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    reasons: Mapping[str, Reason] = frozen.field(default_factory=dict)
    """For each entry why it was made now, or why it was not."""
    lasting: bool = True
    """Whether the next build would say the same of what it were to find as it is."""
    copied: tuple[str, ...] = ()
    """The files that were written to another place, by their names there."""
    stamps: Stamps | None = None
    """How what was delivered stood, from before anybody else could change it; None where nobody
    knows that of all of it.
    """

    @property
    def ok(self) -> bool:
        return not self.failed and not has_errors(self.diagnostics)


@dataclass(slots=True)
class Ledger:
    """A build's account while it goes on: ``found`` and ``failed`` begin with what was met
    before anything was made.
    """

    found: list[Diagnostic]
    failed: list[str]
    delivered: list[Delivered] = field(default_factory=list)
    reasons: dict[str, Reason] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    all_stamped: bool = True

    def enter(self, name: str, result: Result[Published] | None, wanted: int) -> None:
        """What came of an entry or a collection of which so many files are ``wanted``;
        None where it couldn't be begun.
        """
        if result is not None:
            self.add(result)
            value = result.value
            if value.files or value.unmade:  # else it was never looked at
                reason = Reason(value.made, value.changes, value.put_back, value.unmade)
                self.reasons[name] = reason
        if result is None or len(result.value.files) < wanted:
            self.failed.append(name)

    def add(self, delivered: Result[Published] | Result[Delivery]) -> None:
        """Files, and how they stand."""
        self.found.extend(delivered.diagnostics)
        self.delivered.extend(delivered.value.files)
        self.all_stamped = self.all_stamped and delivered.value.stamps is not None
        self.stamps.update(delivered.value.stamps or {})

    def report(self, diagnostics: Iterable[Diagnostic]) -> BuildReport:
        """The finished account, with what is to be said in the end."""
        told = tuple(diagnostics)
        lasting = are_lasting(self.found)
        return BuildReport(
            tuple(self.delivered), tuple(self.failed), told, self.reasons, lasting,
            stamps=self.stamps if self.all_stamped else None,
        )  # fmt: skip
