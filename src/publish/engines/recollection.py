"""What was found in records → the same the next time, without looking again.

A record that reads as it did (`Reference.digest`), wherever in its file it stands now, has
the faults that it had. They are kept with lines counted from the record's first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rows import Row, moved, restored, rows
from publish.engines.store import Store, key_of
from publish.model.reference import Reference

WORTH_KEEPING = 200
"""Records; fewer are looked at again in the time that a store takes."""

_Kept = dict[str, list[Row]]


class Recollection:
    """The findings of one kind in all records of a bibliography; `keep` them at the end.

    ``kind`` names what was looked for, and what it was measured by.
    """

    def __init__(self, store: Store, kind: str, records: int) -> None:
        self._store = store.own if records >= WORTH_KEEPING else Store()
        self._key = key_of("findings", kind) if self._store.keeps else ""
        self._before: Mapping[str, list[Row]] = self._load()
        self._now: _Kept = {}

    def of(
        self, reference: Reference, look: Callable[[], Iterable[Diagnostic]]
    ) -> Iterable[Diagnostic]:
        """What was found in the record before, or what ``look`` finds now."""
        digest = reference.digest if self._store.keeps else ""
        if not digest:
            return look()
        kept = self._before.get(digest)
        if kept is None:
            found = tuple(look())
            if not any(each.edits for each in found):  # their offsets are those of the file
                self._now[digest] = _moved(rows(found), reference, -1)
            return found
        self._now[digest] = kept
        return restored(_moved(kept, reference, 1)) if kept else ()

    def keep(self) -> None:
        """Keep what was found, if it isn't what was kept before."""
        if self._store.keeps and self._now.keys() != self._before.keys():
            from publish.engines.packing import pack

            self._store.put(self._key, pack(self._now))

    def _load(self) -> _Kept:
        data = self._store.get(self._key) if self._key else None
        if data is None:
            return {}
        from publish.engines.packing import unpack

        return unpack(data, _Kept) or {}


def _moved(kept: Iterable[Row], reference: Reference, way: int) -> list[Row]:
    """Rows with lines from the record's first (``way`` -1), or from the file's (1)."""
    place = reference.place
    return moved(kept, way * (place.line or 0), place.path)
