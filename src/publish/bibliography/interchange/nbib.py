"""CSL items → NBIB, after the National Library of Medicine's list of MEDLINE's elements.

NBIB knows no keys. A record that PubMed doesn't hold begins with an empty ``PMID``, which
reference managers take as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publish.bibliography.interchange.markup import plain
from publish.bibliography.interchange.names import inverted
from publish.model.dates import edtf
from publish.model.reference import CslItem, Reference

_TYPES = {
    "chapter": "Book Chapter", "book": "Book", "article": "Preprint", "dataset": "Dataset",
    "thesis": "Academic Dissertation", "report": "Technical Report", "speech": "Lecture",
    "article-newspaper": "Newspaper Article", "legal_case": "Legal Case",
    "legislation": "Legislation", "interview": "Interview", "review-book": "Book Review",
    "motion_picture": "Video-Audio Media",
}  # fmt: skip
"""Publication types (``PT``) by CSL types; all others are articles of journals."""

_TEXTS = (
    ("TA", "container-title-short"), ("CTI", "collection-title"), ("TT", "original-title"),
    ("VI", "volume"), ("IP", "issue"), ("PG", "page"), ("EN", "edition"), ("PB", "publisher"),
    ("PL", "publisher-place"), ("IS", "ISSN"), ("ISBN", "ISBN"), ("PMC", "PMCID"),
    ("LA", "language"), ("AB", "abstract"),
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_INITIAL = re.compile(r"(?:^|[\s.-])([^\W\d_])")


def nbib(references: Sequence[Reference]) -> str:
    return "\n".join(_record(reference.csl) for reference in references)


def _record(item: CslItem) -> str:
    lines = [("PMID", str(item.get("PMID", ""))), *_titles(item), *_people(item)]
    lines += [(tag, plain(item[name])) for tag, name in _TEXTS if item.get(name)]
    if item.get("issued"):
        lines.append(("DP", _date(item["issued"])))
    if item.get("DOI"):
        lines.append(("AID", f"{item['DOI']} [doi]"))
    lines += [("OT", word.strip()) for word in str(item.get("keyword", "")).split(",")]
    lines.append(("PT", _TYPES.get(str(item.get("type")), "Journal Article")))
    return "".join(f"{tag:<4}- {text}\n" for tag, text in lines if text or tag == "PMID")


def _titles(item: CslItem) -> Iterator[tuple[str, str]]:
    """``BTI`` is the book itself, or the one that a chapter is in."""
    in_journal = item.get("type") not in ("chapter", "paper-conference")
    title = "BTI" if item.get("type") == "book" else "TI"
    whole = "JT" if in_journal else "BTI"
    named = ((title, "title"), (whole, "container-title"))
    yield from ((tag, plain(item[name])) for tag, name in named if item.get(name))


def _people(item: CslItem) -> Iterator[tuple[str, str]]:
    """``FAU`` and ``AU``: in full, and with initials behind; ``CN``: organisations."""
    for role, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        for name in item.get(role) or ():
            if "literal" not in name:
                yield from ((full, inverted(name)), (short, _index_name(name)))
            elif name["literal"] == "others":
                yield full, "et al."
            else:
                yield ("CN" if role == "author" else full), name["literal"]


def _index_name(name: Mapping[str, str]) -> str:
    """``van der Waals JD Jr``"""
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    initials = "".join(_INITIAL.findall(name.get("given", ""))).upper()
    parts = (particle, name.get("family", ""), initials, name.get("suffix", "").rstrip("."))
    return " ".join(filter(None, parts))


def _date(date: Mapping[str, Any]) -> str:
    """``2016 May 17``, ``2016 Spring``, ``2016 Mar-Apr``, ``2015 Dec-2016 Jan``; what can't be
    said so as EDTF has it.
    """
    if "literal" in date:
        return str(date["literal"])
    first, *last = date["date-parts"]
    if date.get("circa") or any(end[0] < 1000 for end in (first, *last)):
        return edtf(date)
    if not last:
        return _words(first)
    (end,) = last
    within = len(first) > 1 < len(end) and first[0] == end[0]
    return f"{_words(first)}-{_words(end).partition(' ')[2] if within else _words(end)}"


def _words(day: Sequence[int]) -> str:
    year, *rest = day
    if not rest:
        return str(year)
    word = _MONTHS[rest[0] - 1] if rest[0] <= 12 else _SEASONS[rest[0] - 21]
    return " ".join(map(str, (year, word, *rest[1:])))
