"""Books that hold everything, judged by EPUBCheck, and read in a browser."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from publish.verify.epub import verify_epub
from tests import samples
from tests.conftest import require
from tests.judges import ace, axe, epubcheck
from tests.unit.writers.made import book_artifact

PAGES_ONLY = ("region", "landmark-one-main", "bypass", "page-has-heading-one")
"""Rules about the frame of a web page, which a reading system is for a chapter."""


@pytest.fixture(scope="module")
def books(pandoc: Pandoc, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("books")
    made = {name: book_artifact(cited) for name, cited in samples.every(pandoc, folder).items()}
    for name, artifact in made.items():
        assert list(verify_epub(artifact)) == []
        (folder / f"{name}.epub").write_bytes(artifact.data)
    return [folder / f"{name}.epub" for name in made]


@pytest.mark.judge
def test_epubcheck_finds_nothing(books: list[Path]) -> None:
    require(epubcheck)
    assert epubcheck.epubcheck(books) == []


@pytest.mark.judge
def test_ace_finds_nothing_in_a_small_book(books: list[Path]) -> None:
    require(ace)
    smallest = min(books, key=lambda path: path.stat().st_size)
    assert ace.ace([smallest]) == []


@pytest.mark.judge
def test_epubcheck_finds_what_is_bad(books: list[Path], tmp_path: Path) -> None:
    require(epubcheck)
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(books[0]) as good, zipfile.ZipFile(bad, "w") as worse:
        for name in good.namelist():
            data = good.read(name)
            if name == "EPUB/references.xhtml":
                data = data.replace(b'id="ref-he2016deep"', b'id="gone"')
            worse.writestr(name, data)
    assert any("RSC-012" in finding for finding in epubcheck.epubcheck([bad]))


@pytest.mark.judge
def test_chapters_read_well_in_a_browser(books: list[Path], tmp_path: Path) -> None:
    """No violation, no overflow on a narrow screen, nothing fetched, fonts there."""
    require(axe)
    with zipfile.ZipFile(books[0]) as container:
        container.extractall(tmp_path)
    chapters = sorted((tmp_path / "EPUB").glob("*.xhtml"))
    assert len(chapters) == 10
    assert axe.axe(chapters, ["320"], PAGES_ONLY) == []
