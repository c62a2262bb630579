"""Where the digits of page numbers stand in a file, so that they can be replaced by others.

That is so of numbers in margin boxes that ``counter(page)`` gave, and of those that links name;
and where all digits are as wide as one another, so that no other number would move anything.
Any other use of a page's number is told of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.draw.text
import weasyprint.formatting_structure.build
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import create_layout

from publish.engines.numerals import Numeral
from publish.engines.weasyprint.internals.runs import Run, runs_of
from publish.engines.weasyprint.internals.spelling import spelt

_DIGITS = "0123456789"

_PAIRS = "".join(a + "".join(a + b for b in _DIGITS if b > a) for a in _DIGITS) + "0"
"""Each digit behind each (de Bruijn 1946)."""

_NUMBER = re.compile("[0-9]+")
_CONTENTS = b"/Contents "
_GLYPH = re.compile(rb"(?<=[<0-9a-f])[0-9a-f]{4}")


@contextmanager
def watching_counters(tell: Callable[[], None]) -> Iterator[None]:
    """While inside, it is told of texts outside of margin boxes that say a page's number."""
    original = weasyprint.formatting_structure.build.compute_content_list

    def compute_content_list(content: Any, parent: Any, *rest: Any, **named: Any) -> Any:
        if not isinstance(parent, boxes.MarginBox) and any(_is_page(*each) for each in content):
            tell()
        return original(content, parent, *rest, **named)

    weasyprint.formatting_structure.build.compute_content_list = compute_content_list
    try:
        yield
    finally:
        weasyprint.formatting_structure.build.compute_content_list = original


@contextmanager
def watching_numerals(
    pages: Sequence[Any], first: int, named: Mapping[Element, int]
) -> Iterator[Callable[[bytes], list[Numeral] | None]]:
    """While inside, a file of ``pages`` is written, the first of which is number ``first``;
    ``named`` are links and the numbers that they say. What is given finds the places of all these
    numbers in the file; None where it can't.
    """
    original = weasyprint.draw.text.draw_first_line
    watch = _Watch(original, first)
    for index, page in enumerate(pages):
        watch.look_at(page._page_box, index, named)
    weasyprint.draw.text.draw_first_line = watch.draw_first_line
    try:
        yield watch.found
    finally:
        weasyprint.draw.text.draw_first_line = original


@dataclass(slots=True)
class _Shown:
    """A number as it was drawn: its page, and in which operator of which stream, at which offsets
    in that, its digits stand.
    """

    page: int
    stream: Any
    operator: int
    offsets: list[int]
    digits: list[bytes]


@dataclass(slots=True)
class _Watch:
    """Watches the numbers of pages being drawn, with ``draw``. ``texts`` are the boxes that show
    the number of a page, by identity; ``links`` those whose annotations may say one.
    """

    draw: Callable[..., list[Any]]
    first: int
    texts: dict[int, int] = field(default_factory=dict)
    links: list[tuple[int, Any]] = field(default_factory=list)
    shown: list[_Shown] = field(default_factory=list)
    able: bool = True

    def look_at(self, sheet: Any, index: int, named: Mapping[Element, int]) -> None:
        """Find the boxes on a page that show its number, or that of another."""
        for margin in sheet.children:
            if isinstance(margin, boxes.MarginBox) and _says_page(margin):
                for box in margin.descendants():
                    if isinstance(box, boxes.TextBox):
                        self.texts[id(box)] = index
        for box in sheet.descendants(placeholders=True) if named else ():
            element = getattr(box, "element", None)
            number = named.get(element) if element is not None else None
            if number is None or "::" in str(box.element_tag):
                continue
            if isinstance(box, boxes.TextBox):
                self.texts[id(box)] = number - self.first
            else:
                self.links.append((number - self.first, box))

    def draw_first_line(self, stream: Any, box: Any, *rest: Any) -> list[Any]:
        """In place of ``draw_first_line``."""
        if id(box) not in self.texts:
            return self.draw(stream, box, *rest)
        page, digits = self.texts[id(box)], _alike(stream, box.style)
        before = len(stream.stream)
        made = self.draw(stream, box, *rest)
        drawn = [at for at, item in enumerate(stream.stream) if at >= before and _shows(item)]
        span = _span(box.text, self.first + page)
        if not digits or len(drawn) != 1 or span is None:
            self.able = False
            return made
        glyphs = [*_GLYPH.finditer(stream.stream[drawn[0]])]
        own = glyphs[span]
        right = [digits[int(digit)] for digit in box.text[span]]
        self.able &= len(glyphs) == len(box.text) and [glyph[0] for glyph in own] == right
        offsets = [glyph.start() for glyph in own]
        self.shown.append(_Shown(page, stream, drawn[0], offsets, digits))
        return made

    def found(self, data: bytes) -> list[Numeral] | None:
        """The numbers in the written file."""
        if not self.able:
            return None
        starts: dict[int, list[int]] = {}
        found = []
        for each in self.shown:
            stream = each.stream
            if stream.number not in starts:
                starts[stream.number] = _starts(stream, data)
            start = starts[stream.number][each.operator]
            places = [start + offset for offset in each.offsets]
            found.append(Numeral(each.page, places, each.digits))
        for page, box in self.links:
            area = box.link_annotation
            contents = area.get("Contents") if area is not None else None
            if contents is not None:
                start = data.index(_CONTENTS + contents.data, area.offset) + len(_CONTENTS)
                said = _in_string(contents.data, start, page, self.first + page)
                if said is None:
                    return None
                found.append(said)
        return found


