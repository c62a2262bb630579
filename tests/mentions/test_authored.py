"""Books by others without their citations: what is found again, and what nobody cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from tests.mentions.authored import PROJECTS, Book, book, excuses

pytestmark = pytest.mark.corpus

AGAIN = {"adv-r": 19, "d2l-ja": 12, "quantecon": 19}
"""How many of the citations beside a name have their paper surely found, at least. In the other
books no name stands beside a citation but one, of a package by which software is meant
(`scikit-learn` in joss-gmr): there is nothing to be found again.
"""
LONG = ("d2l-ja", "quantecon")
BOOKS = [pytest.param(name, marks=[pytest.mark.proof] if name in LONG else []) for name in PROJECTS]


@pytest.fixture(scope="module", params=BOOKS)
def read(request: pytest.FixtureRequest, corpora: Path, pandoc: Pandoc) -> Book:
    return book(corpora / "entries" / "dev" / request.param, pandoc)


def test_citations_beside_names_are_found_again(read: Book) -> None:
    if read.name in AGAIN:
        assert read.found >= AGAIN[read.name], read.missed
    else:
        assert read.nameable <= 1, "there is something to be found again: say how much"


def test_nothing_is_surely_found_that_is_not_meant(read: Book) -> None:
    assert not read.false


def test_every_excuse_is_of_use(read: Book) -> None:
    assert excuses(read.name) == {item.excuse(read.name) for item in read.uncited}
