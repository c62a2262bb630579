"""What each record is known by, from the store where the record reads as it did."""

from __future__ import annotations

from typing import NamedTuple

from publish.engines.recollection import WORTH_KEEPING
from publish.engines.store import Store, key_of
from publish.model.reference import Bibliography, Reference
from publish.model.works import Likeness, likeness


class _Known(NamedTuple):
    doi: str
    arxiv: str
    title: str
    author: str
    year: str


_Kept = dict[str, _Known]


def likenesses(bibliography: Bibliography, store: Store) -> list[Likeness]:
    """The likeness of every record, in their order; those of a large bibliography are kept."""
    if not store.keeps or len(bibliography) < WORTH_KEEPING:
        return [likeness(reference) for reference in bibliography]
    from publish.engines.packing import pack, unpack

    store, key = store.own, key_of("likenesses")
    data = store.get(key)
    before = (unpack(data, _Kept) if data else None) or {}
    now: _Kept = {}
    found = [_found(reference, before, now) for reference in bibliography]
    if now.keys() != before.keys():
        store.put(key, pack(now))
    return found


def _found(reference: Reference, before: _Kept, now: _Kept) -> Likeness:
    digest = reference.digest
    if digest not in before:
        made = likeness(reference)
        if digest:
            now[digest] = _Known(made.doi, made.arxiv, made.title, made.author, made.year)
        return made
    known = now[digest] = before[digest]
    return Likeness(reference, *known)
