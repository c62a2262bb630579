"""The recipe: an entry of a project to delivered files, with its two gates.

Gate 1: an entry that has errors isn't made; the others go on.
Gate 2: a file that fails its verification isn't delivered; one that breaks a standard is
made again without that claim.

What finds mentions is imported where mentions are wanted, and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.binding import bind
from publish.checks.policy import judged
from publish.cite import cite
from publish.collecting import Arrangement, language_of
from publish.delivery import EACH, Delivered, deliver, delivered_formats, reported
from publish.diagnostics.core import (
    Collector,
    Diagnostic,
    EngineFailure,
    Result,
    has_errors,
)
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE, Store
from publish.kept import KeptFiles, Parts, pictures
from publish.model.collection import Collection
from publish.model.document import Document
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.publication import (
    Artifact,
    CitedPublication,
    Division,
    Project,
    Publication,
    Series,
)
from publish.model.settings import FORMATS
from publish.readers.bibtex import value_diagnostics
from publish.resolve import resolve
from publish.verify import VERIFIERS
from publish.writers import WRITERS, Writer, loading

if TYPE_CHECKING:
    from publish.mentions import NameIndex

LONG = 100_000
"""Characters of a cited text, some thirty pages: below it, a process takes longer to start than
its format takes to be made.
"""

Made = Result[Artifact | None]
"""A file, if it could be made, and all that was said on its way."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What is made once and used for every entry of a project; so many ``workers`` lay out a
    large collection.
    """

    pandoc: Pandoc
    kept: KeptFiles
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Published:
    """What was delivered of an entry, the formats that were made for it now and not found
    as they had been made before, what has changed since (None: nobody knows), and the
    pictures that it shows, relative to the project.
    """

    files: tuple[Delivered, ...]
    made: tuple[str, ...]
    changes: tuple[str, ...] | None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A publication, the formats that are wanted of it, and the files that are there already.

    ``parts`` and ``changes`` are those of `KeptFiles`; ``said`` is of its records' values.
    """

    publication: Publication
    formats: tuple[str, ...]
    parts: Parts
    changes: tuple[str, ...] | None
    files: Mapping[str, Made]
    said: tuple[Diagnostic, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in self.formats if name not in self.files)


def publish_entry(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    formats: Sequence[str],
    workshop: Workshop,
    epoch: int | None = None,
) -> Result[Published]:
    """Resolve, cite, write, verify and deliver one entry that has passed gate 1; what was
    made of the same before is taken instead.
    """
    publication = publication_of(project, entry, mentions, epoch)
    return publish(project, publication, formats, workshop)


def publish(
    project: Project, publication: Publication, formats: Sequence[str], workshop: Workshop
) -> Result[Published]:
    """Cite, write, verify and deliver a publication; what was made of the same before is
    taken instead.
    """
    plan = plan_of(publication, formats, workshop.kept)
    made = made_files(
        plan.publication,
        plan.missing,
        workshop.pandoc,
        plan.files.get("pdf"),
        workshop.kept.store,
        workshop.workers,
    )
    return finished(project, plan, made, workshop.kept)


def planned(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    formats: Sequence[str],
    kept: KeptFiles,
    epoch: int | None = None,
) -> Plan:
    """What is to be made of an entry, and what is there already."""
    return plan_of(publication_of(project, entry, mentions, epoch), formats, kept)


def plan_of(publication: Publication, formats: Sequence[str], kept: KeptFiles) -> Plan:
    """What is to be made of a publication, and what is there already."""
    publication = _for_formats(publication, formats)
    said = tuple(value_diagnostics(publication.references))
    parts = kept.parts(publication)
    before = {name: kept.find(parts, name, publication) for name in formats}
    files = {name: file for name, file in before.items() if file is not None}
    changes = kept.changes(publication.id, parts)
    return Plan(publication, tuple(formats), parts, changes, files, said)


