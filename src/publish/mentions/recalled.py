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
from publish.engines.store import Store, key_of
from publish.mentions.index import WORTH_KEEPING, NameIndex
from publish.mentions.tracing import Questions, answered, traced
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.publication import Project

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


def recalled(
    project: Project, entry: Entry, names: Callable[[], NameIndex], store: Store, find: Finding
) -> Result[tuple[Mention, ...]]:
    """What ``find`` finds in the entry, from ``store`` where it was found before.

    Where the bibliography is small, finding takes no longer than that.
    """
    known = store.keeps and project.bibliography.digest and project.settings.source
    if not known or len(project.bibliography) < WORTH_KEEPING:
        return find(project, entry, names())
    from publish.engines.packing import pack, unpack

    key, digest = _key(project, entry), project.bibliography.digest
    data = store.get(key)
    kept = unpack(data, _Kept) if data else None
    if kept is not None and kept.digest == digest:
        return kept.result
    if kept is not None and answered(kept.asked, project.bibliography, names()) == kept.answers:
        store.put(key, pack(kept._replace(digest=digest)))
        return kept.result
    watched, index, asked = traced(project, names())
    found = find(watched, entry, index)
    asked.whole |= any(map(_names_a_place, found.diagnostics))
    answers = answered(asked, project.bibliography, names())
    store.put(key, pack(_Kept(digest, asked, answers, found.value, rows(found.diagnostics))))
    return found


def _names_a_place(found: Diagnostic) -> bool:
    return found.rule in _NAMING_PLACES


def _key(project: Project, entry: Entry) -> str:
    settings, decisions = project.settings.source, project.decisions.source
    return key_of(
        "mentions",
        entry.path,
        entry.source.text,
        settings.text if settings else "",
        decisions.text if decisions else "",
        project.style.xml,
    )
