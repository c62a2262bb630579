"""The publications of entries, bound together: the publication of a collection.

What it says of itself comes from the settings. Its references are those of all entries,
each once, in the order in which the whole cites them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from publish.model.collection import Collection
from publish.model.direction import direction
from publish.model.document import Document
from publish.model.entry import Author, Entry
from publish.model.frozen import replace
from publish.model.place import SourceFile
from publish.model.publication import Division, Project, Publication, Series, Volume
from publish.model.relators import AUTHORS, CREATORS

KIND = "collection"


def bind(
    project: Project,
    collection: Collection,
    divisions: tuple[Division, ...],
    lang: str,
    epoch: int | None = None,
) -> Publication:
    """The publication of ``collection``, in the language ``lang``; ``epoch`` (seconds since
    1970) dates it instead of the latest of its entries.
    """
    members = [each for division in divisions for each in division.all]
    references = {r.key: r for member in members for r in member.references}
    cited = {r.key for m in members for r in m.references if r.key not in m.nocite}
    latest = max(member.modified for member in members)
    return Publication(
        id=collection.id,
        entry=described(project, collection, lang),
        blocks=(),
        mentions=(),
        references=tuple(sorted(references.values(), key=lambda each: each.key not in cited)),
        nocite=tuple(key for key in references if key not in cited),
        links=(),
        style=project.style,
        settings=replace(
            project.settings, publisher=collection.publisher or project.settings.publisher
        ),
        modified=latest if epoch is None else datetime.fromtimestamp(epoch, UTC),
        volume=Volume(collection, divisions),
        series=Series(collection.series, collection.position) if collection.series else None,
    )


def described(project: Project, collection: Collection, lang: str) -> Entry:
    """What the collection says of itself, in the form in which an entry does."""
    settings = project.settings
    source = settings.source or SourceFile("publish.toml", "")
    people = collection.contributors
    authors = [p for p in people if p.role in AUTHORS] or [p for p in people if p.role in CREATORS]
    return Entry(
        source=source,
        body_start=0,
        id=collection.id,
        kind=KIND,
        title=collection.title,
        lang=lang,
        document=Document(source),
        dir=direction(lang),
        subtitle=collection.subtitle,
        summary=collection.description,
        authors=tuple(Author(each.name) for each in authors),
        published=collection.published,
        tags=collection.subjects,
        rights=collection.rights or settings.rights,
        identifier=next(iter(collection.identifiers), None),
    )
