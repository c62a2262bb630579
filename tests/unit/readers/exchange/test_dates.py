"""Dates of exports: read as they are meant, and written so that they are read again."""

from __future__ import annotations

from typing import Any

import pytest

from publish.bibliography.interchange.nbib import nbib
from publish.model.reference import Reference
from publish.readers.exchange.dates import read_date

PUBMED: list[tuple[str, list[list[int]]]] = [
    ("2012", [[2012]]),
    ("2012 Mar", [[2012, 3]]),
    ("2012 Mar 5", [[2012, 3, 5]]),
    ("2012 Spring", [[2012, 21]]),
    ("2012 Mar-Apr", [[2012, 3], [2012, 4]]),
    ("2012 Spring-Summer", [[2012, 21], [2012, 22]]),
    ("2012 Mar 30-Apr 2", [[2012, 3, 30], [2012, 4, 2]]),
    ("1998 Dec-1999 Jan", [[1998, 12], [1999, 1]]),
    ("1998 Dec 30-1999 Jan 2", [[1998, 12, 30], [1999, 1, 2]]),
    ("1990-2000", [[1990], [2000]]),
]


@pytest.mark.parametrize(("text", "parts"), PUBMED)
def test_dates_of_pubmed(text: str, parts: list[list[int]]) -> None:
    assert read_date(text) == {"date-parts": parts}
    item: dict[str, Any] = {"type": "article-journal", "issued": {"date-parts": parts}}
    assert f"DP  - {text}\n" in nbib([Reference("a", "article", item)])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2012 Mar 3-5", [[2012, 3, 3], [2012, 3, 5]]),
        ("2001/05/03/Spring", [[2001, 5, 3]]),
        ("2001///Spring", [[2001, 21]]),
        ("2001/02/29", [[2001, 2, 29]]),
        ("2001-11-05T10:00:00Z", [[2001, 11, 5]]),
    ],
)
def test_other_dates(text: str, parts: list[list[int]]) -> None:
    assert read_date(text) == {"date-parts": parts}


@pytest.mark.parametrize("text", ["2001/02/31", "2001-04-31", "n.d.", "Spring", "2001/13/01"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None
