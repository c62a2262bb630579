"""The fields that hold dates → the item's dates, by ``date_formats``."""

from __future__ import annotations

import re

from publish.diagnostics.rules import bib
from publish.model.expressions import expression
from publish.readers.bibtex.items.conversion import Conversion
from publish.readers.bibtex.items.date_formats import (
    CslDate,
    days_of,
    join_date,
    read_edtf,
    read_months,
    read_words,
    read_year,
)
from publish.readers.bibtex.tables import words

_VARIABLES = (
    ("urldate", "accessed"), ("eventdate", "event-date"), ("origdate", "original-date"),
    ("origyear", "original-date"),
)  # fmt: skip

_IMPOSSIBLE = expression(r"(\d{4})(?:-\d{1,2}){1,2}")
"""A date of the right form that is none, as 2001-13-45."""

_UNDATED = frozenset(words("nd undated sd oj ohnejahr sansdate sinefecha nodate"))
_STATES = {
    "inpress": "inpress", "forthcoming": "forthcoming", "toappear": "forthcoming",
    "submitted": "submitted", "underreview": "submitted", "accepted": "inpress",
    "inpreparation": "inpreparation", "prepublished": "prepublished",
    "imdruck": "inpress", "souspresse": "inpress", "enprensa": "inpress",
}  # fmt: skip
"""What people write for a year → biblatex's ``pubstate``."""


def set_dates(conversion: Conversion) -> None:
    issued = _date(conversion, "date") or _year(conversion)
    if issued and "literal" in issued:
        conversion.put("status", issued["literal"])
    conversion.put("issued", issued)
    for name, variable in _VARIABLES:
        conversion.put(variable, _date(conversion, name))


def _date(conversion: Conversion, name: str) -> CslDate | None:
    """A field that should be EDTF; in words, if it must be."""
    if not conversion.raw(name):
        return None
    text = _text(conversion, name)
    date = read_edtf(text) or read_year(text) or read_words(text)
    return date or _literal(conversion, text, name)


def _year(conversion: Conversion) -> CslDate | None:
    """BibTeX's ``year``, ``month`` and ``day``."""
    text = _text(conversion, "year")
    if not text:
        return None
    year = read_year(text) or read_words(text)
    if year is None:
        return _literal(conversion, text, "year")
    month, day = conversion.text("month"), conversion.text("day")
    months = read_months(month) if month else None
    if month and (not months or "#" in month) and conversion.is_defined("month"):
        _report(conversion, month, "month")
    number = int(day) if day.isdigit() and 0 < int(day) < 32 else None
    if number and months and len(months[0]) == 1 and number > days_of(months[0][0]) > 0:
        _report(conversion, day, "day")
    return join_date(year, months, number)


def _text(conversion: Conversion, name: str) -> str:
    """The field as it stands, but for LaTeX: EDTF's ``~`` is no blank."""
    raw = conversion.raw(name)
    return conversion.text(name) if "\\" in raw or "{" in raw else raw


def _literal(conversion: Conversion, text: str, name: str) -> CslDate:
    """What nobody can read is printed as it stands; of a day that there isn't, the year."""
    _report(conversion, text, name)
    impossible = _IMPOSSIBLE.fullmatch(text.strip())
    return {"date-parts": [[int(impossible[1])]]} if impossible else {"literal": text}


def _report(conversion: Conversion, text: str, name: str) -> None:
    message = f"`{text}` in `{name}` is no date that can be understood"
    conversion.report(bib.UNCLEAR_DATE, message, _hint(text), name, words=text)


def _hint(text: str) -> str:
    letters = re.sub(r"[\W\d_]+", "", text).lower()
    if letters in _UNDATED:
        return (
            f"leave it out: a style writes `{text.strip()}`, or its own word, where there is none"
        )
    if letters in _STATES:
        return f"write `pubstate = {{{_STATES[letters]}}}` instead, and the year once there is one"
    return "write it as 2020-05-17 or 2019/2021"
