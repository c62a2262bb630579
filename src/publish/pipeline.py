"""The recipe: an entry of a project to delivered files, with its two gates.

Gate 1: an entry that has errors isn't made; the others go on.
Gate 2: a file that fails its verification isn't delivered; one that breaks a standard is
made again without that claim (`publish.proving`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.checks.policy import judged
from publish.delivery import Delivered, deliver, delivered_formats, reported
from publish.diagnostics.core import (
    Collector,
    Diagnostic,
    Result,
    are_lasting,
    has_errors,
)
from publish.engines.pandoc import Pandoc
from publish.engines.stamps import Stamps
from publish.kept import KeptFiles, Parts
from publish.model.content import pictures
from publish.model.entry import Entry
from publish.model.frozen import Frozen, replace
from publish.model.publication import (
    Artifact,
    Project,
    Publication,
)
from publish.model.settings import FORMATS
from publish.proving import Made, made_files
from publish.readers.bibtex import value_diagnostics


class Workshop(Frozen):
    """What is made once and used for every entry of a project; so many ``workers`` lay out a
    large collection.
    """

    pandoc: Pandoc
    kept: KeptFiles
    workers: int = 1


class Published(Frozen):
    """What was delivered of an entry, the formats that were made for it now and not found
    as they had been made before, what has changed since (None: nobody knows), the formats whose
    files were gone, or others, and have been put back, those that couldn't be made, and the
    stamps of its folder in the output and of the pictures that it shows; None for these where
    something has changed while it was made.
    """

    files: tuple[Delivered, ...]
    made: tuple[str, ...]
    changes: tuple[str, ...] | None
    put_back: tuple[str, ...] = ()
    unmade: tuple[str, ...] = ()
    stamps: Stamps | None = None


class Plan(Frozen):
    """A publication, the formats that are wanted of it, and the files that are there already.

    ``parts`` and ``changes`` are those of `KeptFiles`; ``said`` is of its records' values, and
    ``pictures`` are those that it shows, as they stood when they were hashed.
    """

    publication: Publication
    formats: tuple[str, ...]
    parts: Parts
    changes: tuple[str, ...] | None
    files: Mapping[str, Made]
    said: tuple[Diagnostic, ...]
    pictures: Stamps

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.formats if name not in self.files)


def publish(
    project: Project, publication: Publication, formats: Sequence[str], workshop: Workshop
) -> Result[Published]:
    """Cite, write, verify and deliver a publication; what was made of the same before is
    taken instead.
    """
    return carried_out(project, plan_of(publication, formats, workshop.kept), workshop)


def carried_out(project: Project, plan: Plan, workshop: Workshop) -> Result[Published]:
    """Cite, write and verify what a plan misses, and deliver all of it."""
    made = made_files(
        plan.publication,
        plan.missing,
        workshop.pandoc,
        plan.files.get("pdf"),
        workshop.kept.store,
        workshop.workers,
    )
    return finished(project, plan, made, workshop.kept)


def plan_of(publication: Publication, formats: Sequence[str], kept: KeptFiles) -> Plan:
    """What is to be made of a publication, and what is there already."""
    publication = _for_formats(publication, formats)
    said = tuple(value_diagnostics(publication.references))
    shown = kept.sight(pictures(publication))
    parts = kept.parts(publication, shown)
    before = {name: kept.find(parts, name, publication) for name in formats}
    files = {name: file for name, file in before.items() if file is not None}
    missing = [name for name in formats if name not in files]
    changes = kept.changes(publication, parts, missing or formats)
    return Plan(publication, tuple(formats), parts, changes, files, said, shown)


def finished(
    project: Project,
    plan: Plan,
    made: Mapping[str, Made],
    kept: KeptFiles,
) -> Result[Published]:
    """Deliver what was ``made`` after a plan and what was there, and keep it for next time."""
    publication, found = plan.publication, Collector([*plan.said])
    is_known = kept.holds(plan.pictures)  # what it was made of
    if is_known:
        for result in made.values():
            if result.value and not result.failed and are_lasting(result.diagnostics):
                kept.keep(plan.parts, result.value, result.diagnostics)
        kept.remember(publication, plan.parts, plan.formats)
    files = {**plan.files, **made}
    artifacts = [*_passing(found, (files[name] for name in plan.formats), project)]
    done = found.take(reported(lambda: deliver(publication, artifacts, kept.versions)))
    stamps = {**done.stamps, **plan.pictures} if is_known and done.stamps is not None else None
    written = {file.format: file.written for file in done.files}
    there = tuple(n for n in plan.missing if n in written and n not in done.overtaken)
    lost = tuple(name for name in plan.missing if name not in written)
    put_back = tuple(name for name in plan.files if written.get(name))
    return found.result(Published(done.files, there, plan.changes, put_back, lost, stamps))


def _passing(
    found: Collector, made: Iterable[Result[Artifact | None]], project: Project
) -> Iterator[Artifact]:
    """The files of which nothing is said that is an error, as the settings weigh it."""
    for result in made:
        artifact = found.take(result)
        weighed = judged(result.diagnostics, project.settings, unseen=("",))
        if artifact is not None and not (result.failed or has_errors(weighed)):
            yield artifact


def _for_formats(publication: Publication, formats: Sequence[str]) -> Publication:
    """The publication whose pages link those formats that are made now, or stand in the
    output already.
    """
    settings = publication.settings
    there = {*formats, *delivered_formats(settings, publication.id)}
    made = tuple(name for name in FORMATS if name in there)
    paged = publication.volume is not None and {"pdf", "epub"} <= set(formats)
    return replace(publication, settings=replace(settings, formats=made), paged=paged)


def passes_gate(entry: Entry, diagnostics: Iterable[Diagnostic]) -> bool:
    """Gate 1: no error stands in the entry's file."""
    return not has_errors(d for d in diagnostics if d.place and d.place.path == entry.path)
