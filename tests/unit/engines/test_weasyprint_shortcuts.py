"""The shortcuts save time and change nothing: files are equal with them and without."""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zlib import compress, crc32

import pikepdf
import pytest
from PIL import Image
from weasyprint.css import ComputedStyle
from weasyprint.css.tokens import Pending
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from publish.engines.pdfstructure import StructureElement, Tagging
from publish.engines.weasyprint import internals
from publish.engines.weasyprint.layout import lay_out

CSS = """
@page { size: 100mm 120mm; margin: 10% 8%; @bottom-right { content: counter(page) } }
body { font: 10pt/14pt Spectral; hyphens: auto; margin-inline: 2% 1em; --gap: 3mm }
h1 { font-variant-caps: small-caps; letter-spacing: .08em; page: auto; break-after: avoid }
p { margin: 0 0 var(--gap); text-align: justify; orphans: 2; max-width: 96% }
.sum { max-width: calc(90% - 1mm); min-height: 5% }
a { text-decoration: underline } td { padding: 1pt 4%; border-bottom: .4pt solid }
table { border-collapse: collapse; width: 80%; min-height: 20mm } .box { box-sizing: border-box;
  padding: 3%; min-width: 40%; height: 20%; float: left; border: 1pt solid; font-style: italic }
.num { font-variant-numeric: tabular-nums oldstyle-nums; word-spacing: 2pt }
.ar { font-family: Amiri; direction: rtl; margin-inline-start: 5mm }
.wide { overflow-wrap: anywhere }
:root { --part: .8; --size: 9pt; --rule: calc(1pt * var(--part)); --none: ; }
p + p { margin: calc(var(--part) * 4pt) 0 calc(var(--gap) * var(--part));
  padding: var(--rule) var(--none, 2pt) }
td p { font: italic var(--size)/calc(var(--size) * 1.3) Spectral; margin-top: var(--unknown);
  text-indent: calc(var(--part) * 2em); width: calc(var(--part) * 50%) }
@page { @bottom-left { content: "x"; padding-top: calc(var(--part) * 4mm);
  font-size: var(--size) } }
"""
SIDES = ("top", "right", "bottom", "left")
WORDS = "Representations of considerable complexity are learnt from photographs, one by one. " * 12
BODY = (
    f"<h1>Heading of it</h1><p>{WORDS}</p><div class='box'><p>{WORDS[:90]}</p></div><p>{WORDS}"
    "<a href='#t'>linked words</a> <span class='num'>1987, 2024</span></p><p class='ar' lang='ar'>"
    "الشبكات العصبية العميقة</p><table id='t'><tr><td><p>one</p></td>"
    "<td><p>two</p><p>three</p></td></tr></table>"
    f"<p class='wide sum' lang='de'>{'Donaudampfschifffahrt' * 5}</p>"
)


def _written(body: str = BODY, root: Path = Path("/nowhere")) -> bytes:
    document = ElementTree.fromstring(f"<html lang='en'><body>{body}</body></html>")
    layout = lay_out(document, (CSS,), "", root)
    data, _ = layout.write(lambda marks, areas: Tagging(StructureElement("Document")))
    return data


def test_files_are_the_same_with_the_shortcuts_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = _written()
    monkeypatch.setattr(internals, "shortcuts", nullcontext)
    assert quick == _written()


def _saved(picture: Image.Image, **options: Any) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG", **options)
    return stream.getvalue()


GRADIENT = Image.linear_gradient("L").resize((40, 30))
COLOURED = Image.merge("RGB", (GRADIENT, GRADIENT.rotate(180), GRADIENT))
PNG = _saved(COLOURED)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return len(content).to_bytes(4, "big") + checked + crc32(checked).to_bytes(4, "big")


def _made(header: bytes, *samples: bytes) -> bytes:
    parts = (_chunk(b"IDAT", each) for each in samples)
    return PNG[:8] + _chunk(b"IHDR", header) + b"".join(parts) + _chunk(b"IEND", b"")


HEADER = PNG[16:29]
LINES = b"".join(b"\0" + COLOURED.tobytes()[at : at + 120] for at in range(0, 3600, 120))
SAMPLES = compress(LINES, 6)


