"""Dates of .bib files → CSL dates.

biblatex's ``date`` is EDTF (ISO 8601-2, levels 0 and 1): ``2004-05/..``, ``1850~``,
``199X``, ``-0043``, ``2004-22``. BibTeX's ``year`` and ``month`` are free text, in which
people write ``c. 1850``, ``2001a``, ``44 BC``, ``Mar.-Apr.`` or ``in press``.
Seasons stand in the place of the month, as EDTF's 21 to 24.
"""

from __future__ import annotations

import re
from typing import Any

from publish.model.expressions import expression

CslDate = dict[str, Any]

_EDTF = expression(
    r"(?:[yY](-?\d{5,})|(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?)\s*([?~%]*)"
)
_UNSPECIFIED = expression(r"(\d{1,3})([XxUu]{1,3})")
_MASKED = expression(r"(?:-[Xu]{2})+$")
_OPEN = ("", "..", "open", "unknown", "*")
_YEAR = expression(r"(\d{3,4})[a-z]?")
_ERA = expression(r"(\d{1,4})\s*(?:b\.?\s*c\.?(?:\s*e\.?)?|v\.?\s*chr\.?)", re.I)
_ERA_AFTER = expression(r"(?:a\.?d\.?\s*(\d{1,4})|(\d{1,4})\s*(?:a\.?d\.?|c\.?e\.?))", re.I)
_SPAN = expression(r"(\d{3,4})\s*(?:-{1,3}|–|—|/)\s*(\d{1,4})")
_YEAR_IN = expression(r"\b\d{4}\b")
_OPEN_YEAR = expression(r"(\d{4})\s*(?:-{1,3}|–|—)")
_CIRCA = expression(r"^(?:ca?\.?|circa|approx\.?|about|um)\s*(?=\d)|[~?]+$|\(\?\)$", re.I)

_MONTH_WORDS = (
    "jan janv january januar janvier enero gennaio ene",
    "feb febr february februar février fevrier febrero febbraio fév févr",
    "mar march märz maerz mars marzo mär mrz",
    "apr april avril abril aprile avr abr",
    "may mai mayo maggio",
    "jun june juni juin junio giugno",
    "jul july juli juillet julio luglio juil",
    "aug august août aout agosto ago",
    "sep sept september septembre septiembre settembre",
    "oct october oktober octobre octubre ottobre okt",
    "nov november novembre noviembre",
    "dec december dezember décembre decembre diciembre dicembre dez déc dic",
)
_MONTHS = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
_SEASONS = {
    "spring": 21, "frühjahr": 21, "frühling": 21, "printemps": 21, "summer": 22, "sommer": 22,
    "été": 22, "autumn": 23, "fall": 23, "herbst": 23, "automne": 23, "winter": 24, "hiver": 24,
}  # fmt: skip
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH_TOKEN = expression(r"[^\W\d_]+|\d+|--?-?|[–—/]")


def read_edtf(text: str) -> CslDate | None:
    """A biblatex date; None where it is none."""
    text = text.strip()
    halves = [half.strip() for half in text.split("/")]
    if len(halves) > 2:
        return None
    decade = _UNSPECIFIED.fullmatch(text)
    if decade and len(decade.group(1) + decade.group(2)) == 4:
        low = int(decade.group(1) + "0" * len(decade.group(2)))
        high = int(decade.group(1) + "9" * len(decade.group(2)))
        return {"date-parts": [[low], [high]]}
    ends: list[list[int]] = []
    circa = False
    for index, half in enumerate(halves):
        if half.lower() in _OPEN:
            if index == 0 and len(halves) == 1:
                return None
            ends.append([0])
            continue
        found = _EDTF.fullmatch(_MASKED.sub("", half))
        if not found:
            return None
        parts = _parts(found)
        if parts is None:
            return None
        ends.append(parts)
        circa = circa or bool(found.group(5))
    if ends == [[0], [0]]:
        return None
    if ends[0] == [0]:  # CSL has no open beginning
        ends = ends[1:]
    return {"date-parts": ends, **({"circa": True} if circa else {})}


