"""NBIB, the format in which PubMed exports (MEDLINE's tags) → cards.

After the National Library of Medicine's list of MEDLINE/PubMed data elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import publish.readers.exchange.texts as texts
from publish.diagnostics import Collector
from publish.model.place import SourceFile
from publish.readers.bibtex.items.languages import language_tag
from publish.readers.exchange.cards import Card
from publish.readers.exchange.dates import read_date
from publish.readers.exchange.names import read_index_name, read_name
from publish.readers.exchange.ris import unclear_date
from publish.readers.exchange.tagged import Grammar, Tagged, spans_of, tagged_records

TYPES = {
    "Book Chapter": "chapter", "Books": "book", "Book": "book", "Monograph": "book",
    "Preprint": "article", "Dataset": "dataset", "Academic Dissertation": "thesis",
    "Dissertation": "thesis", "Technical Report": "report", "Government Publication": "report",
    "Newspaper Article": "article-newspaper", "News": "article-newspaper",
    "Legal Case": "legal_case", "Legislation": "legislation", "Interview": "interview",
    "Video-Audio Media": "motion_picture", "Webcast": "motion_picture", "Lecture": "speech",
    "Address": "speech", "Book Review": "review-book", "Letter": "article-journal",
}  # fmt: skip
"""CSL types by publication type (``PT``); all others are articles of journals."""

_NOT_NEWSPAPERS = frozenset(("News", "Interview", "Lecture", "Address", "Book Review"))
"""What a journal prints stays an article of the journal, whatever it is about."""

_GRAMMAR = Grammar(re.compile(r"\ufeff?(?P<tag>[A-Z]{2,4}) *- ?(?P<value>.*)"), "PMID")
_SPANS = {
    "TI": "title", "BTI": "title", "FAU": "author", "AU": "author", "DP": "issued",
    "PG": "page", "VI": "volume", "IP": "issue", "JT": "container-title", "AB": "abstract",
    "PMID": "PMID", "PMC": "PMCID", "LID": "DOI", "AID": "DOI", "PT": "type", "LA": "language",
}  # fmt: skip


def read_nbib(source: SourceFile, found: Collector) -> Iterator[Card]:
    """PubMed gives no keys; ``pmid:`` and the number can cite a record as well."""
    for record in tagged_records(source, _GRAMMAR, found):
        number = record.first("PMID")
        yield Card(
            key=None,
            item=_item(record, found),
            start=record.start,
            end=record.end,
            aliases=(f"pmid:{number}",) if number.isdigit() else (),
            locate=_spans,
        )


def _spans(raw: str) -> dict[str, tuple[int, int]]:
    return spans_of(raw, _GRAMMAR.line, _SPANS)


def _item(record: Tagged, found: Collector) -> dict[str, Any]:
    kind = _type(record)
    first = record.first
    values = {
        "type": kind,
        "author": _authors(record),
        "editor": _names(record, "FED", "ED"),
        "title": _title(record, kind),
        "container-title": texts.clean(first("JT", "BTI") if kind != "book" else first("JT")),
        "container-title-short": texts.clean(first("TA")),
        "collection-title": texts.clean(first("CTI")),
        "original-title": texts.title(first("TT")),
        "issued": _issued(record, found),
        "volume": texts.clean(first("VI")),
        "issue": texts.clean(first("IP")),
        "page": texts.full_span(first("PG")) or _article_number(record),
        "edition": texts.clean(first("EN")),
        "publisher": texts.clean(first("PB")),
        "publisher-place": texts.clean(first("PL")) if kind in ("book", "chapter") else "",
        "DOI": _doi(record),
        "PMID": texts.clean(first("PMID")),
        "PMCID": texts.clean(first("PMC")),
        "ISSN": _number(first("IS")),
        "ISBN": _number(first("ISBN")),
        "abstract": texts.clean(first("AB")),
        "keyword": ", ".join(texts.clean(word) for word in record.all("OT")),
        "language": language_tag(first("LA")),
    }
    return {variable: value for variable, value in values.items() if value}


def _type(record: Tagged) -> str:
    in_journal = bool(record.first("JT", "TA"))
    for kind in record.all("PT"):
        if kind in TYPES and not (in_journal and kind in _NOT_NEWSPAPERS):
            return TYPES[kind]
    if record.first("BTI"):
        return "chapter" if record.first("TI") else "book"
    return "article-journal"


def _title(record: Tagged, kind: str) -> str:
    """The title; ``[…]`` around it says only that it was translated."""
    text = record.first("BTI", "TI") if kind == "book" else record.first("TI", "BTI")
    translated = re.fullmatch(r"\[(.*?)\]\.?", text)
    return texts.title(translated[1] if translated else text)


def _authors(record: Tagged) -> list[dict[str, str]]:
    return _names(record, "FAU", "AU") + [
        {"literal": texts.clean(name).rstrip(".")} for name in record.all("CN")
    ]


def _names(record: Tagged, full: str, short: str) -> list[dict[str, str]]:
    """Full names; where a record has none, those with initials behind."""
    names = [read_name(text) for text in record.all(full)]
    names = names or [read_index_name(text) for text in record.all(short)]
    return [name for name in names if name]


def _issued(record: Tagged, found: Collector) -> dict[str, Any] | None:
    text = record.first("DP")
    if not text:
        return read_date(record.first("DEP"))
    date = read_date(text)
    if date is None:
        found.add(unclear_date(record, "DP", text))
    return date or {"literal": texts.clean(text)}


def _doi(record: Tagged) -> str:
    """``LID`` and ``AID`` say in brackets what they hold."""
    held = [text for text in record.all("LID", "AID") if text.endswith("[doi]")]
    return texts.doi(held[0].removesuffix("[doi]")) if held else texts.doi(record.first("SO"))


def _article_number(record: Tagged) -> str:
    held = [text for text in record.all("LID", "AID") if text.endswith("[pii]")]
    number = held[0].removesuffix("[pii]").strip() if held else ""
    return number if re.fullmatch(r"e?\d{1,8}", number) else ""


def _number(text: str) -> str:
    return texts.serial_or_book(text)[1] if text else ""
