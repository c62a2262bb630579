"""A reference → a .bib record: its type and its fields, in biblatex's words or BibTeX's.

What was read from a .bib file keeps every field as it was written, macros put in and what
it inherits with it; only names of types and fields follow the dialect. Of all others the
CSL item is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from publish.bibliography.interchange.dates import biblatex_date, bibtex_date
from publish.bibliography.interchange.markup import latex, plain
from publish.bibliography.interchange.names import bibtex_names
from publish.model.crosswalk import BIBLATEX_TYPES, DATES, NAMES, biblatex_field, words
from publish.model.reference import CslItem, Reference

Dialect = Literal["bibtex", "biblatex"]

_TO_BIBTEX = {
    "online": "misc", "thesis": "phdthesis", "report": "techreport", "collection": "book",
    "mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings",
    "mvreference": "book", "reference": "book", "inreference": "incollection",
    "bookinbook": "inbook", "suppbook": "inbook", "suppcollection": "incollection",
    "suppperiodical": "article", "periodical": "book", "electronic": "misc", "www": "misc",
    **dict.fromkeys(words(
        """artwork audio commentary dataset image jurisdiction legal legislation letter movie music
        patent performance review software standard video set"""), "misc"),
}  # fmt: skip
_FIELDS_TO_BIBTEX = {
    "journaltitle": "journal", "location": "address", "annotation": "annote",
    "eprinttype": "archiveprefix", "eprintclass": "primaryclass",
}  # fmt: skip
_FIELDS_TO_BIBLATEX = {
    "journal": "journaltitle", "address": "location", "school": "institution",
    "annote": "annotation", "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
}  # fmt: skip
_VERBATIM = words("doi url eprint file")
_LINKS = words("crossref xdata ids")
_MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
_KNOWN_MONTHS = frozenset((*range(1, 13), *range(21, 25)))
"""Months, and the seasons as EDTF numbers them."""
_SIMPLE_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class BibRecord(NamedTuple):
    """``fields`` are expressions: texts in braces, numbers, macros of months."""

    type: str
    key: str
    fields: dict[str, str]


def bib_record(reference: Reference, dialect: Dialect) -> BibRecord:
    if reference.place.path.endswith(".bib"):
        return _as_written(reference, dialect)
    return _of_item(reference.key, reference.csl, dialect)


# -- records of .bib files ----------------------------------------------------------


def _as_written(reference: Reference, dialect: Dialect) -> BibRecord:
    kind = reference.type
    fields = {n: f.raw for n, f in reference.fields.items() if n not in _LINKS}
    if reference.aliases:
        fields["ids"] = ",".join(reference.aliases)
    if dialect == "biblatex":
        renamed = _renamed(fields, _FIELDS_TO_BIBLATEX)
        values = {name: _kept(name, raw) for name, raw in renamed.items()}
        return BibRecord(kind, reference.key, values)
    if kind == "thesis" and fields.get("type", "").lower() in ("mathesis", "mastersthesis"):
        kind = "mastersthesis"
    kind = _TO_BIBTEX.get(kind, kind)
    if kind.endswith("thesis") and "institution" in fields:
        fields["school"] = fields.pop("institution")
    renamed = _renamed(fields, _FIELDS_TO_BIBTEX)
    values = {name: _kept(name, raw) for name, raw in renamed.items()}
    return BibRecord(kind, reference.key, _with_year(values, renamed.get("date", "")))


def _renamed(fields: dict[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Fields by the dialect's names; one whose name is taken keeps its own."""
    found: dict[str, str] = {}
    for name, raw in fields.items():
        new = names.get(name, name)
        found[name if new != name and new in fields else new] = raw
    return found


def _kept(name: str, raw: str) -> str:
    """A field as it was written; a month stays the macro that it was."""
    return raw if name == "month" and raw in _MONTHS else braced(raw)