def made_files(
    publication: Publication,
    formats: Sequence[str],
    pandoc: Pandoc,
    pdf: Made | None = None,
    shelf: Store = NO_STORE,
    workers: int = 1,
) -> dict[str, Made]:
    """A publication's files, each with all that was said on its way, gate 2 behind it. The
    EPUB of a collection marks the pages of its PDF: of ``pdf`` where that is there already.
    What is laid out of a large collection, by so many ``workers``, is kept on ``shelf``; of a
    long entry they make the formats side by side.
    """
    writers = _writers(publication, shelf, workers)
    with loading(formats):
        cited = cite(publication, pandoc, shelf) if formats else Result(None)
    if publication.volume is not None:
        pandoc.close()  # it holds all texts of the collection, and is begun anew when it is wanted
    if cited.value is None:
        return {name: Result(None, cited.diagnostics) for name in formats}
    ordered = sorted(formats, key=FORMATS.index)
    long = publication.volume is None and len(cited.value.markup) >= LONG
    files = _apart if long and min(workers, len(ordered)) > 1 else _in_order
    made = dict(files(cited.value, ordered, writers, pdf))
    return {
        name: Result(made[name].value, (*cited.diagnostics, *made[name].diagnostics))
        for name in formats
    }


def _in_order(
    text: CitedPublication,
    formats: Iterable[str],
    writers: Mapping[str, Writer],
    pdf: Made | None,
) -> Iterator[tuple[str, Made]]:
    for name in formats:
        if name == "epub" and text.publication.paged:
            text = _paged(text, pdf)
        file = proved(text, name, writers[name])
        pdf = file if name == "pdf" else pdf
        yield name, file


def _apart(
    text: CitedPublication,
    formats: Iterable[str],
    writers: Mapping[str, Writer],
    pdf: Made | None,
) -> Iterator[tuple[str, Made]]:
    """The same, the PDF by one process and the others, which take less, by another."""
    from publish.engines.crew import Crew, Lost  # takes time to load

    try:
        with Crew(lambda name: proved(text, name, writers[name]), 2) as crew:
            yield from crew.made(iter(formats))
    except Lost:
        yield from _in_order(text, formats, writers, pdf)


def _writers(publication: Publication, shelf: Store, workers: int) -> Mapping[str, Writer]:
    """The writers of a publication; a collection may be large."""
    if publication.volume is None:
        return WRITERS

    def write(cited: CitedPublication) -> Result[Artifact | None]:
        from publish.printing import printed

        return printed(cited, shelf, workers)

    return {**WRITERS, "pdf": write}


def _paged(cited: CitedPublication, pdf: Made | None) -> CitedPublication:
    """The text with the beginnings of the pages of its PDF, if that was made."""
    if pdf is None or pdf.value is None:
        return cited
    printed = f"{pdf.value.name}, SHA-256 {pdf.value.sha256}"
    return replace(cited, pages=pdf.value.pages, printed=printed)


def finished(
    project: Project,
    plan: Plan,
    made: Mapping[str, Made],
    kept: KeptFiles,
) -> Result[Published]:
    """Deliver what was ``made`` after a plan and what was there, and keep it for next time."""
    publication, found = plan.publication, Collector([*plan.said])
    for result in made.values():
        if result.value is not None and not result.failed:
            kept.keep(plan.parts, result.value, result.diagnostics)
    kept.remember(publication.id, plan.parts)
    files = {**plan.files, **made}
    artifacts = [*_passing(found, (files[name] for name in plan.formats), project)]
    delivered = found.take(reported(lambda: deliver(publication, artifacts, kept.versions)))
    shown = tuple(dict.fromkeys(pictures(publication)))
    return found.result(Published(delivered, plan.missing, plan.changes, shown))


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


