"""The mentions of an entry → the same the next time, while nothing they depend on changes:
its text, the bibliography, the settings, the decisions, the style.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from publish.diagnostics.core import Result
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.store import Store, key_of
from publish.mentions.index import WORTH_KEEPING
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.publication import Project

Finding = Callable[[], Result[tuple[Mention, ...]]]


class _Kept(NamedTuple):
    mentions: tuple[Mention, ...]
    diagnostics: list[Row]


def recalled(
    project: Project, entry: Entry, store: Store, find: Finding
) -> Result[tuple[Mention, ...]]:
    """What ``find`` finds in the entry, from ``store`` where it was found before.

    Where the bibliography is small, finding takes no longer than that.
    """
    known = store.keeps and project.bibliography.digest and project.settings.source
    if not known or len(project.bibliography) < WORTH_KEEPING:
        return find()
    from publish.engines.packing import pack, unpack

    key = _key(project, entry)
    data = store.get(key)
    kept = unpack(data, _Kept) if data else None
    if kept is not None:
        return Result(kept.mentions, tuple(restored(kept.diagnostics)))
    found = find()
    store.put(key, pack(_Kept(found.value, rows(found.diagnostics))))
    return found


def _key(project: Project, entry: Entry) -> str:
    settings, decisions = project.settings.source, project.decisions.source
    return key_of(
        "mentions",
        entry.path,
        entry.source.text,
        project.bibliography.digest,
        settings.text if settings else "",
        decisions.text if decisions else "",
        project.style.xml,
    )
