"""CSL items → EndNote's XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from publish.bibliography.interchange.markup import plain
from publish.bibliography.interchange.names import inverted
from publish.model.crosswalk import IN_BOOKS, IN_SERIALS
from publish.model.dates import edtf
from publish.model.reference import CslItem, Reference

_TYPES = {
    "article-journal": (17, "Journal Article"), "article-magazine": (19, "Magazine Article"),
    "article-newspaper": (23, "Newspaper Article"), "article": (34, "Unpublished Work"),
    "bill": (4, "Bill"), "book": (6, "Book"), "chapter": (5, "Book Section"),
    "classic": (49, "Ancient Text"), "collection": (28, "Edited Book"), "dataset": (59, "Dataset"),
    "entry-dictionary": (51, "Dictionary"), "entry-encyclopedia": (52, "Encyclopedia"),
    "figure": (37, "Figure"), "graphic": (1, "Artwork"), "hearing": (14, "Hearing"),
    "interview": (63, "Interview"), "legal_case": (7, "Case"), "legislation": (31, "Statute"),
    "manuscript": (36, "Manuscript"), "map": (20, "Map"),
    "motion_picture": (21, "Film or Broadcast"), "musical_score": (61, "Music"),
    "pamphlet": (62, "Pamphlet"), "paper-conference": (47, "Conference Paper"),
    "patent": (25, "Patent"), "personal_communication": (26, "Personal Communication"),
    "post-weblog": (56, "Blog"), "report": (27, "Report"), "software": (9, "Computer Program"),
    "standard": (58, "Standard"), "thesis": (32, "Thesis"), "webpage": (12, "Web Page"),
}  # fmt: skip
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXTS = (
    ("edition", "edition"), ("publisher", "publisher"), ("pub-location", "publisher-place"),
    ("volume", "volume"), ("work-type", "genre"), ("abstract", "abstract"), ("notes", "note"),
    ("electronic-resource-num", "DOI"), ("language", "language"), ("label", "id"),
    ("remote-database-name", "archive"), ("call-num", "call-number"),
)  # fmt: skip


def endnote_xml(references: Sequence[Reference]) -> str:
    root = ElementTree.Element("xml")
    records = ElementTree.SubElement(root, "records")
    for number, reference in enumerate(references, 1):
        _record(records, reference.csl, number)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _record(records: ElementTree.Element, item: CslItem, number: int) -> None:
    record = ElementTree.SubElement(records, "record")
    kind = str(item.get("type"))
    type_number, name = _TYPES.get(kind, (13, "Generic"))
    _put(record, "rec-number", str(number))
    _put(record, "ref-type", str(type_number)).set("name", name)
    _put_people(record, item, kind)
    second, third = ("collection-title", "") if kind == "book" else (
        "container-title", "collection-title")  # fmt: skip
    _put_all(record, "titles", (("title", item.get("title")), ("secondary-title", item.get(second)),
                                ("tertiary-title", item.get(third)),
                                ("short-title", item.get("title-short"))))  # fmt: skip
    short = item.get("container-title-short")
    _put_all(record, "periodical", (("abbr-1", short),))
    _put_all(record, "", ((element, item.get(variable)) for element, variable in _TEXTS))
    issue = "issue" if kind in IN_SERIALS else "collection-number" if (
        kind == "book" or kind in IN_BOOKS) else "number"  # fmt: skip
    pages = item.get("page") or item.get("number-of-pages")
    serial = " ".join(str(item[name]) for name in ("ISSN", "ISBN") if item.get(name))
    _put_all(record, "", (("number", item.get(issue)), ("pages", pages), ("isbn", serial)))
    _put_dates(record, item)
    words = [("keyword", word) for word in str(item.get("keyword", "")).split(",")]
    _put_all(record, "keywords", words)
    if item.get("URL"):
        urls = ElementTree.SubElement(record, "urls")
        _put_all(urls, "related-urls", (("url", item["URL"]),))
    if item.get("accessed"):
        _put(record, "access-date", edtf(item["accessed"]))


def _put_people(record: ElementTree.Element, item: CslItem, kind: str) -> None:
    in_whole = kind in IN_BOOKS
    second = "collection-editor" if kind == "book" else "editor"
    roles = (
        ("authors", "author"), ("secondary-authors", second),
        ("tertiary-authors", "collection-editor" if in_whole else "translator"),
        ("subsidiary-authors", "translator" if in_whole or kind == "book" else ""),
    )  # fmt: skip
    contributors = ElementTree.Element("contributors")
    for group, role in roles:
        people = item.get(role) or ()
        _put_all(contributors, group, (("author", _person(name)) for name in people))
    if len(contributors):
        record.append(contributors)


def _person(name: dict[str, str]) -> str:
    """A comma behind a name says that it is an organisation's."""
    text = inverted(name)
    marked = "literal" in name and name["literal"] != "others" and not text.endswith(",")
    return f"{text}," if marked else text


def _put_dates(record: ElementTree.Element, item: CslItem) -> None:
    issued = item.get("issued") or {}
    text = str(issued.get("literal") or edtf(issued))
    if not text:
        return
    dates = ElementTree.SubElement(record, "dates")
    _put(dates, "year", text if not re.match(r"\d{4}-", text) or "/" in text else text[:4])
    if re.match(r"\d{4}-", text) and "/" not in text:
        _put_all(dates, "pub-dates", (("date", text),))


def _put_all(parent: ElementTree.Element, group: str, values: Iterable[tuple[str, object]]) -> None:
    """Those that say anything, in an element of their own where ``group`` names one."""
    texts = [(name, plain(value)) for name, value in values if value and plain(value)]
    if texts:
        holder = ElementTree.SubElement(parent, group) if group else parent
        for name, text in texts:
            _put(holder, name, text)


def _put(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = _FORBIDDEN.sub("", text)
    return element
