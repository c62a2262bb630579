"""CSL dates → what BibTeX and biblatex, RIS and EndNote write for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish.model.dates import edtf

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")

Date = Mapping[str, Any]


def biblatex_date(date: Date) -> dict[str, str]:
    """``date``; ``year``, where the date is words."""
    return {"year": str(date["literal"])} if "literal" in date else {"date": edtf(date)}


def bibtex_date(date: Date) -> dict[str, str]:
    """``year``, ``month`` (an expression) and ``day``."""
    if "literal" in date:
        return {"year": str(date["literal"])}
    ends = date["date-parts"]
    years = [_year(end) for end in ends]
    year = years[0] if len(set(years)) == 1 else "--".join(years)
    found = {"year": f"c. {year}" if date.get("circa") else year}
    months = [_month(end[1]) for end in ends if len(end) > 1]
    if months and len(set(years)) == 1:
        found["month"] = ' # "--" # '.join(months)
    if len(ends) == 1 and len(ends[0]) > 2:
        found["day"] = str(ends[0][2])
    return found


def _year(end: list[int]) -> str:
    if not end or not end[0]:
        return ""
    return str(end[0]) if end[0] > 0 else f"{-end[0]} BC"


def _month(number: int) -> str:
    return _MONTHS[number - 1] if number <= 12 else f'"{_SEASONS[number - 21]}"'


def slashed(date: Date) -> str:
    """RIS: ``2016/05/17/``; of a span its first day, the rest in words."""
    if "literal" in date:
        return f"///{date['literal']}"
    first, *last = date["date-parts"]
    if first[0] < 0:
        return f"///{_year(first)}"
    in_season = len(first) > 1 and first[1] > 12
    days = [] if in_season else [f"{part:02d}" for part in first[1:]]
    words = _SEASONS[first[1] - 21] if in_season else ""
    if last or date.get("circa"):
        words = edtf(date)
    return "/".join([f"{first[0]:04d}", *days, *[""] * (2 - len(days)), words])
