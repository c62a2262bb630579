"""A publication becomes statements about it, which its PDF carries.

``information`` puts them into the document information (ISO 32000-1, 14.3.3),
`publish.writers.pdf.xmp` into XMP, which says the same and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from publish.model.frozen import Frozen, field
from publish.model.publication import Publication, Series
from publish.writers.identity import address_of, doi_in, isbn_in
from publish.writers.licences import is_reserved, licence_address
from publish.writers.pdf.document import orcid_address
from publish.writers.titleblock import plain_summary

CREATOR = "publish"
PRODUCER = "WeasyPrint and pikepdf"

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Metadata(Frozen):
    """The statements about a publication that its file carries.

    ``languages`` are all that occur, ``lang`` is that of the whole. ``orcids`` are
    addresses, in the order of those authors who have one. ``licence`` is the address
    of the licence that ``rights`` names, ``reserved`` whether rights are kept.
    ``prism`` holds properties of PRISM by their names.
    """

    title: str
    lang: str
    authors: tuple[str, ...] = ()
    description: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    rights: str = ""
    identifier: str = ""
    languages: tuple[str, ...] = ()
    orcids: tuple[str, ...] = ()
    licence: str = ""
    reserved: bool = True
    prism: Mapping[str, str] = field(default_factory=dict)


def metadata_of(publication: Publication, languages: Iterable[str] = ()) -> Metadata:
    """What is known of a publication, its summary as plain words."""
    entry, settings = publication.entry, publication.settings
    rights = entry.rights or settings.rights or ""
    return Metadata(
        title=entry.title,
        lang=entry.lang,
        authors=tuple(author.name for author in entry.authors),
        description=plain_summary(entry) or entry.subtitle or "",
        subjects=entry.tags,
        publisher=settings.publisher or "",
        rights=rights,
        identifier=entry.identifier or "",
        languages=tuple(dict.fromkeys((entry.lang, *languages))),
        orcids=tuple(orcid_address(author) for author in entry.authors if author.orcid),
        licence=licence_address(rights),
        reserved=is_reserved(rights),
        prism={
            **_identified(entry.identifier or ""),
            "publicationName": settings.title,
            **_in_series(publication.series),
        },
    )


def _in_series(series: Series | None) -> dict[str, str]:
    if series is None:
        return {}
    number = {"seriesNumber": series.position} if series.position else {}
    return {"seriesTitle": series.title, **number}


def languages_in(root: Element) -> tuple[str, ...]:
    """The languages that a document is marked with, in the order of the text."""
    marked = dict.fromkeys(each.get("lang", "") for each in root.iter())
    return tuple(lang for lang in marked if _LANG.fullmatch(lang))


def information(data: Metadata) -> dict[str, str]:
    """The entries of the document information dictionary."""
    entries = {
        "Title": data.title,
        "Author": "; ".join(data.authors),
        "Subject": data.description,
        "Keywords": "; ".join(data.subjects),
        "Creator": CREATOR,
        "Producer": PRODUCER,
    }
    return {name: text for name, text in entries.items() if text}


def _identified(identifier: str) -> dict[str, str]:
    """An identifier as PRISM's properties: a DOI and its address, an ISBN, an address."""
    found = {
        "doi": doi_in(identifier),
        "isbn": isbn_in(identifier),
        "url": address_of(identifier),
    }
    return {name: text for name, text in found.items() if text}
