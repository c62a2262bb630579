"""Words that stand on no page are counted, and no others."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from publish.engines.weasyprint.layout import lay_out

CSS = "@page { size: 100mm 60mm; margin: 0 } body { margin: 0; font: 10pt/14pt Spectral }"
_FIRST = "3 words are on no page, first of “One two three.”"
TEXT = "<p>One two three.</p><p>Four <b>five</b> six seven.</p>"


def lost(style: str, body: str = TEXT) -> str:
    root = ElementTree.fromstring(f"<html lang='en'><body>{body}</body></html>")
    return " ".join(lay_out(root, (CSS, style), "entries/", Path("/nowhere")).warnings)


@pytest.mark.parametrize(
    "style",
    [
        "",
        "b { display: none } p { visibility: hidden }",
        "p { text-transform: uppercase; letter-spacing: 1mm } b { float: footnote }",
        "p { hyphens: auto; width: 8mm }",
        "p::first-letter { font-size: 300% } p::before { content: 'eight' }",
        "p { position: running(p) } @page { @top-center { content: element(p) } }",
        "p { max-lines: 1; continue: discard; width: 12mm }",
        "p { position: absolute; left: -200mm; transform: translateX(200mm) }",
        "body { transform: translateX(-200mm) } p { transform: translateX(200mm) rotate(9deg) }",
        "p { position: fixed; columns: 2 }",
        "b { position: absolute; left: -9999px }",
        "p { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; width: 9mm }",
        "p { break-after: page }",
    ],
)
def test_what_is_shown_or_hidden_on_purpose_is_not_lost(style: str) -> None:
    assert lost(style) == ""


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("p:first-child { transform: translateY(90mm) }", _FIRST),
        ("b { position: absolute; left: 200mm }", "1 word is on no page, first of “five”"),
        (
            "p { position: absolute; top: 70mm }",
            "7 words are on no page, first of “One two three.”",
        ),
        (
            "p:first-child { margin-left: -200mm }",
            _FIRST,
        ),
        (
            "* { float: left } b { height: 90mm }",
            "4 words are on no page, first of “Four six seven.”",
        ),
    ],
)
def test_what_lies_off_the_page_or_was_left_out_is_counted(style: str, said: str) -> None:
    assert lost(style) == said


def test_a_line_that_goes_beyond_the_edge_loses_what_is_there() -> None:
    said = lost("p { white-space: nowrap }", f"<p>{'word ' * 100}</p>")
    count = int(said.split()[0])
    assert 70 < count < 95
    assert said.endswith("on no page, first of “word word word word word word word word …”")
