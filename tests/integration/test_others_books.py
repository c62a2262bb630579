"""Books by others, brought in by a small adapter: collections in all formats, which judges find
nothing in. What could not be carried is printed, and kept in ``build/carried/``.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from publish.engines.glyphs import missing_glyphs
from tests.conftest import ROOT, require
from tests.integration.adapted import Adapted, adapt
from tests.integration.projects import command, environment
from tests.judges import epubcheck, nu, verapdf

BOOKS = {
    "adv-r": "en",
    "alfolio-594zyc": "en",
    "d2l-ja": "ja",
    "joss-gmr": "en",
    "joss-mwarp1d": "en",
    "quantecon": "en",
}
"""Those of the material that have a bibliography, and their languages."""

GUESS = "This document appears to be written in"
"""Nu's guess at the language of a page, which is wrong where most of it is code or references."""

LEFT = 0.1
"""How many of the texts may be left out, for faults of theirs or for what we don't carry."""


def ran(root: Path, *arguments: str) -> dict[str, Any]:
    """What a command reports; it has as long as it takes."""
    line = [*command(root, *arguments), "--format", "json"]
    done = subprocess.run(line, env=environment(), capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def undrawable(path: Path) -> set[str]:
    return {character for _, character in missing_glyphs(path.read_text("utf-8"))}


def mend(book: Adapted) -> None:
    """Leave out what has errors, until there are none."""
    for _ in range(5):
        found = [d for d in ran(book.root, "check")["diagnostics"] if d["severity"] == "error"]
        if not found:
            return
        for each in found:
            slug = Path(each["path"]).stem
            if not (book.root / each["path"]).is_file():
                continue  # it has been left out for something else
            if each["code"] == "RES020":
                for character in undrawable(book.root / each["path"]):
                    book.replace(each["path"], character)
            elif slug in book.entries:
                book.leave_out(slug, f"{each['code']} ({each['name']})")
    raise AssertionError(found)


@pytest.mark.corpus
@pytest.mark.judge
@pytest.mark.proof
@pytest.mark.parametrize("name", BOOKS)
def test_a_book_by_others_is_carried(
    name: str, corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for judge in (epubcheck, verapdf, nu):
        require(judge)
    book = adapt(corpora / "entries/dev" / name, tmp_path / name, BOOKS[name])
    texts = len(book.entries)
    mend(book)
    report = ran(book.root, "build", "-c", "all")
    assert [d for d in report["diagnostics"] if d["severity"] == "error"] == []
    told = [f"{name}: {len(book.entries)} of {texts} texts are carried", *book.told()]
    kept = ROOT / f"build/carried/{name}.txt"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("\n".join([*told, ""]), "utf-8")
    with capsys.disabled():
        print("", *told, sep="\n")
    made = book.root / "output/all"
    assert epubcheck.epubcheck([made / "all.epub"]) == []
    pages = [made / "all.html", *made.glob("*/*.html")]
    assert [line for line in nu.nu(pages) if GUESS not in line] == []
    assert (made / "all.pdf").is_file() == (BOOKS[name] != "ja")
    assert verapdf.validate(made.glob("all.pdf")) == []
    assert texts - len(book.entries) <= max(1, texts * LEFT)
