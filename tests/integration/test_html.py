"""Pages that hold everything, judged by Nu and by axe in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from publish.verify.html import verify_html
from publish.writers.index import write_index
from tests import samples
from tests.conftest import require
from tests.judges import axe, nu
from tests.unit.writers.made import page_artifact


@pytest.fixture(scope="module")
def pages(pandoc: Pandoc, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    cited = samples.every(pandoc, folder)
    made = {name: page_artifact(publication) for name, publication in cited.items()}
    rich = cited["dated"].publication
    entries = [rich.entry, samples.arabic(pandoc, folder, id="arabic").publication.entry]
    index = write_index(entries, rich.settings).value
    assert index is not None
    made["index"] = index
    for artifact in made.values():
        assert list(verify_html(artifact)) == []
    for name, artifact in made.items():
        (folder / f"{name}.html").write_bytes(artifact.data)
    return [folder / f"{name}.html" for name in made]


@pytest.mark.judge
def test_nu_finds_nothing(pages: list[Path]) -> None:
    require(nu)
    assert nu.nu(pages) == []


@pytest.mark.judge
def test_axe_finds_nothing(pages: list[Path]) -> None:
    require(axe)
    assert axe.axe([page for page in pages if page.stem != "numbered"]) == []


BAD = """<!DOCTYPE html><html><head><title>Bad</title></head><body><blink>x</blink>
<img src="x.png"><p style="color:#ccc;background:#fff">pale</p>
<div style="width:2000px">wide</div><a id="a" href="#"></a><i id="a"></i></body></html>"""


@pytest.mark.judge
def test_the_judges_find_what_is_bad(tmp_path: Path) -> None:
    require(nu)
    require(axe)
    page = tmp_path / "bad.html"
    page.write_text(BAD, encoding="utf-8")
    assert any("blink" in finding for finding in nu.nu([page]))
    found = "\n".join(axe.axe([page], ["320"]))
    for rule in ("color-contrast", "html-has-lang", "image-alt", "pixels too wide"):
        assert rule in found


@pytest.mark.judge
def test_the_keyboard_finds_the_way(pages: list[Path]) -> None:
    """The first key press shows the skip link; a citation leads to its reference and back."""
    require(axe)
    with axe.browser() as engine:
        page = engine.new_page()
        page.goto(pages[0].as_uri())
        page.keyboard.press("Tab")
        focused = "document.activeElement.className"
        assert page.evaluate(focused) == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.locator("a[role=doc-biblioref]").first.press("Enter")
        assert page.evaluate("location.hash").startswith("#ref-")
        page.locator(":target a[role=doc-backlink]").first.press("Enter")
        assert page.evaluate("location.hash") == "#cite-1"
