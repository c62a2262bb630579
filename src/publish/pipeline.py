"""The recipe: an entry of a project to delivered files, with its two gates.

Gate 1: an entry that has errors isn't made; the others go on.
Gate 2: a file that fails its verification isn't delivered.

What finds mentions is imported where mentions are wanted, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.cite import cite
from publish.delivery import Delivered, deliver, deliver_index, delivered_formats
from publish.diagnostics.core import (
    Collector,
    Diagnostic,
    EngineFailure,
    Result,
    UserError,
    has_errors,
)
from publish.engines.pandoc import Pandoc
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.publication import Artifact, CitedPublication, Project, Publication
from publish.model.settings import FORMATS
from publish.readers.bibtex import value_diagnostics
from publish.resolve import resolve
from publish.verify import VERIFIERS
from publish.writers import WRITERS

if TYPE_CHECKING:
    from publish.mentions import NameIndex


@dataclass(frozen=True, slots=True)
class Workshop:
    """What is made once and used for every entry of a project."""

    pandoc: Pandoc
    versions: Mapping[str, str]


def publish_entry(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    formats: Sequence[str],
    workshop: Workshop,
    epoch: int | None = None,
) -> Result[tuple[Delivered, ...]]:
    """Resolve, cite, write, verify and deliver one entry that has passed gate 1."""
    found = Collector()
    publication = publication_of(project, entry, mentions, epoch)
    publication = _for_formats(publication, formats)
    found.extend(value_diagnostics(publication.references))
    cited = found.take(cite(publication, workshop.pandoc))
    if cited is None:
        return found.result(())
    good = [artifact for artifact in _made(cited, formats, found) if _proved(artifact, found)]
    return _delivered(lambda: deliver(publication, good, workshop.versions), found)


def _for_formats(publication: Publication, formats: Sequence[str]) -> Publication:
    """The publication whose pages link those formats that are made now, or stand in the
    output already.
    """
    settings = publication.settings
    there = {*formats, *delivered_formats(settings, publication.id)}
    made = tuple(name for name in FORMATS if name in there)
    return replace(publication, settings=replace(settings, formats=made))


def publish_index(project: Project) -> Result[tuple[Delivered, ...]]:
    """Bring the page over all entries up to date with what has been delivered."""
    from publish.writers.index import write_index

    settings = project.settings
    formats = {entry_id: delivered_formats(settings, entry_id) for entry_id in project.entries}
    entries = [entry for entry in project.entries.values() if formats[entry.id]]
    found = Collector()
    try:
        index = found.take(write_index(entries, settings, formats))
    except EngineFailure as failure:
        return Result((), failure.diagnostics)
    if entries and index is not None and _proved(index, found):
        return _delivered(lambda: (deliver_index(settings, index),), found)
    return found.result(())


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
    document = entry.document
    if mentions:
        from publish.mentions import Manner, placements, set_citations

        places = placements(document, mentions, Manner.of(project), project.bibliography)
        document = set_citations(document, places)
    return resolve(project, entry, document, mentions, epoch)


def passes_gate(entry: Entry, diagnostics: Iterable[Diagnostic]) -> bool:
    """Gate 1: no error stands in the entry's file."""
    return not has_errors(d for d in diagnostics if d.place and d.place.path == entry.path)


def _delivered(
    delivery: Callable[[], tuple[Delivered, ...]], found: Collector
) -> Result[tuple[Delivered, ...]]:
    """What was delivered; nothing, and why, where the output can't be written."""
    try:
        return found.result(delivery())
    except UserError as error:
        found.extend(error.diagnostics)
        return found.result(())


def _made(cited: CitedPublication, formats: Sequence[str], found: Collector) -> Iterator[Artifact]:
    """The artifacts that their writers made without an error."""
    for name in formats:
        try:
            result = WRITERS[name](cited)
        except EngineFailure as failure:  # a style sheet that can't be used
            found.extend(failure.diagnostics)
            continue
        artifact = found.take(result)
        if artifact is not None and not result.failed:
            yield artifact


def _proved(artifact: Artifact, found: Collector) -> bool:
    """Gate 2: the artifact is what it claims to be."""
    diagnostics = list(VERIFIERS[artifact.format](artifact))
    found.extend(diagnostics)
    return not has_errors(diagnostics)
