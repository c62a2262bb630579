"""EndNote's XML, which Mendeley, Zotero and Papers export too → cards.

After EndNote's own table of reference types (``ref-type``) and the fields that it shows for
each. The XML is parsed without entities, document types or network; of a file that breaks
off, the records before that are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

import publish.readers.exchange.texts as texts
from publish.diagnostics import Collector
from publish.diagnostics.rules import bib
from publish.model.crosswalk import IN_BOOKS
from publish.model.place import Place, SourceFile
from publish.readers.bibtex.items.languages import language_tag
from publish.readers.exchange.cards import Card
from publish.readers.exchange.dates import read_date
from publish.readers.exchange.names import read_name

TYPES = {
    0: "article-journal", 1: "graphic", 2: "motion_picture", 3: "motion_picture", 4: "bill",
    5: "chapter", 6: "book", 7: "legal_case", 8: "figure", 9: "software", 10: "paper-conference",
    12: "webpage", 13: "document", 14: "hearing", 16: "document", 17: "article-journal",
    19: "article-magazine", 20: "map", 21: "motion_picture", 22: "document",
    23: "article-newspaper", 25: "patent", 26: "personal_communication", 27: "report",
    28: "book", 31: "legislation", 32: "thesis", 34: "manuscript", 36: "manuscript",
    37: "figure", 38: "figure", 39: "document", 43: "article-journal", 44: "book",
    45: "dataset", 46: "report", 47: "paper-conference", 48: "motion_picture",
    49: "classic", 50: "report", 51: "entry-dictionary", 52: "entry-encyclopedia",
    53: "document", 54: "broadcast", 55: "article-journal", 56: "post-weblog", 57: "book",
    58: "standard", 59: "dataset", 60: "chapter", 61: "musical_score", 62: "pamphlet",
    63: "interview", 64: "post", 65: "broadcast", 66: "webpage",
}  # fmt: skip
"""CSL types by the number of the reference type."""

_BLANK = re.compile(r"\s*\n\s*")
_STYLES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_RECORD = re.compile(r"<record\b[^>]*>.*?</record\s*>", re.DOTALL)


def read_endnote(source: SourceFile, found: Collector) -> Iterator[Card]:
    declared = _DOCTYPE.search(source.text)
    if declared:
        place = source.place(declared.start(), declared.end())
        found.add(bib.BROKEN_FILE("the file declares entities, which are not read", place,
                                  "remove the declaration"))  # fmt: skip
        return
    root = _parsed(source, found)
    records = list(root.iter("record")) if root is not None else []
    if not records:
        if not found.items:
            found.add(bib.BROKEN_FILE("the file is not EndNote's XML", source.place(0),
                                      "export it as `XML` from EndNote"))  # fmt: skip
        return
    for element, written in zip(records, _RECORD.finditer(source.text), strict=False):
        yield _card(element, written.start(), written.end(), source, found)


def _parsed(source: SourceFile, found: Collector) -> Any:
    """The root; of what isn't well-formed, as much as stands before the fault."""
    text = _DECLARATION.sub("", source.text)
    moved = source.text[: len(source.text) - len(text)].count("\n")
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, recover=recover,
        )  # fmt: skip
        try:
            return etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            at = source.offset(max(line, 1) + moved, max(column, 1))
            if not recover:
                message = f"the file is not well-formed XML: {error.msg.partition(', line')[0]}"
                found.add(bib.BROKEN_FILE(message, source.place(at), "export it again"))
    return None


def _card(element: Any, start: int, end: int, source: SourceFile, found: Collector) -> Card:
    label = _plain(element, "label")
    key = label if re.fullmatch(r"[^\s{}\[\],;@\\]+", label) and not label.isdigit() else None
    item = _item(element, source.place(start), found)
    return Card(key, item, start, end)


def _item(element: Any, place: Place, found: Collector) -> dict[str, Any]:
    kind = _type(element, place, found)
    values = {
        "type": kind,
        **_people(element, kind),
        **_titles(element, kind),
        "issued": _issued(element, place, found),
        "accessed": read_date(_plain(element, "access-date")),
        **_numbers(element, kind),
        "publisher": _plain(element, "publisher"),
        "publisher-place": _plain(element, "pub-location"),
        "edition": _plain(element, "edition"),
        "genre": _plain(element, "work-type"),
        "abstract": _plain(element, "abstract"),
        "note": _plain(element, "notes"),
        "keyword": ", ".join(_plain_all(element, "keywords/keyword")),
        "language": language_tag(_plain(element, "language")),
        "archive": _plain(element, "remote-database-name"),
        "call-number": _plain(element, "call-num"),
        **_identifiers(element),
    }
    return {variable: value for variable, value in values.items() if value}