@pytest.mark.parametrize(
    ("data", "must_change"),
    [
        (PNG, False),
        (PNG + b"more", False),
        (_saved(GRADIENT), False),
        (_saved(COLOURED, compress_level=9), False),
        (_saved(COLOURED, compress_level=0), True),
        (_saved(COLOURED.convert("RGBA")), True),
        (_saved(COLOURED.quantize(16)), True),
        (_saved(GRADIENT.convert("1")), True),
        (_saved(GRADIENT.convert("I;16")), True),
        (PNG[:8] + _chunk(b"tEXt", b"a\0b") + PNG[8:], True),
        (_made(HEADER + b"\0", SAMPLES), True),
        (_made(HEADER, compress(LINES[:-200], 6)), True),
        (_made(HEADER, compress(LINES + bytes(121), 6)), True),
        (_made(HEADER, SAMPLES[:-4]), True),
        (_made(HEADER, SAMPLES[:100], SAMPLES[100:]), False),
        (PNG[:-12], True),
        (PNG[:-30] + b"?" + PNG[-29:], True),
    ],
    ids=[
        "plain",
        "trailing",
        "grey",
        "small",
        "large",
        "alpha",
        "palette",
        "two",
        "sixteen",
        "early",
        "header",
        "short",
        "long",
        "unsummed",
        "parts",
        "cut",
        "damaged",
    ],
)
def test_a_png_is_decoded_only_where_its_samples_must_change(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    decoded: list[object],
    data: bytes,
    must_change: bool,
) -> None:
    """And shows the same, pixel by pixel."""
    (tmp_path / "picture.png").write_bytes(data)
    body = "<p><img src='picture.png' alt='' style='width: 40mm'/></p>"
    quick = _written(body, tmp_path)
    assert bool(decoded) == must_change
    monkeypatch.setattr(internals, "shortcuts", nullcontext)
    assert _pixels(quick) == _pixels(_written(body, tmp_path))


