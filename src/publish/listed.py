"""The page over all that a project has delivered, up to date with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from publish.binding import described
from publish.collecting import language_of
from publish.delivery import INDEX, Delivered, Delivery, deliver_index, delivered_formats, reported
from publish.diagnostics.core import Collector, EngineFailure, Result
from publish.engines.store import key_of
from publish.kept import KeptFiles
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.gist import gist
from publish.model.publication import Artifact, Project
from publish.model.settings import FORMATS, Settings
from publish.readers.known import packed_header
from publish.verify import VERIFIERS

Formats = Mapping[str, Sequence[str]]
"""Those of which there is a file, by an entry's id."""


def publish_index(
    project: Project, kept: KeptFiles, delivered: Iterable[Delivered]
) -> Result[Delivery]:
    """Write, verify and deliver the page over all entries and collections of which there are
    files, some known to be ``delivered``; where it would say what it said before, that is taken.
    """
    settings = project.settings
    books = (described(project, c, language_of(c, project)) for c in settings.collections.values())
    every = [*books, *project.entries.values()]
    formats = _formats(settings, [entry.id for entry in every], delivered)
    entries = [entry for entry in every if formats[entry.id]]
    found = Collector()
    index = found.take(_index(entries, settings, formats, kept)) if entries else None
    if index is None:
        return found.result(Delivery((), {}))
    return found.result(found.take(reported(lambda: deliver_index(settings, index))))


def _formats(settings: Settings, ids: Iterable[str], delivered: Iterable[Delivered]) -> Formats:
    """Of which formats there are files; where all were delivered, nobody needs to look. Those of
    a series stand elsewhere.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for file in delivered:
        if file.path == f"{settings.output}/{file.entry}/{file.entry}.{file.format}":
            known[file.entry].add(file.format)
    whole = {name for name, formats in known.items() if formats.issuperset(FORMATS)}
    return {name: FORMATS if name in whole else delivered_formats(settings, name) for name in ids}


def _index(
    entries: Sequence[Entry], settings: Settings, formats: Formats, kept: KeptFiles
) -> Result[Artifact | None]:
    """The page, proved; kept is one of which there is nothing to say."""
    from publish.writers.index import write_index

    key = _key(entries, settings, formats, kept) if kept.store.keeps else ""
    before = kept.store.get(key)
    if before is not None:
        return Result(Artifact("html", INDEX, before))
    try:
        made = write_index(entries, settings, formats)
    except EngineFailure as failure:
        return Result(None, failure.diagnostics)
    if made.value is None:
        return made
    verdict = VERIFIERS[made.value.format](made.value)
    said: Result[Artifact | None] = Result(made.value, (*made.diagnostics, *verdict.diagnostics))
    if said.failed:
        return Result(None, said.diagnostics)
    if not said.diagnostics and kept.holds({}):
        kept.store.put(key, made.value.data)
    return said


def _key(entries: Iterable[Entry], settings: Settings, formats: Formats, kept: KeptFiles) -> str:
    """That of all that the page, or a project's own template of it, could show."""
    told = ((packed_header(each), gist(each.document).summary or "") for each in entries)
    return key_of(
        "index",
        repr(replace(settings, root=Path())),
        repr(sorted(kept.surroundings.items())),
        repr([formats[each.id] for each in entries]),
        *(part for each in told for part in each),
    )
