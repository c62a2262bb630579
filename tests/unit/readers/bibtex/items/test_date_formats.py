"""Dates: biblatex's EDTF, and what people write into ``year`` and ``month``."""

from __future__ import annotations

from typing import Any

import pytest

from publish.readers.bibtex.items.date_formats import (
    join_date,
    read_edtf,
    read_months,
    read_words,
    read_year,
)
from tests.unit.readers.bibtex.reading import codes, read


@pytest.mark.parametrize(
    ("text", "parts", "circa"),
    [
        ("2020", [[2020]], False),
        ("2020-05-17", [[2020, 5, 17]], False),
        ("2020-05-17T10:00:00Z", [[2020, 5, 17]], False),
        ("2019-10/2020-02", [[2019, 10], [2020, 2]], False),
        ("1997/", [[1997], [0]], False),
        ("1997/..", [[1997], [0]], False),
        ("/1997", [[1997]], False),
        ("1850~", [[1850]], True),
        ("1850?", [[1850]], True),
        ("-0043-03-15", [[-44, 3, 15]], False),
        ("0000", [[-1]], False),
        ("199X", [[1990], [1999]], False),
        ("20uu", [[2000], [2099]], False),
        ("1999-XX", [[1999]], False),
        ("2004-22", [[2004, 22]], False),
    ],
)
def test_edtf(text: str, parts: list[list[int]], circa: bool) -> None:
    assert read_edtf(text) == {"date-parts": parts, **({"circa": True} if circa else {})}


@pytest.mark.parametrize("text", ["in press", "2020-13", "2020-05-45", "1/2/3", "..", "", "/"])
def test_no_edtf(text: str) -> None:
    assert read_edtf(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001", {"date-parts": [[2001]]}),
        ("[2001]", {"date-parts": [[2001]]}),
        ("2001a", {"date-parts": [[2001]]}),
        ("c. 1850", {"date-parts": [[1850]], "circa": True}),
        ("ca. 1850", {"date-parts": [[1850]], "circa": True}),
        ("1850?", {"date-parts": [[1850]], "circa": True}),
        ("2001-2003", {"date-parts": [[2001], [2003]]}),
        ("2001--03", {"date-parts": [[2001], [2003]]}),
        ("44 BC", {"date-parts": [[-44]]}),
        ("44 B.C.E.", {"date-parts": [[-44]]}),
        ("in press", None),
        ("1989–", {"date-parts": [[1989], [0]]}),
        ("2010-05", {"date-parts": [[2010, 5]]}),
    ],
)
def test_years(text: str, expected: Any) -> None:
    assert read_year(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jan", [[1]]),
        ("March", [[3]]),
        ("3", [[3]]),
        ("Mar.-Apr.", [[3], [4]]),
        ("7~jul", [[7, 7]]),
        ("1~mar", [[3, 1]]),
        ('mar # "~1"', [[3, 1]]),
        ("jul 18–22", [[7, 18], [7, 22]]),
        ("September", [[9]]),
        ("März", [[3]]),
        ("Spring", [[21]]),
        ("13", None),
        ("lipiec?", None),
    ],
)
def test_months(text: str, expected: Any) -> None:
    assert read_months(text) == expected


def test_a_day_belongs_to_one_month_only() -> None:
    year = {"date-parts": [[2001]]}
    assert join_date(year, [[3]], 7) == {"date-parts": [[2001, 3, 7]]}
    assert join_date(year, [[3], [4]], 7) == {"date-parts": [[2001, 3], [2001, 4]]}
    assert join_date({"date-parts": [[2001], [2003]]}, [[3]], None)["date-parts"] == [
        [2001],
        [2003],
    ]


def test_a_year_with_its_month_in_words() -> None:
    assert read_words("June 1980") == {"date-parts": [[1980, 6]]}
    assert read_words("12 March, 2020") == {"date-parts": [[2020, 3, 12]]}
    assert read_words("in 1980 or so") is None


@pytest.mark.parametrize(("month", "told"), [("febr", ["BIB011"]), ("nix", ["BIB011"])])
def test_a_month_that_is_no_macro_is_told_once(month: str, told: list[str]) -> None:
    references, found = read(f"@misc{{a, title={{T}}, year=1999, month={month}}}")
    assert codes(found) == told
    (reference,) = references
    expected = [[1999, 2]] if month == "febr" else [[1999]]
    assert reference.csl["issued"] == {"date-parts": expected}


def test_a_day_that_the_month_does_not_have_is_told() -> None:
    references, told = read("@misc{a, title={T}, year=2012, month=feb, day={30}}")
    assert next(iter(references)).csl["issued"] == {"date-parts": [[2012, 2]]}
    assert [each.message for each in told] == ["`30` in `day` is no date that can be understood"]