def _pixels(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    with pikepdf.open(BytesIO(data)) as file:
        (picture,) = file.pages[0].Resources.XObject.values()
        shown = pikepdf.PdfImage(picture).as_pil_image()
    return shown.mode, shown.size, shown.tobytes()


def test_the_shortcuts_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of what is asked goes past WeasyPrint's own functions."""
    asked: Counter[str] = Counter()

    def counted(owner: object, name: str) -> None:
        original = getattr(owner, name)

        def function(*arguments: object) -> object:
            asked[name] += 1
            return original(*arguments)

        monkeypatch.setattr(owner, name, function)

    for owner, name in ((ComputedStyle, "__missing__"), (Layout, "setup")):
        counted(owner, name)
    _written()
    quick = dict(asked)
    asked.clear()
    monkeypatch.setattr(internals, "shortcuts", nullcontext)
    _written()
    assert all(quick[name] < asked[name] / 2 for name in asked), (quick, dict(asked))


def test_lines_are_broken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout of the same text, page for page, asks Pango for none of its lines again."""
    asked: Counter[str] = Counter()
    original = inline.split_first_line

    def split(text: str, *rest: object, **named: object) -> object:
        asked[text] += 1
        return original(text, *rest, **named)

    monkeypatch.setattr(inline, "split_first_line", split)
    internals.forget_lines()
    first = _written()
    assert asked
    asked.clear()
    assert _written() == first
    assert set(asked) == {"linked words"}, "what is underlined isn't kept"


def test_justified_texts_are_laid_out_where_they_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    justified: Counter[str] = Counter()
    original = line_break.create_layout

    def create(
        text: str, style: object, context: object, max_width: object, justification_spacing: float
    ) -> object:
        justified[text] += bool(justification_spacing)
        return original(text, style, context, max_width, justification_spacing)

    monkeypatch.setattr(line_break, "create_layout", create)
    monkeypatch.setattr(inline, "create_layout", create)
    _written()
    assert not justified.total()
    monkeypatch.setattr(internals, "shortcuts", nullcontext)
    _written()
    assert justified.total()


ENDS = ("", " ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("width", range(30, 80, 3))
def test_texts_that_end_with_a_space_are_broken_where_they_were(
    end: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That space may be what doesn't fit."""
    words = WORDS[:120].strip()
    parts = "".join(f"{words[:length]}{end}<em>and{end}</em>" for length in range(2, 90, 9))
    body = f"<p style='width: {width}mm; text-align: left'>{parts}</p>"
    internals.forget_lines()
    quick = _written(body)
    monkeypatch.setattr(internals, "shortcuts", nullcontext)
    assert quick == _written(body)


def test_variables_are_put_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second document by the same style sheet solves no declaration that the first one has."""
    solved: Counter[str] = Counter()
    original = Pending.solve

    def solve(self: Pending, tokens: object, name: str, base_url: str) -> object:
        solved[name] += 1
        return original(self, tokens, name, base_url)

    monkeypatch.setattr(Pending, "solve", solve)
    _written()
    solved.clear()
    _written()
    padding = {f"padding-{side}" for side in SIDES}
    left = padding | {"margin-top"}
    assert set(solved) == left, "with a default, one that isn't there"


def test_styles_of_one_theme_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second document asks WeasyPrint for what depends on boxes alone."""
    asked: Counter[str] = Counter()
    original = ComputedStyle.__missing__

    def missing(style: ComputedStyle, name: str) -> object:
        asked[name] += 1
        return original(style, name)

    monkeypatch.setattr(ComputedStyle, "__missing__", missing)
    internals.forget_styles()
    first = _written()
    everything = asked.copy()
    asked.clear()
    assert _written() == first
    assert everything.total() > 2 * asked.total()


@pytest.mark.parametrize(
    "size", ["2vh", "calc(1vh + 1pt)", "var(--size)", "calc(1vh * var(--two))", "calc(2vmin)"]
)
def test_parts_of_a_page_are_those_of_each_page(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same style sheet beside others that make pages of other sizes."""
    document = ElementTree.fromstring("<html lang='en'><p>Words <span>in it</span></p></html>")

    own = (
        f":root {{ --size: 2vh; --two: 2 }} p {{ font-size: {size} }} span {{ padding-left: 1em }}"
    )

    def written() -> list[bytes]:
        internals.forget_styles()
        sizes = [f"@page {{ size: {side}mm {side}mm }}" for side in (100, 150)]
        laid = [lay_out(document, (size, own), "entries/", Path("/nowhere")) for size in sizes]
        return [each.write(lambda *_: Tagging(StructureElement("Document")))[0] for each in laid]

    quick = written()
    monkeypatch.setattr(internals, "shortcuts", nullcontext)
    assert quick == written()


def test_what_is_said_of_a_style_is_said_of_each_document() -> None:
    document = ElementTree.fromstring("<html lang='en'><p>Words</p></html>")
    style = "p { width: calc(1em * 1em) }"
    said = [lay_out(document, (style,), "entries/", Path("/nowhere")).warnings for _ in range(2)]
    assert said[0] == said[1]
    assert said[0] == ("Invalid math function at 1:12: calc(1em * 1em)",)


@pytest.mark.slow
def test_a_layout_is_gone_when_nobody_has_it() -> None:
    """Its styles don't wait for the search for garbage."""

    def styles() -> int:
        return sum(isinstance(each, ComputedStyle) for each in gc.get_objects())

    document = ElementTree.fromstring(f"<html lang='en'><body>{BODY}</body></html>")
    lay_out(document, (CSS,), "entries/", Path("/nowhere"))  # the first leaves some for ever
    gc.collect()
    before = styles()
    gc.disable()
    try:
        layout = lay_out(document, (CSS,), "entries/", Path("/nowhere"))
        assert styles() > before
        del layout
        assert styles() - before < 5
    finally:
        gc.enable()


def test_what_was_replaced_is_given_back() -> None:
    places = ((ComputedStyle, "__missing__"), (Layout, "setup"), (inline, "strut"))
    before = [getattr(owner, name) for owner, name in places]
    with internals.shortcuts():
        inside = [getattr(owner, name) for owner, name in places]
    assert not set(inside) & set(before)
    assert [getattr(owner, name) for owner, name in places] == before
