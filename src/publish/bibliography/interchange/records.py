"""A reference → a .bib record: its type and its fields, in biblatex's words or BibTeX's.

What was read from a .bib file keeps every field as it was written, macros put in and what
it inherits with it; only names of types and fields follow the dialect. Of all others the
CSL item is written. A type that BibTeX doesn't know goes into ``entrysubtype``, which its
styles pass over and ``readers.bibtex`` reads.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from publish.bibliography.interchange.dates import biblatex_date, bibtex_date
from publish.bibliography.interchange.markup import latex, plain
from publish.bibliography.interchange.names import bibtex_names
from publish.model.crosswalk import (
    BIBLATEX_TYPES,
    BIBTEX_TYPES,
    DATES,
    NAMES,
    SUBTYPES,
    biblatex_field,
    words,
)
from publish.model.reference import CslItem, Reference

Dialect = Literal["bibtex", "biblatex"]

_ALIKE = words(
    """collection mvbook mvcollection mvproceedings mvreference reference bookinbook suppbook
    suppcollection suppperiodical report commentary set"""
)
"""Types of biblatex whose records say the same under BibTeX's type for them."""
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
    if fields.get("entrysubtype", "").lower() == kind:
        del fields["entrysubtype"]
    if dialect == "biblatex":
        renamed = _renamed(fields, _FIELDS_TO_BIBLATEX)
        values = {name: _kept(name, raw) for name, raw in renamed.items()}
        return BibRecord(kind, reference.key, values)
    kind, exact = _bibtex_type(kind, fields)
    if exact:
        fields["entrysubtype"] = exact
    if kind.endswith("thesis") and "institution" in fields:
        fields["school"] = fields.pop("institution")
    renamed = _renamed(fields, _FIELDS_TO_BIBTEX)
    values = {name: _kept(name, raw) for name, raw in renamed.items()}
    return BibRecord(kind, reference.key, _with_year(values, renamed.get("date", ""), reference))


def _bibtex_type(kind: str, fields: Mapping[str, str]) -> tuple[str, str]:
    """BibTeX's type, and what ``entrysubtype`` says of it; where that is taken, the type
    remains, as which BibTeX prints @misc.
    """
    if kind == "thesis" and "type" in fields:
        is_masters = "master" in fields["type"].lower() or "mathesis" in fields["type"].lower()
        return ("mastersthesis" if is_masters else "phdthesis"), ""
    if kind not in BIBTEX_TYPES or kind in _ALIKE:
        return BIBTEX_TYPES.get(kind, kind), ""
    return (kind, "") if "entrysubtype" in fields else (BIBTEX_TYPES[kind], kind)


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


def _with_year(values: dict[str, str], date: str, reference: Reference) -> dict[str, str]:
    """``year`` and ``month`` in place of a ``date`` that BibTeX's styles don't know; a date
    that these can't say stays beside its year.
    """
    if not date or "year" in values:
        return values
    found = _SIMPLE_DATE.fullmatch(date.strip())
    parts = [int(part) for part in found.groups() if part] if found else []
    if not parts or not _is_possible(*parts):
        issued = reference.csl.get("issued")
        return {**values, "year": braced(bibtex_date(issued)["year"])} if issued else values
    dated = bibtex_date({"date-parts": [parts]})
    split = {name: _expression(name, text) for name, text in dated.items()}
    return {**{n: v for n, v in values.items() if n != "date"}, **split}


def _is_possible(year: int, month: int = 1, day: int = 1) -> bool:
    """Whether there is such a month, or season, and such a day in it."""
    return month in _KNOWN_MONTHS and (month > 12 or 0 < day <= monthrange(2000, month)[1])


# -- records of other formats ---------------------------------------------------------


def _of_item(key: str, item: CslItem, dialect: Dialect) -> BibRecord:
    kind = str(item.get("type", "document"))
    fields: dict[str, str] = {}
    for variable, value in item.items():
        for name, text in _fields(variable, value, kind, dialect).items():
            fields.setdefault(name, text)
    type_ = BIBLATEX_TYPES.get(kind, "misc")
    if kind in SUBTYPES:
        fields["entrysubtype"] = braced(kind)
    elif kind in ("article-magazine", "article-newspaper"):
        fields["entrysubtype"] = braced(kind.removeprefix("article-"))
    if kind == "article" and "number" in fields:
        type_ = _as_eprint(fields, item)
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
    kind, exact = _bibtex_type(type_, {n: v for n, v in fields.items() if n != "entrysubtype"})
    if exact:
        fields.setdefault("entrysubtype", braced(exact))
    if type_ == "thesis" and "institution" in fields:
        fields["school"] = fields.pop("institution")
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
