"""An entry → its publication as a brief has it, with its number and where the whole is."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model.brief import THEME, Trim
from publish.model.document import Document
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.publication import Project, Publication
from publish.model.settings import Settings
from publish.publications import cited_document
from publish.resolve import resolve
from publish.writers.entry_links import page_on_site


def publication_for(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    trim: Trim | None,
    epoch: int | None,
) -> Publication:
    """The entry with its brief's text in the summary's place, set for a brief's paper."""
    settings = project.settings
    if settings.citations.mentions == "first":  # what is first may be left out
        citations = replace(settings.citations, mentions="first-in-section")
        settings = replace(settings, citations=citations)
    paper = paper_for(settings, trim)
    settings = replace(settings, theme=THEME, pdf=replace(settings.pdf, size=paper))
    set_for = replace(project, settings=settings)
    document = _with_brief_text(cited_document(set_for, entry, mentions))
    return resolve(set_for, entry, document, mentions, epoch)


def paper_for(settings: Settings, trim: Trim | None) -> Trim:
    """The sheet that is asked for, else that of the settings."""
    return trim or settings.brief.trim or ("letter" if settings.pdf.size == "letter" else "a4")


def _with_brief_text(document: Document) -> Document:
    own = document.fragment("brief")
    if own is None:
        return document
    rest = (part for part in document.fragments if part.name not in ("brief", "summary"))
    return document.having((replace(own, name="summary"), *rest))


def published_at(publication: Publication) -> str | None:
    """Where the whole dossier is: its page on the project's site, if there is one."""
    if publication.compared:
        return None
    settings = publication.settings
    page = page_on_site(f"entry:{publication.id}", settings)
    return page if page is None or "html" in settings.formats else page[: -len("html")] + "pdf"


def number_of(publication: Publication) -> str:
    """The document's number: the author's, else by the settings' pattern."""
    entry, settings = publication.entry, publication.settings
    if entry.brief and entry.brief.number:
        return entry.brief.number
    day = entry.reviewed or entry.published
    return settings.brief.number.format(id=entry.id, date=day.isoformat() if day else "").strip(
        " -"
    )