def _parts(found: re.Match[str]) -> list[int] | None:
    """EDTF counts 1 BC as year 0, CSL as year -1."""
    year = int(found.group(1) or found.group(2))
    parts = [year if year > 0 else year - 1]
    month, day = int(found.group(3) or 0), int(found.group(4) or 0)
    if month:
        if not (1 <= month <= 12 or 21 <= month <= 24):
            return None
        parts.append(month)
        if day and month <= 12:
            if day > DAYS[month - 1]:
                return None
            parts.append(day)
    return parts


def read_year(text: str) -> CslDate | None:
    """What people write as a year; None where no year can be seen in it."""
    text = text.strip().strip("[](){}.,").strip()
    bare = _CIRCA.sub("", text).strip(" []()")
    circa: CslDate = {"circa": True} if bare != text else {}
    year = _YEAR.fullmatch(bare)
    if year:
        return {"date-parts": [[int(year.group(1))]], **circa}
    era = _ERA.fullmatch(bare)
    if era:
        return {"date-parts": [[-int(era.group(1))]], **circa}
    after = _ERA_AFTER.fullmatch(bare)
    if after:
        return {"date-parts": [[int(after.group(1) or after.group(2))]], **circa}
    since = _OPEN_YEAR.fullmatch(bare)
    if since:
        return {"date-parts": [[int(since.group(1))], [0]], **circa}
    span = _SPAN.fullmatch(bare)
    if span:
        first, last = span.group(1), span.group(2)
        last = first[: len(first) - len(last)] + last
        if int(last) >= int(first):
            return {"date-parts": [[int(first)], [int(last)]], **circa}
    return read_edtf(text)


def read_words(text: str) -> CslDate | None:
    """A year with months around it: ``June 1980``, ``12 March, 2020``."""
    year = _YEAR_IN.search(text)
    months = read_months(_YEAR_IN.sub(" ", text, count=1).replace(",", " ")) if year else None
    return (
        join_date({"date-parts": [[int(year.group())]]}, months, None) if year and months else None
    )


def read_months(text: str) -> list[list[int]] | None:
    """The months, each with its day where one is given: ``7~jul``, ``Mar.-Apr.``."""
    found: list[list[int]] = []
    day = 0
    before = ""
    for token in _MONTH_TOKEN.findall(text.replace('"', " ").replace("#", " ")):
        word = token.lower()
        if word in _MONTHS:
            found.append([_MONTHS[word]])
            if day:
                found[-1].append(day)
                day = 0
        elif word in _SEASONS:
            found.append([_SEASONS[word]])
        elif word.isdigit():
            number = int(word)
            if found and len(found[-1]) == 1 and 1 <= number <= 31 and found[-1][0] < 13:
                found[-1].append(number)
            elif found and len(found[-1]) == 2 and before[:1] in "-–—/" and 1 <= number <= 31:
                found.append([found[-1][0], number])
            elif not found and 1 <= number <= 31:
                day = number
            else:
                return None
        elif word[0].isalpha() and word not in ("st", "nd", "rd", "th", "and", "de", "of", "und"):
            return None
        before = word
    if not found and 1 <= day <= 12:
        return [[day]]
    return found[:1] + found[-1:] if len(found) > 1 else (found or None)


def days_of(month: int) -> int:
    """The most days that a month has; a season has none."""
    return DAYS[month - 1] if month <= 12 else 0


def join_date(year: CslDate, months: list[list[int]] | None, day: int | None) -> CslDate:
    """One year, one or two months of it, and a day that the month has."""
    parts = year["date-parts"]
    if not months or len(parts) > 1:
        return year
    first = parts[0][:1]
    ends = [[*first, *month] for month in months]
    if day and len(ends) == 1 and len(ends[0]) == 2 and day <= days_of(ends[0][1]):
        ends[0].append(day)
    return {**year, "date-parts": ends}
