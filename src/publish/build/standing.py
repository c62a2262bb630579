"""Entries whose files stand in the output as they were delivered, and need no second look.

To know that nothing has changed, a publication is resolved and hashed (`publish.kept`), which
takes a hundredth of a second. This takes less still: for each entry there is a note of what
was delivered, under a hash of all that the entry *could* depend on: its text, the whole
bibliography, the titles of all entries, settings, styles and engines. Where any of it differs,
or a file's size or time does, the entry takes the longer way, which knows better.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from publish.delivery import Delivered
from publish.diagnostics import Result, are_lasting, has_errors
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.packing import pack, unpack
from publish.engines.stamps import Stamps, stand
from publish.engines.store import Store, hash_of, key_of
from publish.kept import KeptFiles
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.publication import Project
from publish.model.relevance import all_settings
from publish.pipeline import Published


class _Note(NamedTuple):
    """What was delivered of an entry, and what of the disk it depends on: its folder in the
    output, all that this holds, and the pictures.
    """

    key: str
    files: list[tuple[str, str, str, int]]
    stamps: Stamps
    diagnostics: list[Row]


class Standing:
    """The notes of a project's last builds in these formats; `keep` them at the end."""

    def __init__(
        self, project: Project, formats: Sequence[str], epoch: int | None, kept: KeptFiles
    ) -> None:
        self._root = os.fspath(project.settings.root)
        self._known = frozenset(project.entries)
        self._store = kept.store.own if project.settings.source else Store()
        self._formats = tuple(formats)
        self._around = self._surroundings(project, epoch, kept) if self._store.keeps else ""
        self._key = key_of("standing", *sorted(formats)) if self._store.keeps else ""
        data = self._store.get(self._key) if self._store.keeps else None
        self._notes = (data and unpack(data, dict[str, _Note])) or {}
        self._changed = False

    def of(self, entry: Entry, mentions: Sequence[Mention]) -> Result[Published] | None:
        """What was delivered of ``entry``, if it still stands and would be made the same."""
        note = self._notes.get(entry.id)
        if note is None or note.key != self._entry_key(entry, mentions):
            return None
        if not stand(self._root, note.stamps):
            return None
        files = tuple(Delivered(*file) for file in note.files)
        published = Published(files, (), (), stamps=note.stamps)
        return Result(published, tuple(restored(note.diagnostics)))

    def note(self, entry: Entry, mentions: Sequence[Mention], result: Result[Published]) -> None:
        """Remember what was delivered of ``entry``, where it is all that was asked for."""
        published = result.value
        whole = len(published.files) == len(self._formats)
        if not self._store.keeps or not whole or has_errors(result.diagnostics):
            return
        if published.stamps is None or not are_lasting(result.diagnostics):
            return
        self._changed = True
        self._notes[entry.id] = _Note(
            self._entry_key(entry, mentions),
            [(each.entry, each.format, each.path, each.bytes) for each in published.files],
            published.stamps,
            rows(result.diagnostics),
        )

    def keep(self) -> None:
        """Keep the notes for the next build, but for those of entries that are gone."""
        if self._changed:
            notes = {name: note for name, note in self._notes.items() if name in self._known}
            self._store.put(self._key, pack(notes))

    def _surroundings(self, project: Project, epoch: int | None, kept: KeptFiles) -> str:
        """A hash of all that is the same for every entry of a build."""
        source = project.settings.source
        entries = project.entries.values()
        return hash_of(
            (
                source.text if source else "",
                repr(all_settings(project.settings)),
                project.style.xml,
                project.bibliography.digest,
                repr(sorted(kept.surroundings.items())),
                repr(epoch),
                *(repr((each.id, each.title, each.summary, each.lang)) for each in entries),
            )
        )

    def _entry_key(self, entry: Entry, mentions: Iterable[Mention]) -> str:
        said = (repr(mention) for mention in mentions)
        return hash_of((self._around, entry.path, entry.source.digest, *said))
