"""RIS, which Zotero, EndNote, Mendeley and most publishers export → cards.

After the RIS specification of 2011 (its table of tags by type), and where practice differs
(``JF`` and ``JO`` for the journal, ``N2`` for the abstract, a whole range in ``SP``) after what
Zotero and the publishers write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import publish.readers.exchange.texts as texts
from publish.diagnostics import Collector, Diagnostic
from publish.diagnostics.rules import bib
from publish.model.crosswalk import IN_BOOKS, IN_SERIALS
from publish.model.place import SourceFile
from publish.readers.bibtex.items.languages import language_tag
from publish.readers.bibtex.tables import pairs
from publish.readers.exchange.cards import Card
from publish.readers.exchange.dates import read_date
from publish.readers.exchange.names import read_name
from publish.readers.exchange.tagged import Grammar, Tagged, spans_of, tagged_records

TYPES = pairs(
    """
    ABST article-journal ADVS motion_picture AGGR dataset ANCIENT classic ART graphic BILL bill
    BLOG post-weblog BOOK book CASE legal_case CHAP chapter CHART figure CLSWK classic COMP software
    CONF paper-conference CPAPER paper-conference CTLG book DATA dataset DBASE dataset
    DICT entry-dictionary EBOOK book ECHAP chapter EDBOOK book EJOUR article-journal ELEC webpage
    ENCYC entry-encyclopedia EQUA figure FIGURE figure GEN document GOVDOC report GRANT document
    HEAR hearing ICOMM personal_communication INPR article-journal INTV interview JFULL periodical
    JOUR article-journal LEGAL legislation MANSCPT manuscript MAP map MGZN article-magazine
    MPCT motion_picture MULTI webpage MUSIC musical_score NEWS article-newspaper PAMP pamphlet
    PAT patent PCOMM personal_communication POD broadcast PREP article RPRT report SER book
    SLIDE graphic SOUND song STAND standard STAT legislation STD standard THES thesis
    UNBILL bill UNPB manuscript UNPD manuscript UNPUB manuscript VIDEO motion_picture WEB webpage
    """
)
"""CSL types by ``TY``."""

_GRAMMAR = Grammar(
    re.compile(r"[\ufeff ]?(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*)|(?P<none>)$)"), "TY", "ER"
)
_NAMES = (
    ("author", ("AU", "A1")), ("collection-editor", ("A3",)), ("translator", ("A4",)),
    ("editor", ("ED",)),
)  # fmt: skip
_TEXTS = (
    ("volume", ("VL",)), ("edition", ("ET",)), ("number-of-volumes", ("NV",)),
    ("publisher", ("PB",)), ("publisher-place", ("CY", "PP")), ("note", ("N1",)),
    ("abstract", ("AB", "N2")), ("archive", ("DB",)), ("call-number", ("CN",)),
    ("original-title", ("TT", "OP")), ("container-title-short", ("J2", "JA", "J1")),
)  # fmt: skip
_SPANS = {
    "TY": "type", "AU": "author", "A1": "author", "TI": "title", "T1": "title", "PY": "issued",
    "Y1": "issued", "DA": "issued", "DO": "DOI", "UR": "URL", "SP": "page", "VL": "volume",
    "IS": "issue", "JO": "container-title", "JF": "container-title", "T2": "container-title",
    "PB": "publisher", "AB": "abstract", "N2": "abstract", "A2": "editor", "ED": "editor",
    "Y2": "accessed", "N1": "note", "KW": "keyword", "LA": "language",
}  # fmt: skip


def read_ris(source: SourceFile, found: Collector) -> Iterator[Card]:
    for record in tagged_records(source, _GRAMMAR, found):
        yield Card(
            key=record.first("ID") or None,
            item=_item(record, found),
            start=record.start,
            end=record.end,
            locate=_spans,
        )


def _spans(raw: str) -> dict[str, tuple[int, int]]:
    return spans_of(raw, _GRAMMAR.line, _SPANS)


def _item(record: Tagged, found: Collector) -> dict[str, Any]:
    kind = _type(record, found)
    values = {
        "type": kind,
        **_people(record, kind),
        **_titles(record, kind),
        **_dates(record, found),
        **_numbers(record, kind),
        **{name: texts.clean(record.first(*tags)) for name, tags in _TEXTS},
        **_identifiers(record),
        "genre": texts.clean(record.first("M3")) if kind != "article-journal" else "",
        "keyword": ", ".join(texts.clean(word) for word in record.all("KW")),
        "language": language_tag(record.first("LA")),
    }
    return {variable: value for variable, value in values.items() if value}


def _type(record: Tagged, found: Collector) -> str:
    written = record.values[0].text.upper() if record.values else ""
    if written in TYPES:
        return TYPES[written]
    found.add(
        bib.UNKNOWN_TYPE(
            f"`{written}` is no type of RIS", record.place("TY"), "use a type such as JOUR or BOOK"
        )
    )
    return "document"


def _people(record: Tagged, kind: str) -> dict[str, Any]:
    """``A2`` edits what the work is a part of; of a whole book it edits the series."""
    second = "editor" if kind in IN_BOOKS else "collection-editor" if kind == "book" else "editor"
    roles = [*_NAMES, (second, ("A2",))]
    found: dict[str, Any] = {}
    for role, tags in roles:
        names = [name for text in record.all(*tags) if (name := read_name(text))]
        if names:
            found[role] = [*found.get(role, []), *names]
    return found


def _titles(record: Tagged, kind: str) -> dict[str, Any]:
    title = texts.title(record.first("TI", "T1", "CT"))
    book, third = texts.title(record.first("BT")), texts.title(record.first("T3"))
    second = texts.title(record.first("T2"))
    journal = texts.clean(record.first("JF", "JO"))
    if not title:
        title, book, second = book or second, "", "" if not book else second
    found = {"title": title, "title-short": texts.title(record.first("ST"))}
    if kind in IN_SERIALS:
        found["container-title"] = journal or second or texts.clean(record.first("JA", "J2"))
        found["collection-title"] = third
    elif kind in IN_BOOKS:
        found["container-title"] = second or book or journal
        found["collection-title"] = third
        if kind == "paper-conference":
            found["event-title"] = texts.clean(record.first("C3")) if second else ""
    elif kind == "book":
        found["collection-title"] = second or third
    else:
        found["container-title"] = second or journal
        found["collection-title"] = third
    return found


def _dates(record: Tagged, found: Collector) -> dict[str, Any]:
    """``DA`` is taken where it says more of the same year than ``PY``."""
    issued = _date(record, ("PY", "Y1"), found)
    exact = _date(record, ("DA",), found)
    if exact and (not issued or "literal" in issued or _continues(exact, issued)):
        issued = exact
    return {"issued": issued, "accessed": _date(record, ("Y2",), found)}


def _continues(exact: dict[str, Any], issued: dict[str, Any]) -> bool:
    """Whether ``exact`` begins with what ``issued`` says."""
    long, short = (date.get("date-parts", [[]])[0] for date in (exact, issued))
    return len(long) > len(short) and long[: len(short)] == short


def _date(record: Tagged, tags: tuple[str, ...], found: Collector) -> dict[str, Any] | None:
    text = record.first(*tags)
    if not text.strip(" /"):
        return None
    date = read_date(text)
    if date:
        return date
    tag = next(tag for tag in tags if record.first(tag))
    found.add(unclear_date(record, tag, text))
    return {"literal": texts.clean(text)}


def unclear_date(record: Tagged, tag: str, text: str) -> Diagnostic:
    """The diagnostic of a tagged value that is no date."""
    message = f"`{texts.clean(text)}` in `{tag}` is no date that can be understood"
    return bib.UNCLEAR_DATE(message, record.place(tag, text), "write it as 2020/05/17")


def _numbers(record: Tagged, kind: str) -> dict[str, Any]:
    number = texts.clean(record.first("IS"))
    first, last = record.first("SP"), record.first("EP")
    found = {"page": texts.span(first, last)}
    if kind in IN_SERIALS:
        found["issue"] = number
        article = texts.clean(record.first("C7"))
        found["number"] = article
        found["page"] = found["page"] or article
    elif kind in ("book", "chapter"):
        found["collection-number"] = number
    else:
        found["number"] = number or texts.clean(record.first("M1"))
    if kind in ("book", "thesis", "report") and first.isdigit() and not last:
        found["number-of-pages"] = found.pop("page")
    return found


def _identifiers(record: Tagged) -> dict[str, Any]:
    """DOI and addresses from wherever exports put them."""
    dois = [texts.doi(text) for text in record.all("DO", "M3", "UR", "L3")]
    urls = [texts.address(text) for text in record.all("UR", "L2", "LK")]
    found: dict[str, Any] = {
        "DOI": next(filter(None, dois), ""),
        "URL": next((url for url in urls if url and "doi.org/" not in url), ""),
    }
    for text in record.all("SN"):
        name, number = texts.serial_or_book(text)
        found.setdefault(name, number)
    return found
