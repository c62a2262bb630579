"""Entries of a project → publications: mentions found and cited, keys and links resolved.

What finds mentions is imported where mentions are wanted, and not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from publish.binding import bind
from publish.collecting import Arrangement, language_of
from publish.delivery import EACH
from publish.diagnostics.core import Result
from publish.model.collection import Collection
from publish.model.document import Document
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.passages import passages
from publish.model.publication import Division, Project, Publication, Series
from publish.resolve import resolve

if TYPE_CHECKING:
    from publish.mentions import NameIndex


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
