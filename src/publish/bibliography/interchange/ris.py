"""CSL items → RIS, as its specification of 2011 has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.bibliography.interchange.dates import slashed
from publish.bibliography.interchange.markup import plain
from publish.bibliography.interchange.names import inverted
from publish.model.crosswalk import IN_BOOKS, IN_SERIALS
from publish.model.reference import CslItem, Reference

_TYPES = {
    "article": "PREP", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "POD",
    "chapter": "CHAP", "classic": "CLSWK", "collection": "EDBOOK", "dataset": "DATA",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "entry": "ENCYC",
    "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR", "interview": "INTV",
    "legal_case": "CASE", "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP",
    "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "patent": "PAT", "periodical": "JFULL",
    "personal_communication": "PCOMM", "post-weblog": "BLOG", "post": "BLOG", "report": "RPRT",
    "review": "JOUR", "review-book": "JOUR", "software": "COMP", "song": "SOUND",
    "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
_TEXTS = (
    ("ET", "edition"), ("NV", "number-of-volumes"), ("VL", "volume"), ("PB", "publisher"),
    ("CY", "publisher-place"), ("DO", "DOI"), ("UR", "URL"), ("SN", "ISBN"), ("SN", "ISSN"),
    ("LA", "language"), ("DB", "archive"), ("CN", "call-number"), ("TT", "original-title"),
    ("M3", "genre"), ("AB", "abstract"), ("N1", "note"), ("ST", "title-short"),
)  # fmt: skip


def ris(references: Sequence[Reference]) -> str:
    return "\n".join(_record(reference.csl) for reference in references)


def _record(item: CslItem) -> str:
    lines = [("TY", _TYPES.get(str(item.get("type")), "GEN")), ("ID", str(item["id"]))]
    lines += [*_people(item), *_titles(item), *_numbers(item)]
    lines += [(tag, plain(item[name])) for tag, name in _TEXTS if item.get(name)]
    if item.get("issued"):
        lines.append(("PY", slashed(item["issued"])))
    if item.get("accessed"):
        lines.append(("Y2", slashed(item["accessed"])))
    lines += [
        ("KW", word.strip()) for word in str(item.get("keyword", "")).split(",") if word.strip()
    ]
    return "".join(f"{tag}  - {text}\n" for tag, text in lines) + "ER  - \n"


def _people(item: CslItem) -> Iterator[tuple[str, str]]:
    in_whole = item.get("type") in IN_BOOKS
    series = "A3" if in_whole or item.get("type") != "book" else "A2"
    roles = (("author", "AU"), ("editor", "A2" if in_whole else "ED"),
             ("collection-editor", series), ("translator", "A4"))  # fmt: skip
    for role, tag in roles:
        yield from ((tag, inverted(name)) for name in item.get(role) or ())


def _titles(item: CslItem) -> Iterator[tuple[str, str]]:
    container = "JO" if item.get("type") in IN_SERIALS else "T2"
    series = "T2" if item.get("type") == "book" else "T3"
    named = (("TI", "title"), (container, "container-title"), ("J2", "container-title-short"),
             (series, "collection-title"), ("C3", "event-title"))  # fmt: skip
    yield from ((tag, plain(item[name])) for tag, name in named if item.get(name))


def _numbers(item: CslItem) -> Iterator[tuple[str, str]]:
    kind = item.get("type")
    number = "issue" if kind in IN_SERIALS else "collection-number" if (
        kind in ("book", "chapter")) else "number"  # fmt: skip
    if item.get(number):
        yield "IS", plain(item[number])
    first, sign, last = plain(item.get("page", "")).partition("-")
    if sign and last and not set(last) & set("-,;"):
        yield from (("SP", first), ("EP", last))
    elif first:
        yield "SP", plain(item["page"])
    elif item.get("number-of-pages"):
        yield "SP", plain(item["number-of-pages"])
