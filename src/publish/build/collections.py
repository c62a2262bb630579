"""The collections of a project → their files, made one after another; of a series, entries
side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from publish.build.entries import Order, outcomes
from publish.build.hindered import NOTHING, attempted
from publish.build.machine import fitting_workers
from publish.checks.links import links_out
from publish.collecting import Arrangement, formats_of
from publish.diagnostics import Diagnostic, Result, has_errors
from publish.diagnostics.rules import col
from publish.model.entry import Entry
from publish.model.frozen import Frozen, replace
from publish.model.place import Place
from publish.model.publication import Project
from publish.pipeline import Plan, Published, Workshop, plan_of, publish
from publish.publications import collection_of, in_series
from publish.readers.root import FILE

VERY_MANY = 500
"""Entries; what the checks know of each is more than its text."""


class Bound(Frozen):
    """What came of a collection: of the whole, or of each of its entries."""

    id: str
    wanted: int
    result: Result[Published]


def made_collections(
    project: Project,
    arrangements: Iterable[Arrangement],
    order: Order,
    passes: Callable[[str], bool],
    workshop: Workshop,
    *,
    each: bool = False,
) -> Iterator[Bound]:
    """What comes of each collection all of whose entries pass gate 1 (``passes``, by id);
    ``each`` makes a file of every entry, as one of a series.
    """
    for arrangement in arrangements:
        collection = arrangement.collection
        own = replace(order, formats=formats_of(collection, project.settings, order.asked))
        if each:
            yield from _each(project, arrangement, own, passes, workshop)
        else:
            work = partial(_whole, project, arrangement, own, passes, workshop)
            result = attempted(work, collection.id, FILE)
            own.tell(collection.id, result)
            yield Bound(collection.id, len(own.formats), result)


def _whole(
    project: Project,
    arrangement: Arrangement,
    order: Order,
    passes: Callable[[str], bool],
    workshop: Workshop,
) -> Result[Published]:
    if has_errors(arrangement.diagnostics):
        return Result(NOTHING)
    if held := _held_up(project, arrangement, passes):
        return Result(NOTHING, held)
    order.begin(arrangement.collection.id)
    book = collection_of(project, arrangement, order.mentions, order.epoch)
    entries = len(book.members)
    for member in book.members if entries >= VERY_MANY else ():
        member.entry.document.forget()
    lengths = (len(member.entry.source.text) for member in book.members)
    workers = min(order.jobs or fitting_workers(lengths), entries)
    result = publish(project, book, order.formats, replace(workshop, workers=workers))
    return Result(result.value, (*links_out(book), *result.diagnostics))


def _each(
    project: Project,
    arrangement: Arrangement,
    order: Order,
    passes: Callable[[str], bool],
    workshop: Workshop,
) -> Iterator[Bound]:
    numbers = {name: number for number, name in enumerate(arrangement.entries, 1)}

    def plan(entry: Entry) -> Plan:
        number, mentions = numbers[entry.id], order.mentions[entry.id]
        alone = in_series(project, arrangement.collection, number, entry, mentions, order.epoch)
        return plan_of(alone, order.formats, workshop.kept)

    made = dict.fromkeys(numbers, Result(NOTHING))
    for name in numbers:
        if not passes(name):
            order.tell(name, None)
    entries = [project.entry(name) for name in numbers if passes(name)]
    for entry, result in outcomes(project, entries, plan, order, workshop):
        made[entry.id] = result
        order.tell(entry.id, result)
    yield from (Bound(name, len(order.formats), result) for name, result in made.items())


def _held_up(
    project: Project, arrangement: Arrangement, passes: Callable[[str], bool]
) -> tuple[Diagnostic, ...]:
    """Why a collection can't be made, if it can't: of what it may ask for, something has
    errors or couldn't be read.
    """
    bad = [name for name in arrangement.ids if not passes(name)]
    bad += [name for name in arrangement.unread if name not in bad]
    if not bad:
        return ()
    names = ", ".join(f"`{name}`" for name in bad[:5]) + (" …" if len(bad) > 5 else "")
    message = f"the collection `{arrangement.collection.id}` isn't made: {names} can't be"
    hint = "mend what is told of them, or leave them out of the collection"
    settings = project.settings
    place = settings.places.get(f"collections.{arrangement.collection.id}")
    if place is None or settings.source is None:
        return (col.HELD_UP(message, Place(FILE), hint),)
    return (col.HELD_UP.at(settings.source, place, message, hint),)