def _is_page(kind: str, value: Any) -> bool:
    return kind in ("counter()", "counters()") and value[0] == "page"


def _says_page(margin: Any) -> bool:
    content = margin.style["content"]
    return not isinstance(content, str) and any(_is_page(*each) for each in content)


def _shows(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(b" TJ")


def _alike(stream: Any, style: Any) -> list[bytes]:
    """The glyphs of the digits 0 to 9, as operators name them, which the font has then; empty
    where they aren't all of one width and font wherever they stand.
    """
    layout = create_layout(_PAIRS, style, None, None, 0)  # without it, its runs go
    runs = [*map(Run, runs_of(layout.get_first_line()[0]))]
    keys = [key for run in runs for key in run.keys]
    glyphs = {digit: glyph for digit, (glyph, _, _) in zip(_PAIRS, keys, strict=False)}
    font, size = stream.add_font(runs[0].face)
    able = (
        len(runs) == 1 and runs[0].is_row and len(keys) == len(_PAIRS)
        and {(width, offset) for _, width, offset in keys} == {(keys[0][1], 0)}
        and [glyph for glyph, _, _ in keys] == [glyphs[digit] for digit in _PAIRS]
    )  # fmt: skip
    if not able:
        return []
    rectangles = (stream.ink_rect, stream.logical_rect)
    for digit in _DIGITS:
        glyph = glyphs[digit]
        font.to_unicode.setdefault(glyph, digit)
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(runs[0].face, glyph, *rectangles)
            font.widths[glyph] = round(rectangles[1].width * 1000 * FROM_UNITS / size)
    alike = len({font.widths[glyph] for glyph in glyphs.values()}) == 1
    return [b"%04x" % glyphs[digit] for digit in _DIGITS] if alike else []


def _starts(stream: Any, data: bytes) -> list[int]:
    """Where each of a stream's operators begins in the file."""
    at = data.index(b"\nstream\n", stream.offset) + len("\nstream\n")
    starts = []
    for item in stream.stream:
        starts.append(at)
        at += len(spelt(item)) + 1
    return starts


def _in_string(written: bytes, start: int, page: int, number: int) -> Numeral | None:
    """The number in a string that is ``written`` so (ISO 32000-1, 7.9.2.2), and begins there in the
    file, if it is the only one.
    """
    text, begin, form = written.decode("latin-1"), 0, b"%c"
    if written[:1] == b"<":
        text, begin, form = bytes.fromhex(text[1:-1]).decode("utf-16-be"), 1, b"%04x"
    span = _span(text, number)
    if span is None:
        return None
    digits = [form % ord(digit) for digit in _DIGITS]
    at = range(span.start, span.stop)
    places = [start + begin + len(digits[0]) * each for each in at]
    return Numeral(page, places, digits)


def _span(text: str, number: int) -> slice | None:
    """Where the number stands in a text, if that has no other."""
    (match, *others) = [*_NUMBER.finditer(text), None]
    return slice(*match.span()) if others == [None] and match[0] == str(number) else None
