"""Books by others without their citations: what is found again, and what nobody cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from tests.mentions.authored import Book, book

pytestmark = pytest.mark.corpus

AGAIN = {"adv-r": 0.6, "joss-gmr": 0.0, "joss-mwarp1d": 0.0}
"""The least share of the citations beside a name whose papers are surely found."""


@pytest.fixture(scope="module", params=AGAIN)
def read(request: pytest.FixtureRequest, corpora: Path, pandoc: Pandoc) -> Book:
    return book(corpora / "entries" / "dev" / request.param, pandoc)


def test_citations_beside_names_are_found_again(read: Book) -> None:
    assert read.found >= AGAIN[read.name] * read.nameable


def test_nothing_is_surely_found_that_is_not_meant(read: Book) -> None:
    assert not read.false
