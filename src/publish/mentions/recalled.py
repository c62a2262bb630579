"""The mentions of an entry → the same the next time, while nothing they depend on changes:
its text, the settings, the decisions, the style, and what the bibliography tells of the
words that stand in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from publish.diagnostics.core import Diagnostic, Result
from publish.diagnostics.rows import Row, restored, rows
from publish.diagnostics.rules import men
from publish.engines.register import Register
from publish.engines.store import NO_STORE, Store, hash_of
from publish.engines.versions import reader_versions
from publish.mentions.index import WORTH_KEEPING, NameIndex
from publish.mentions.tracing import Questions, answered, traced
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.publication import Project

MANY = 50
"""Entries, whose texts would have to be read to find the mentions in them."""

Finding = Callable[[Project, Entry, NameIndex], Result[tuple[Mention, ...]]]

_NAMING_PLACES = (men.YEAR_CONTRADICTION, men.VENUE_CONTRADICTION, men.AUTHOR_CONTRADICTION)
"""Rules whose hints name the line of a record."""


class _Kept(NamedTuple):
    """``digest`` is that of the bibliography for which ``answers`` were last seen to hold."""

    digest: str
    asked: Questions
    answers: str
    mentions: tuple[Mention, ...]
    diagnostics: list[Row]

    @property
    def result(self) -> Result[tuple[Mention, ...]]:
        return Result(self.mentions, tuple(restored(self.diagnostics)))


class Recalled:
    """The mentions of a project's entries, from ``store`` where they were found before, or else
    what ``find`` finds; `keep` them at the end.

    Where bibliography and project are small, finding takes no longer than that.
    """

    def __init__(
        self, project: Project, names: Callable[[Entry], NameIndex], store: Store, find: Finding
    ) -> None:
        self._project, self._names, self._find = project, names, find
        settings = project.settings.source
        few = len(project.bibliography) < WORTH_KEEPING and len(project.entries) < MANY
        if few or settings is None or not project.bibliography.digest:
            store = NO_STORE
        read_by = reader_versions()
        around = hash_of((settings.text if settings else "", project.style.xml, read_by))
        self._register = Register(store, f"mentions {around}", _Kept)

    def of(self, entry: Entry) -> Result[tuple[Mention, ...]]:
        """What is mentioned in an entry, and what is to be said of it."""
        project, names, register = self._project, self._names, self._register
        if not register.keeps:
            return self._find(project, entry, names(entry))
        state, digest = _state(project, entry), project.bibliography.digest
        kept = register.get(entry.path, state)
        if kept is not None and kept.digest == digest:
            return kept.result
        held = names(entry)
        if kept is not None and answered(kept.asked, project.bibliography, held) == kept.answers:
            register.put(entry.path, state, kept._replace(digest=digest))
            return kept.result
        watched, index, asked = traced(project, held)
        found = self._find(watched, entry, index)
        asked.whole |= any(map(_names_a_place, found.diagnostics))
        answers = answered(asked, project.bibliography, held)
        told = rows(found.diagnostics)
        register.put(entry.path, state, _Kept(digest, asked, answers, found.value, told))
        return found

    def keep(self) -> None:
        self._register.keep({entry.path for entry in self._project.entries.values()})


def _names_a_place(found: Diagnostic) -> bool:
    return found.rule in _NAMING_PLACES


def _state(project: Project, entry: Entry) -> str:
    decisions = project.decisions.source
    return hash_of((entry.source.digest, decisions.digest if decisions else ""))