def _type(element: Any, place: Place, found: Collector) -> str:
    number = _plain(element, "ref-type")
    named = element.find("ref-type")
    if number.isdigit() and int(number) in TYPES:
        return TYPES[int(number)]
    shown = named.get("name") if named is not None and named.get("name") else number
    message = f"`{shown}` is no reference type of EndNote" if shown else "the record has no type"
    found.add(bib.UNKNOWN_TYPE(message, place, "choose its type in EndNote"))
    return "document"


def _people(element: Any, kind: str) -> dict[str, Any]:
    """Secondary authors edit what the work is a part of; those of a book, its series."""
    second = "collection-editor" if kind == "book" else "editor"
    tertiary = "collection-editor" if kind in IN_BOOKS else "translator"
    roles = (
        ("author", "authors"), (second, "secondary-authors"), (tertiary, "tertiary-authors"),
        ("translator", "subsidiary-authors"), ("translator", "translated-authors"),
    )  # fmt: skip
    found: dict[str, Any] = {}
    for role, group in roles:
        written = _plain_all(element, f"contributors/{group}/author")
        names = [name for text in written if (name := read_name(text))]
        if names:
            found[role] = [*found.get(role, []), *names]
    if kind == "book" and _plain(element, "ref-type") == "28" and "author" in found:
        found["editor"] = found.pop("author")
    return found


def _titles(element: Any, kind: str) -> dict[str, str]:
    second = texts.title(_plain(element, "titles/secondary-title"))
    third = texts.title(_plain(element, "titles/tertiary-title"))
    found = {
        "title": texts.title(_rich(element, "titles/title")),
        "title-short": texts.title(_plain(element, "titles/short-title")),
        "container-title-short": _plain(element, "periodical/abbr-1"),
        "original-title": texts.title(_plain(element, "orig-pub")),
    }
    if kind == "book":
        return {**found, "collection-title": second or third}
    container = _plain(element, "periodical/full-title") if kind not in IN_BOOKS else ""
    return {**found, "container-title": second or container, "collection-title": third}


def _issued(element: Any, place: Place, found: Collector) -> dict[str, Any] | None:
    """The year, and the date of publication where it names no other year."""
    year = _plain(element, "dates/year")
    day = _plain(element, "dates/pub-dates/date")
    if not year and not day:
        return None
    date = read_date(year) if year else None
    exact = read_date(day if re.search(r"\d{4}", day) else f"{day} {year}") if day else None
    if exact and (date is None or exact["date-parts"][0][:1] == date["date-parts"][0][:1]):
        return exact
    if date is None:
        message = f"`{year or day}` is no date that can be understood"
        found.add(bib.UNCLEAR_DATE(message, place, "write the year, or a date as 2016-05-17"))
        return {"literal": year or day}
    return date


def _numbers(element: Any, kind: str) -> dict[str, str]:
    number = _plain(element, "number")
    found = {"volume": _plain(element, "volume"), "page": texts.full_span(_plain(element, "pages"))}
    if kind.startswith("article-"):
        found["issue"] = number
        found["page"] = found["page"] or _plain(element, "electronic-resource-num-not-doi")
    elif kind == "book" or kind in IN_BOOKS:
        found["collection-number"] = number
    else:
        found["number"] = number
    if kind in ("book", "thesis", "report") and found["page"].isdigit():
        found["number-of-pages"] = found.pop("page")
    return found


def _identifiers(element: Any) -> dict[str, str]:
    urls = [texts.address(text) for text in _plain_all(element, "urls//url")]
    found = {
        "DOI": texts.doi(_plain(element, "electronic-resource-num")),
        "URL": next((url for url in urls if url and "doi.org/" not in url), ""),
    }
    isbn = _plain(element, "isbn").partition("\r")[0]
    for number in re.split(r"[\s,;]+(?=\d{4}-|97[89])", isbn):
        if number:
            name, bare = texts.serial_or_book(number)
            found.setdefault(name, bare)
    return found


# -- text of elements -----------------------------------------------------------------


def _plain(element: Any, path: str) -> str:
    return next(iter(_plain_all(element, path)), "")


def _plain_all(element: Any, path: str) -> Sequence[str]:
    """The texts at ``path``, the ``<style>`` elements around their words left out."""
    found = (
        texts.clean("".join(each.itertext(with_tail=False))) for each in element.iterfind(path)
    )
    return [text for text in found if text]


def _rich(element: Any, path: str) -> str:
    """A title with CSL's rich text for the faces of its ``<style>`` elements."""
    title = element.find(path)
    if title is None:
        return ""
    parts = [title.text or ""]
    for run in title.iter("style"):
        inner = "".join(run.itertext(with_tail=False))
        face = _STYLES.get(str(run.get("face", "")).split()[0] if run.get("face") else "")
        parts.append(f"<{face}>{inner}</{face}>" if face and inner.strip() else inner)
        parts.append((run.tail or "") if run is not title else "")
    return _BLANK.sub(" ", "".join(parts))
