"""A collection whose entries are laid out one by one is the book that one run makes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from publish.attach import compare
from tests.conftest import require
from tests.integration.test_collections import built, project
from tests.judges import verapdf
from tests.unit.test_printing import outline, structure


def laid_out(root: Path, layout: str) -> pikepdf.Pdf:
    """The project's collection, built with its PDF laid out in this way."""
    settings = root / "publish.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("\nncx =", f'\nlayout = "{layout}"\nncx ='), "utf-8")
    return pikepdf.open(built(root, "pdf") / "all.pdf")


@pytest.mark.parametrize("entries", [5, pytest.param(100, marks=pytest.mark.proof)])
def test_entry_by_entry_or_in_one_run_is_the_same(tmp_path: Path, entries: int) -> None:
    """Text, links from place to place, tags, bookmarks, labels, files, page by page."""
    require(verapdf)
    whole = laid_out(project(tmp_path / "whole", entries), "whole")
    joined = laid_out(project(tmp_path / "entries", entries), "entries")
    found = compare(whole, joined)
    differing = {item.what.split()[0] for item in (*found.lost, *found.added)}
    assert differing <= {"manifest.json"}  # which has the sum of the settings
    assert not found.moved
    assert structure(whole) == structure(joined)
    assert outline(whole) == outline(joined)
    assert verapdf.validate([tmp_path / "entries/output/all/all.pdf"]) == []


LONG = "\n## More\n\n" + "Words that weren't there are there now. " * 400 + "\n"
EDITS = {
    "word": "\nWordy: it says.\n",
    "pages": LONG,
    "record": "\nSee [@k39; @new1999, p. 7].^[And [@new1999].]\n",
}
NEW = "@book{new1999, author={New, Ann}, title={A new book}, publisher={P}, year=1999}\n"


def test_a_book_is_the_same_whatever_was_made_before(tmp_path: Path) -> None:
    """After an edit that keeps its pages, one that doesn't, and one that cites another record."""
    root = project(tmp_path / "edited", 6)
    laid_out(root, "entries").close()
    with (root / "bibliography/sea.bib").open("a", encoding="utf-8") as records:
        records.write(NEW)
    entry, before = root / "entries/e3.md", b""
    for name, words in EDITS.items():
        entry.write_text(entry.read_text("utf-8") + words, "utf-8")
        edited = (built(root, "pdf") / "all.pdf").read_bytes()
        skipped = shutil.ignore_patterns("build", "output")
        anew = shutil.copytree(root, tmp_path / name, ignore=skipped)
        assert (built(anew, "pdf") / "all.pdf").read_bytes() == edited
        assert edited != before
        before = edited