def _with_year(values: dict[str, str], date: str) -> dict[str, str]:
    """``year`` and ``month`` beside a ``date`` that BibTeX's styles don't know."""
    found = _SIMPLE_DATE.fullmatch(date.strip())
    if not found or "year" in values or int(found[2] or 1) not in _KNOWN_MONTHS:
        return values
    parts = bibtex_date({"date-parts": [[int(part) for part in found.groups() if part]]})
    split = {name: _expression(name, text) for name, text in parts.items()}
    return {**{n: v for n, v in values.items() if n != "date"}, **split}


# -- records of other formats ---------------------------------------------------------


def _of_item(key: str, item: CslItem, dialect: Dialect) -> BibRecord:
    kind = str(item.get("type", "document"))
    fields: dict[str, str] = {}
    for variable, value in item.items():
        for name, text in _fields(variable, value, kind, dialect).items():
            fields.setdefault(name, text)
    _add_genre(fields, item, kind)
    type_ = BIBLATEX_TYPES.get(kind, "misc")
    if kind == "speech" and "eventtitle" not in fields:
        type_ = "misc"
    if kind == "article" and "number" in fields:
        type_ = _as_eprint(fields, item)
    if dialect == "biblatex" and kind in ("article-magazine", "article-newspaper"):
        fields["entrysubtype"] = "{" + kind.removeprefix("article-") + "}"
    if dialect == "bibtex":
        return _in_bibtex(key, type_, fields)
    return BibRecord(type_, key, fields)


def _fields(variable: str, value: Any, kind: str, dialect: Dialect) -> dict[str, str]:
    name = biblatex_field(variable, kind)
    if name is None or not value:
        return {}
    if variable == "issued":
        dated = bibtex_date(value) if dialect == "bibtex" else biblatex_date(value)
        return {part: _expression(part, text) for part, text in dated.items()}
    if variable in DATES:
        text = value.get("literal") or next(iter(biblatex_date(value).values()))
        return {name: braced(str(text))}
    if variable in NAMES:
        return {name: braced(bibtex_names(value))}
    if name in _VERBATIM:
        return {name: braced(str(value))}
    if variable == "page":
        return {name: braced(latex(str(value)).replace("-", "--"))}
    return {name: braced(latex(str(value)))}


def _add_genre(fields: dict[str, str], item: CslItem, kind: str) -> None:
    """biblatex's @thesis and @report want a ``type``."""
    if kind == "thesis":
        fields.setdefault("type", "{phdthesis}")
    elif kind == "report":
        fields.setdefault("type", "{techreport}")


def _as_eprint(fields: dict[str, str], item: CslItem) -> str:
    """A preprint of arXiv, as biblatex writes it."""
    number = plain(item.get("number", ""))
    if number.lower().startswith("arxiv:"):
        fields["eprint"] = braced(number[6:])
        fields["eprinttype"] = "{arxiv}"
        for name in ("number", "publisher"):
            fields.pop(name, None)
        if "arxiv.org/abs/" in fields.get("url", ""):
            del fields["url"]
    return "online"


def _in_bibtex(key: str, type_: str, fields: dict[str, str]) -> BibRecord:
    kind = _TO_BIBTEX.get(type_, type_)
    if type_ == "thesis" and "master" in fields.get("type", "").lower():
        kind = "mastersthesis"
    if type_ == "thesis" and "institution" in fields:
        fields["school"] = fields.pop("institution")
    if fields.get("type") in ("{phdthesis}", "{techreport}"):
        del fields["type"]
    renamed = {_FIELDS_TO_BIBTEX.get(name, name): value for name, value in fields.items()}
    return BibRecord(kind, key, renamed)


# -- values ---------------------------------------------------------------------------


def _expression(name: str, text: str) -> str:
    """A month is an expression already; all else is text."""
    return text if name == "month" else braced(text)


def braced(text: str) -> str:
    """``text`` as a value; braces without a counterpart are written as characters."""
    if not _is_balanced(text):
        text = text.replace("{", "").replace("}", "")
    return "{" + text + "}"


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in re.findall(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
