"""Entries that have passed gate 1 → what comes of each, made here or side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from publish.build.hindered import attempted, lost
from publish.build.machine import fitting_workers
from publish.build.report import Progress
from publish.build.standing import Standing
from publish.diagnostics import Result
from publish.engines.garbage import lasting
from publish.engines.pandoc import Pandoc
from publish.loading import finish_loading, load
from publish.model.entry import Entry
from publish.model.frozen import Frozen, replace
from publish.model.mention import Mention
from publish.model.publication import Project
from publish.pipeline import Plan, Published, Workshop, carried_out, plan_of
from publish.publications import publication_of

FEW = 100
"""Entries, whose files are looked at while modules are imported beside: with each look, threads
take turns, and of more the turns take longer than what is saved.
"""

Outcome = tuple[Entry, Result[Published]]


class Order(Frozen):
    """What is to be made of entries whose mentions are known, and how.

    ``formats`` are those of entries, ``asked`` what the command names: a collection has formats
    of its own. ``epoch``, in seconds since 1970, dates the files; ``jobs`` None means as many
    workers as the machine has room for. ``cluster`` is the address of a Dask scheduler, whose
    workers make the files instead.
    """

    mentions: Mapping[str, Sequence[Mention]]
    formats: Sequence[str]
    epoch: int | None = None
    jobs: int | None = None
    progress: Progress | None = None
    cluster: str | None = None
    asked: Sequence[str] = ()

    def begin(self, name: str) -> None:
        """Tell whoever follows the build that something large is begun."""
        if self.progress is not None:
            self.progress(name, "begun")

    def tell(self, name: str, result: Result[Published] | None) -> None:
        """Tell whoever follows the build what came of it; None where it has errors."""
        if self.progress is None:
            return
        if result is None or len(result.value.files) < len(self.formats):
            self.progress(name, "failed")
        else:
            self.progress(name, "done" if result.value.made else "kept")


def made_entries(
    project: Project, entries: Sequence[Entry], order: Order, workshop: Workshop
) -> dict[str, Result[Published]]:
    """What comes of each entry, by its id. The ``workshop`` serves what is made in this process.

    Raises `UserError` where the cluster that is ordered can't be used.
    """
    if len(entries) > FEW:
        finish_loading()
    with lasting():
        standing = Standing(project, order.formats, order.epoch, workshop.kept)
        made, changed = {}, []
        for entry in entries:
            result = standing.of(entry, order.mentions[entry.id])
            if result is None:
                changed.append(entry)
            else:
                made[entry.id] = result
                order.tell(entry.id, result)

    def plan(entry: Entry) -> Plan:
        publication = publication_of(project, entry, order.mentions[entry.id], order.epoch)
        return plan_of(publication, order.formats, workshop.kept)

    for entry, result in outcomes(project, changed, plan, order, workshop):
        made[entry.id] = result
        standing.note(entry, order.mentions[entry.id], result)
        order.tell(entry.id, result)
    standing.keep()
    return made


def outcomes(
    project: Project,
    entries: Sequence[Entry],
    plan: Callable[[Entry], Plan],
    order: Order,
    workshop: Workshop,
) -> Iterator[Outcome]:
    """What comes of each entry after its plan, as it is made: by the workers of a cluster, by
    some of this machine, or here.
    """
    if order.cluster and entries:
        from publish.build.cluster import made_on_cluster

        ordered, kept = longest_first(entries), workshop.kept
        yield from made_on_cluster(project, ordered, plan, order.cluster, kept)
        return
    lengths = (len(entry.source.text) for entry in entries)
    workers = max(1, min(order.jobs or fitting_workers(lengths), len(entries)))
    hands = (order.jobs or fitting_workers()) // workers

    def make(entry: Entry, pandoc: Pandoc) -> Result[Published]:
        shop = replace(workshop, pandoc=pandoc, workers=hands)
        work = partial(_made, project, entry, plan, shop)
        made = attempted(work, entry.id, entry.path)
        project.looked_at(entry)
        return made

    if workers > 1:
        from publish.build.workers import Lost, made_side_by_side  # take time to load

        load(order.formats)
        ordered = longest_first(entries)
        for entry, outcome in made_side_by_side(make, ordered, workers, workshop.pandoc):
            yield entry, lost(entry) if isinstance(outcome, Lost) else outcome
    else:
        yield from ((entry, make(entry, workshop.pandoc)) for entry in entries)


def longest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -len(entry.document.source.text))


def _made(
    project: Project, entry: Entry, plan: Callable[[Entry], Plan], workshop: Workshop
) -> Result[Published]:
    return carried_out(project, plan(entry), workshop)
