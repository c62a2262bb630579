"""Pages of a collection that move are numbered anew, where only digits change on them: to the byte
as if they had been laid out there. Where more could change, they are laid out.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from publish.engines.fonts import SERIF
from publish.engines.pandoc import Pandoc
from publish.engines.pikepdf import facts
from publish.engines.store import Store
from publish.model.frozen import replace
from publish.model.publication import CitedPublication
from publish.printing import printed
from tests.unit.writers.volumes import (
    ENTRIES,
    bound,
    laid_out,
    noted,
    standing_in,
    styled,
    with_layout,
)

pytestmark = pytest.mark.slow

INTRO, ONE = 2, 3
"""The sections of these entries."""

THEME = Path(__file__).parents[2] / "src/publish/themes/dossier"
RIGHT = "@page { @bottom-right { %s } }"
BELOW = "section:not(.references) > h2"
PICTURE = 'url("data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E")'
SWAPPED = 'symbols(numeric "0" "1" "2" "3" "4" "5" "7" "6" "8" "9")'

NUMBERED_ANEW = {
    "the theme": "",
    "more than the number": RIGHT % 'content: "– " counter(page) " –"',
    "a number at each side": "@page { @bottom-left { content: counter(page) } }",
    "what is seen through": "p, .backlinks { opacity: .5 }" + RIGHT % "opacity: .7",
    "a bracket": RIGHT % 'content: "(" counter(page) ")"',
}
LAID_OUT_AGAIN = {
    "a number in the text": "h2::after { content: counter(page) }",
    "digits that differ in width": "@page { font: 9pt Fira Sans; font-variant-numeric: normal; }",
    "no digits": RIGHT % "content: counter(page, lower-roman)",
    "letters beside it": RIGHT % 'content: counter(page) " " counter(page, lower-alpha)',
    "another number beside it": RIGHT % 'content: "1–" counter(page)',
    "another number alone": RIGHT % 'content: counter(page, lower-roman) " of 6"',
    "another number behind a picture": RIGHT % f'content: counter(page) {PICTURE} "6"',
    "digits of one's own": RIGHT % f"content: counter(page, {SWAPPED})",
    "a number that starts anew": RIGHT % "counter-reset: page 6",
    "a number that isn't seen": ".backlinks { visibility: hidden }",
    "a side": "@page :LEFT /* a; b */ { margin-left: 30mm }",
    "a side behind an escape": "@page :l\\65 ft { margin-left: 30mm }",
    "what begins on the right": f"{BELOW} {{ BREAK-BEFORE: /**/ Recto }}",
    "a side in a variable": f"html {{ --side: recto }} {BELOW} {{ break-before: var(--side) }}",
    "a page of its own kind": "@page : nth(6) { background: #eee }",
    "a number behind a link": ".backlinks a::after { content: target-counter(attr(href), page) }",
}


def grown(cited: CitedPublication, paragraphs: int = 60) -> CitedPublication:
    """With so much more in the first entry that those behind it move; by one page, or several."""
    intro, *others = cited.members
    more = "<p>Words that were not there.</p>" * paragraphs
    return replace(cited, members=(replace(intro, markup=intro.markup + more), *others))


@pytest.mark.parametrize("what", [*NUMBERED_ANEW, *LAID_OUT_AGAIN])
def test_pages_that_move_are_numbered_anew(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    seen, shelf = noted(tmp_path / "seen", monkeypatch), Store(tmp_path / "shelf")
    cited = standing_in(tmp_path, bound(pandoc, references="entry"))
    styled(cited, (NUMBERED_ANEW | LAID_OUT_AGAIN)[what])
    laid_out(cited, ENTRIES, shelf)
    seen.write_text("")
    after = laid_out(grown(cited), ENTRIES, shelf)
    numbers = {int(number) for number in seen.read_text().split()}
    assert {0, INTRO} <= numbers
    assert (ONE in numbers) is (what in LAID_OUT_AGAIN)
    assert after.data == laid_out(grown(cited), ENTRIES).data


@pytest.mark.parametrize("size", ["a5", "6x9"])
@pytest.mark.parametrize("paragraphs", [30, 45, 60, 75])
def test_pages_with_sides_move_by_whole_sheets(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, paragraphs: int
) -> None:
    seen, shelf = noted(tmp_path / "seen", monkeypatch), Store(tmp_path / "shelf")
    cited = bound(pandoc, references="both")
    book = cited.publication
    settings = replace(book.settings, pdf=replace(book.settings.pdf, size=size))
    cited = replace(cited, publication=replace(book, settings=settings))
    before = facts(laid_out(cited, ENTRIES, shelf).data).pages
    seen.write_text("")
    changed = grown(cited, paragraphs)
    after = laid_out(changed, ENTRIES, shelf)
    moved = facts(after.data).pages - before
    assert (str(ONE) in seen.read_text().split()) is (moved % 2 == 1)
    assert after.data == laid_out(changed, ENTRIES).data


@pytest.mark.parametrize("number", ["6", "7"])
def test_a_letter_that_stands_closer_to_one_digit_is_laid_out(
    pandoc: Pandoc, tmp_path: Path, number: str
) -> None:
    cited, shelf = standing_in(tmp_path, bound(pandoc)), Store(tmp_path / "shelf")
    own = f"@font-face {{ font-family: Close; src: url({_closer(number)}) }}"
    styled(cited, own + RIGHT % 'content: "(" counter(page) ")"; font-family: Close')
    laid_out(cited, ENTRIES, shelf)
    assert laid_out(grown(cited), ENTRIES, shelf).data == laid_out(grown(cited), ENTRIES).data


def _closer(digit: str) -> str:
    """A font in which a bracket stands closer to this digit than to others."""
    font = TTFont(SERIF.file("Regular"))
    bracket, name = (font.getBestCmap()[ord(char)] for char in ("(", digit))
    for table in ("GPOS", "GSUB", "GDEF"):
        del font[table]
    addOpenTypeFeaturesFromString(font, f"feature kern {{ pos {bracket} {name} -200; }} kern;")
    data = io.BytesIO()
    font.save(data)
    return f"data:font/ttf;base64,{base64.b64encode(data.getvalue()).decode()}"


@pytest.mark.parametrize(("rules", "style"), [
    ("", "@page :nth(7) { background: #eee }"),
    (RIGHT % "content: counter(page, own)",
     "@counter-style own { system: numeric; symbols: '0' '1' '2' '3' '4' '5' '6' '8' '7' '9' }"),
])  # fmt: skip
def test_a_template_has_styles_as_well(
    pandoc: Pandoc, tmp_path: Path, rules: str, style: str
) -> None:
    cited, shelf = standing_in(tmp_path, bound(pandoc)), Store(tmp_path / "shelf")
    styled(cited, rules)
    own = (THEME / "volume.html.j2").read_text("utf-8")
    own = own.replace("</head>", f"<style>{style}</style></head>")
    (tmp_path / "styles/volume.html.j2").write_text(own, "utf-8")
    laid_out(cited, ENTRIES, shelf)
    assert laid_out(grown(cited), ENTRIES, shelf).data == laid_out(grown(cited), ENTRIES).data


def test_a_place_that_comes_to_be_is_asked_for_again(pandoc: Pandoc, tmp_path: Path) -> None:
    """The list of works, when the first work is cited: it was missed before."""
    cited, shelf = standing_in(tmp_path, bound(pandoc, references="whole")), Store(tmp_path / "s")
    styled(cited, ".entry h1::after { content: target-counter(url(#part-2), page) }")
    book = cited.publication
    assert book.volume is not None
    first, second = book.volume.divisions
    apart = replace(book.volume, divisions=(first, replace(second, kind="part", title="Second")))
    more = replace(cited, publication=replace(book, volume=apart))
    printed(with_layout(cited, ENTRIES), shelf)
    assert laid_out(more, ENTRIES, shelf).data == laid_out(more, ENTRIES).data