def mentions_of(project: Project, entry: Entry, names: NameIndex) -> Result[tuple[Mention, ...]]:
    """The mentions of papers in an entry's text, as they stand after what was decided
    about them, and what is to be said of them.
    """
    from publish.mentions import (
        contradictions,
        decision_diagnostics,
        find_mentions,
        mention_diagnostics,
        settled,
    )
    from publish.mentions.uncited import uncited

    texts = passages(entry.document)
    wanted = project.settings.citations
    decisions = project.decisions.of(entry.id)
    found = find_mentions(
        entry, project.bibliography, texts, names,
        headings=wanted.headings, own_subject=wanted.own_subject,
        decided=[decision.key for decision in decisions if decision.key],
    )  # fmt: skip
    final = settled(found, decisions, texts, project.bibliography)
    told = [
        *mention_diagnostics(entry, final.mentions),
        *contradictions(entry, final.mentions, texts, project.bibliography, names.records),
        *decision_diagnostics(project.decisions, final.stale, final.keyless),
        *uncited(project, entry, final.mentions),
    ]
    return Result(final.mentions, tuple(told))


def publication_of(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    epoch: int | None = None,
) -> Publication:
    """The entry with the citations of its mentions set, and resolved."""
    return resolve(project, entry, cited_document(project, entry, mentions), mentions, epoch)


def cited_document(project: Project, entry: Entry, mentions: Sequence[Mention]) -> Document:
    """The entry's document with the citations of its mentions set."""
    document = entry.document
    if mentions:
        from publish.mentions import Manner, placements, set_citations

        places = placements(document, mentions, Manner.of(project), project.bibliography)
        document = set_citations(document, places)
    return document


def collection_of(
    project: Project,
    arrangement: Arrangement,
    mentions: Mapping[str, Sequence[Mention]],
    epoch: int | None = None,
) -> Publication:
    """The entries of a collection, each resolved, bound together."""
    made = {
        name: publication_of(project, project.entry(name), mentions.get(name, ()), epoch)
        for name in arrangement.ids
    }
    divisions = tuple(
        Division(
            shelf.kind,
            tuple(made[name] for name in shelf.entries),
            shelf.title,
            made[shelf.introduction] if shelf.introduction else None,
        )
        for shelf in arrangement.shelves
    )
    lang = language_of(arrangement.collection, project)
    return bind(project, arrangement.collection, divisions, lang, epoch)


def in_series(
    project: Project,
    collection: Collection,
    number: int,
    entry: Entry,
    mentions: Sequence[Mention],
    epoch: int | None = None,
) -> Publication:
    """An entry of a collection by itself, at its place in the series that the collection is."""
    settings = project.settings
    apart = replace(settings, output=f"{settings.output}/{collection.id}/{EACH}")
    series = Series(collection.title, str(number), next(iter(collection.identifiers), None))
    return replace(publication_of(project, entry, mentions, epoch), settings=apart, series=series)


def passes_gate(entry: Entry, diagnostics: Iterable[Diagnostic]) -> bool:
    """Gate 1: no error stands in the entry's file."""
    return not has_errors(d for d in diagnostics if d.place and d.place.path == entry.path)


def proved(
    cited: CitedPublication, name: str, write: Writer | None = None
) -> Result[Artifact | None]:
    """The file of a format, claiming what it keeps. ``write`` makes it, where the format's own
    writer doesn't.
    """
    try:
        result = (write or WRITERS[name])(cited)
    except EngineFailure as failure:  # a style sheet that can't be used
        return Result(None, failure.diagnostics)
    if result.value is None or result.failed:
        return result
    verdict = VERIFIERS[name](result.value)
    if not verdict.unproved:
        return Result(result.value, (*result.diagnostics, *verdict.diagnostics))
    again = proved(_without_claims(cited, verdict.unproved), name, write)
    said = dict.fromkeys((*verdict.diagnostics, *again.diagnostics))
    return Result(again.value, tuple(said))


def _without_claims(cited: CitedPublication, given_up: Iterable[str]) -> CitedPublication:
    """The publication, to be made into a PDF that doesn't follow these standards."""
    publication = cited.publication
    settings, lost = publication.settings, set(given_up)
    rest = tuple(name for name in settings.pdf.standard if name not in lost)
    settings = replace(settings, pdf=replace(settings.pdf, standard=rest))
    return replace(cited, publication=replace(publication, settings=settings))
