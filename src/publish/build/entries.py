"""Entries that have passed gate 1 → what comes of each, made here or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from publish.build.machine import fitting_workers
from publish.build.report import Progress
from publish.build.standing import Standing
from publish.diagnostics import Result
from publish.diagnostics.rules import eng
from publish.engines.garbage import lasting
from publish.engines.pandoc import Pandoc
from publish.engines.store import Store
from publish.engines.versions import engine_versions
from publish.kept import KeptFiles
from publish.loading import finish_loading, load
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.mention import Mention
from publish.model.place import Place
from publish.model.publication import Project
from publish.pipeline import Plan, Published, Workshop, planned, publish_entry

if TYPE_CHECKING:
    from publish.build.workers import Work

FEW = 100
"""Entries, whose files are looked at while modules are imported beside: with each look, threads
take turns, and of more the turns take longer than what is saved.
"""

NOTHING = Published((), (), None)

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

    def tell(self, entry: Entry, result: Result[Published] | None) -> None:
        """Tell whoever follows the build what came of an entry; None where it has errors."""
        if self.progress is None:
            return
        if result is None or len(result.value.files) < len(self.formats):
            self.progress(entry.id, "failed")
        else:
            self.progress(entry.id, "done" if result.value.made else "kept")


def made_entries(
    project: Project, entries: Sequence[Entry], order: Order, pandoc: Pandoc, store: Store
) -> dict[str, Result[Published]]:
    """What comes of each entry, by its id. ``pandoc`` serves what is made in this process.

    Raises `UserError` where the cluster that is ordered can't be used.
    """
    kept = KeptFiles(store, project.settings.root, engine_versions())
    if len(entries) > FEW:
        finish_loading()
    with lasting():
        standing = Standing(project, order.formats, order.epoch, kept, store)
        made, changed = {}, []
        for entry in entries:
            result = standing.of(entry, order.mentions[entry.id])
            if result is None:
                changed.append(entry)
            else:
                made[entry.id] = result
                order.tell(entry, result)
    for entry, result in _outcomes(project, changed, order, pandoc, kept):
        made[entry.id] = result
        standing.note(entry, order.mentions[entry.id], result)
        order.tell(entry, result)
    standing.keep()
    return made


def _outcomes(
    project: Project, entries: Sequence[Entry], order: Order, pandoc: Pandoc, kept: KeptFiles
) -> Iterator[Outcome]:
    """What comes of entries that are not as they were, wherever they are made."""

    hands = order.jobs or fitting_workers() if len(entries) == 1 else 1

    def publish(entry: Entry, pandoc: Pandoc) -> Result[Published]:
        workshop = Workshop(pandoc, kept, hands)
        mentions = order.mentions[entry.id]
        made = publish_entry(project, entry, mentions, order.formats, workshop, order.epoch)
        project.looked_at(entry)
        return made

    if order.cluster and entries:
        from publish.build.cluster import made_on_cluster

        def plan(entry: Entry) -> Plan:
            mentions = order.mentions[entry.id]
            return planned(project, entry, mentions, order.formats, kept, order.epoch)

        yield from made_on_cluster(project, longest_first(entries), plan, order.cluster, kept)
    else:
        yield from outcomes(publish, entries, order.formats, order.jobs, pandoc)


def outcomes(
    publish: Work[Entry, Result[Published]],
    entries: Sequence[Entry],
    formats: Sequence[str],
    jobs: int | None,
    pandoc: Pandoc,
) -> Iterator[Outcome]:
    """What comes of each entry, as it is made: by so many workers, or with ``pandoc`` here."""
    workers = min(jobs or fitting_workers(len(entries)), len(entries))
    if workers > 1:
        from publish.build.workers import Lost, made_side_by_side  # take time to load

        load(formats)
        ordered = longest_first(entries)
        for entry, outcome in made_side_by_side(publish, ordered, workers, pandoc):
            yield entry, _lost(entry) if isinstance(outcome, Lost) else outcome
    else:
        yield from ((entry, publish(entry, pandoc)) for entry in entries)


def longest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -len(entry.document.source.text))


def _lost(entry: Entry) -> Result[Published]:
    message = f"the process that made `{entry.id}` ended without a word"
    hint = "free some memory, or build with fewer side by side: `publish build -j 1`"
    return Result(NOTHING, (eng.WORKER_LOST(message, Place(entry.path), hint),))
