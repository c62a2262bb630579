"""What machines read in a page: a schema.org description as JSON-LD 1.1."""

from __future__ import annotations

import json
from typing import Any

from publish.model.entry import Author
from publish.model.publication import Publication
from publish.model.reference import Reference
from publish.writers.titleblock import plain_summary


def linked_data(publication: Publication) -> str:
    """The description as JSON that is safe inside a ``script`` element."""
    text = json.dumps(_article(publication), ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _article(publication: Publication) -> dict[str, Any]:
    entry, settings, series = publication.entry, publication.settings, publication.series
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": entry.title,
        "alternativeHeadline": entry.subtitle,
        "abstract": plain_summary(entry),
        "inLanguage": entry.lang,
        "identifier": entry.identifier,
        "url": page_address(publication),
        "datePublished": entry.published.isoformat() if entry.published else None,
        "dateModified": entry.reviewed.isoformat() if entry.reviewed else None,
        "author": [_person(author) for author in entry.authors],
        "publisher": _named("Organization", settings.publisher),
        "copyrightNotice": entry.rights or settings.rights,
        "keywords": list(entry.tags),
        "isPartOf": _named("CreativeWorkSeries", series.title if series else settings.title),
        "position": series.position if series else None,
        "citation": [_work(reference) for reference in publication.references],
    }
    return {name: value for name, value in values.items() if value}


def page_address(publication: Publication) -> str | None:
    """Where the page will be published, if the settings say where."""
    url = publication.settings.url
    return f"{url.rstrip('/')}/{publication.id}/{publication.stem}.html" if url else None


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": name} if name else None


def _person(author: Author) -> dict[str, Any]:
    person: dict[str, Any] = {"@type": "Person", "name": author.name}
    if author.orcid:
        person["@id"] = f"https://orcid.org/{author.orcid}"
    if author.affiliation:
        person["affiliation"] = _named("Organization", author.affiliation)
    return person


def _work(reference: Reference) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "name": reference.title or reference.key}
    if doi := reference.csl.get("DOI"):
        work["@id"] = f"https://doi.org/{doi}"
    return work
