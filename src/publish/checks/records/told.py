"""What all records of a bibliography show → the same the next time, while nothing in it
changes: no record is looked at then.

Where something has changed, records that read as they did still aren't judged again
(`publish.engines.recollection`); only beside one another they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from publish.checks.records.judges import judge_record
from publish.checks.records.known import likenesses
from publish.checks.records.measure import Measure
from publish.checks.records.works import compare_works
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.recollection import WORTH_KEEPING, Recollection
from publish.engines.store import NO_STORE, Store, key_of
from publish.model.frozen import Frozen
from publish.model.reference import Bibliography, Reference
from publish.model.works import publications

Values = Iterable[tuple[Reference, Diagnostic]]


class Shown(Frozen):
    """``told``: findings, each with the key of the record that it is told of, as severe as
    in a record that is cited. ``published``: keys of preprints, with those of what became
    of them.
    """

    told: Sequence[tuple[str, Diagnostic]]
    published: Mapping[str, str]


class _Kept(NamedTuple):
    keys: list[str]
    rows: list[Row]
    published: dict[str, str]


def shown_by(bibliography: Bibliography, measure: Measure, values: Values, store: Store) -> Shown:
    """What the records show, from ``store`` where that was found before.

    ``values`` is what reading the values of the records tells; it isn't asked for what is
    known.
    """
    if not bibliography.digest or len(bibliography) < WORTH_KEEPING:
        store = NO_STORE
    if not store.keeps:
        return _shown(bibliography, measure, values, store)
    from publish.engines.packing import pack, unpack

    key = key_of("shown", bibliography.digest, repr(measure))
    data = store.get(key)
    kept = unpack(data, _Kept) if data else None
    if kept is not None:
        return Shown(tuple(zip(kept.keys, restored(kept.rows), strict=True)), kept.published)
    shown = _shown(bibliography, measure, values, store)
    told = rows(found for _, found in shown.told)
    store.put(key, pack(_Kept([key for key, _ in shown.told], told, dict(shown.published))))
    return shown


def _shown(bibliography: Bibliography, measure: Measure, values: Values, store: Store) -> Shown:
    known = likenesses(bibliography, store)
    told = [
        *values,
        *_judged(bibliography, measure, store),
        *compare_works(known),
    ]
    return Shown([(reference.key, found) for reference, found in told], publications(known))


def _judged(
    bibliography: Bibliography, measure: Measure, store: Store
) -> Iterator[tuple[Reference, Diagnostic]]:
    return judged_records(
        bibliography, measure, Recollection(store, f"records {measure}", len(bibliography))
    )


def judged_records(
    references: Iterable[Reference], measure: Measure, recollection: Recollection
) -> Iterator[tuple[Reference, Diagnostic]]:
    """What each record by itself shows to be wrong, as far as that isn't known."""
    for reference in references:
        for found in recollection.of(reference, partial(judge_record, reference, measure)):
            yield reference, found
    recollection.keep()
