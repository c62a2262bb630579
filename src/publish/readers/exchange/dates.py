"""Dates as exports write them → CSL dates.

RIS: ``2016/05/17/`` with parts left out, and words at the end. PubMed: ``2016 May-Jun``,
``2015 Dec-2016 Jan``.
EndNote: a year, and a date in words.
"""

from __future__ import annotations

import re

from publish.readers.bibtex.items.date_formats import (
    DAYS,
    CslDate,
    join_date,
    read_edtf,
    read_months,
    read_words,
    read_year,
)

_SLASHED = re.compile(r"\s*(\d{3,4})?\s*/\s*(\d{0,2})\s*/\s*(\d{0,2})\s*(?:/(.*))?")
_NUMBERS = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:[T ].*)?")
_ACROSS = re.compile(r"(\d{4}\s+[^\d\s]+(?:\s+\d{1,2})?)\s*[-–]\s*(\d{4}\s+\S.*)")
_YEAR_FIRST = re.compile(r"(\d{4})\s+(\S.*)")


def read_date(text: str) -> CslDate | None:
    """The date; None where no year can be seen in it."""
    text = text.strip()
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return _from_parts(slashed)
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _valid(int(numbers[1]), int(numbers[2]), int(numbers[3] or 0))
    across = _ACROSS.fullmatch(text)
    ends = [read_date(end) for end in across.groups()] if across else []
    if ends and all(end and len(end["date-parts"]) == 1 for end in ends):
        return {"date-parts": [end["date-parts"][0] for end in ends if end]}
    first = _YEAR_FIRST.fullmatch(text)
    if first and (months := read_months(first[2])):
        return join_date({"date-parts": [[int(first[1])]]}, months, None)
    return read_edtf(text) or read_year(text) or read_words(text)


def _from_parts(slashed: re.Match[str]) -> CslDate | None:
    year, month, day, words = slashed.groups()
    if not year:
        return read_date(words) if words else None
    date = _valid(int(year), int(month or 0), int(day or 0))
    if date and words and words.strip():
        exact = read_edtf(words)
        if exact and exact["date-parts"][0][:1] == date["date-parts"][0][:1]:
            return exact
        return date if month else join_date(date, read_months(words), None)
    return date


def _valid(year: int, month: int, day: int) -> CslDate | None:
    """Year, month, day as far as they are given; None where one can't be."""
    if not (0 <= month <= 12 and 0 <= day <= (DAYS[month - 1] if month else 31)):
        return None
    parts = [year] + [month] * bool(month) + [day] * bool(month and day)
    return {"date-parts": [parts]}
