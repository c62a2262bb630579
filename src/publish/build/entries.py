"""Entries that have passed gate 1 → what comes of each, made here or side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.build.machine import fitting_workers
from publish.build.report import Progress
from publish.build.standing import Standing
from publish.build.workers import Lost, made_side_by_side
from publish.diagnostics import Result
from publish.diagnostics.rules import eng
from publish.engines.pandoc import Pandoc
from publish.engines.store import Store
from publish.engines.versions import engine_versions
from publish.kept import KeptFiles
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.place import Place
from publish.model.publication import Project
from publish.pipeline import Published, Workshop, publish_entry
from publish.writers import load

NOTHING = Published((), (), None)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made of entries whose mentions are known, and how.

    ``epoch``, in seconds since 1970, dates the files; ``jobs`` None means as many workers
    as the machine has room for.
    """

    mentions: Mapping[str, Sequence[Mention]]
    formats: Sequence[str]
    epoch: int | None = None
    jobs: int | None = None
    progress: Progress | None = None

    def tell(self, entry: Entry, *, whole: bool) -> None:
        """Tell whoever follows the build what came of an entry."""
        if self.progress is not None:
            self.progress(entry.id, "done" if whole else "failed")


def made_entries(
    project: Project, entries: Sequence[Entry], order: Order, pandoc: Pandoc, store: Store
) -> dict[str, Result[Published]]:
    """What comes of each entry, by its id. ``pandoc`` serves what is made in this process."""
    versions = engine_versions()
    kept = KeptFiles(store, project.settings.root, versions)
    standing = Standing(project, order.formats, order.epoch, kept, store)
    made, changed = {}, []
    for entry in entries:
        result = standing.of(entry, order.mentions[entry.id])
        if result is None:
            changed.append(entry)
        else:
            made[entry.id] = result
            order.tell(entry, whole=True)

    def publish(entry: Entry, pandoc: Pandoc) -> Result[Published]:
        workshop = Workshop(pandoc, versions, kept)
        mentions = order.mentions[entry.id]
        return publish_entry(project, entry, mentions, order.formats, workshop, order.epoch)

    workers = min(order.jobs or fitting_workers(len(changed)), len(changed))
    outcomes: Iterator[tuple[Entry, Result[Published] | Lost]]
    if workers > 1:
        load(order.formats)
        longest_first = sorted(changed, key=lambda entry: -len(entry.document.source.text))
        outcomes = made_side_by_side(publish, longest_first, workers)
    else:
        outcomes = ((entry, publish(entry, pandoc)) for entry in changed)
    for entry, outcome in outcomes:
        result = _lost(entry) if isinstance(outcome, Lost) else outcome
        made[entry.id] = result
        standing.note(entry, order.mentions[entry.id], result)
        order.tell(entry, whole=len(result.value.files) == len(order.formats))
    standing.keep()
    return made


def _lost(entry: Entry) -> Result[Published]:
    message = f"the process that made `{entry.id}` ended without a word"
    hint = "free some memory, or build with fewer side by side: `publish build -j 1`"
    return Result(NOTHING, (eng.WORKER_LOST(message, Place(entry.path), hint),))
