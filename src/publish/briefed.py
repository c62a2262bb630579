"""An opened project → its briefs, and what is made of them: of entries that pass gate 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from publish.checks.policy import LATER, judged
from publish.checks.records import check_cited_records
from publish.diagnostics import Result, UserError, has_errors
from publish.engines.versions import engine_versions
from publish.kept import KeptFiles
from publish.model.brief import Trim
from publish.model.entry import Entry
from publish.opened import OpenProject
from publish.pipeline import passes_gate

if TYPE_CHECKING:
    from publish.briefing import MadeBrief
    from publish.briefing.handouts import Handouts


T = TypeVar("T")


class BriefedProject(OpenProject):
    """A project of which briefs can be asked for."""

    def brief(
        self,
        entry: str,
        *,
        pages: int | None = None,
        trim: Trim | None = None,
        epoch: int | None = None,
        today: date | None = None,
    ) -> Result[MadeBrief | None]:
        """The brief of an entry as a verified PDF of exactly so many pages, with a report of
        what was chosen for it; None where it can't be made, and why.

        ``pages`` (1 or 2) and ``trim`` are by default as the settings say, ``epoch`` and
        ``today`` as for `build`. Nothing is written. Raises `UserError` for an unknown entry.
        """
        from publish.briefing import make_brief

        chosen = self._one(entry)
        return self._past_gate(
            (chosen,),
            today,
            lambda _: make_brief(
                self._value, chosen, self._mentions_of(chosen), self._pandoc,
                pages=pages, trim=trim, epoch=epoch, kept=self._kept,
            ),
        )  # fmt: skip

    def comparison(
        self,
        one: str,
        other: str,
        *,
        pages: int | None = None,
        trim: Trim | None = None,
        epoch: int | None = None,
        today: date | None = None,
    ) -> Result[MadeBrief | None]:
        """The brief that sets two entries beside each other; all else is as for `brief`."""
        from publish.briefing import make_comparison

        first, second = self._one(one), self._one(other)
        said = (self._mentions_of(first), self._mentions_of(second))
        return self._past_gate(
            (first, second),
            today,
            lambda _: make_comparison(
                self._value, (first, second), said, self._pandoc,
                pages=pages, trim=trim, epoch=epoch, kept=self._kept,
            ),
        )  # fmt: skip

    def _one(self, name: str) -> Entry:
        """The entry of this id; raises `UserError` where there is none, or it couldn't be read."""
        for entry in self._chosen([name]):
            return entry
        path, placed = self.unread[name], (said for said in self.diagnostics if said.place)
        raise UserError(*(said for said in placed if said.place and said.place.path == path))

    @property
    def handouts(self) -> Handouts:
        """What is made of briefs and of entries beside them (`publish.briefing.handouts`)."""
        from publish.briefing.handouts import Handouts

        gate = partial(self._past_gate, each=True)
        return Handouts(self._value, self._mentions_of, self._pandoc, gate)

    def _past_gate(
        self,
        entries: Sequence[Entry],
        today: date | None,
        make: Callable[[Sequence[Entry]], Result[T | None]],
        *,
        each: bool = False,
    ) -> Result[T | None]:
        """What ``make`` gives of entries that pass gate 1: of those that do where ``each`` goes
        through it by itself, else of all of them or none.
        """
        named = {entry.id: self._mentions_of(entry) for entry in entries}
        found = self._found(entries, today, entries)
        found.extend(check_cited_records(self._value, named, today, self._store))
        unseen = ("BIB", "CIT", *LATER)
        judgement = tuple(judged(found, self.settings, unseen))
        passing = [entry for entry in entries if passes_gate(entry, judgement)]
        if not passing or (len(passing) < len(entries) and not each):
            return Result(None, judgement)
        made = make(passing)
        told = tuple(judged(dict.fromkeys((*found, *made.diagnostics)), self.settings, unseen))
        return Result(None if has_errors(told) and made.failed else made.value, told)

    @cached_property
    def _kept(self) -> KeptFiles:
        return KeptFiles(self._store, self.settings.root, engine_versions())
