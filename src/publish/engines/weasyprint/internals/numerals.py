"""Where the digits of page numbers stand in a file, so that they can be replaced by others.

That is so of numbers that margin boxes say in plain digits, and of those that links name; and
where all digits are as wide as one another, so that no other number would move anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.draw.text
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import create_layout

from publish.engines.numerals import Numeral
from publish.engines.weasyprint.internals.naming import says_its_number, says_nothing_else
from publish.engines.weasyprint.internals.runs import Key, Run, runs_of

_DIGITS = "0123456789"

_PAIRS = "".join(a + "".join(a + b for b in _DIGITS if b > a) for a in _DIGITS) + "0"
"""A text in which each digit stands behind each: 00102 … 99 0 (de Bruijn 1946)."""

_NUMBER = re.compile("[0-9]+")
_GLYPH = re.compile(rb"(?<=[<0-9a-f])[0-9a-f]{4}")
_CONTENTS = b"/Contents "


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
        """Find the boxes on a page that show its number, or, in links, that of another."""
        for margin in sheet.children:
            if isinstance(margin, boxes.MarginBox) and says_its_number(margin):
                self.able &= says_nothing_else(margin)
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
        page = self.texts.get(id(box))
        span = _span(box.text, self.first + page) if page is not None else None
        digits = _prepared_digits(stream, box.style, box.text, span) if span else []
        before = len(stream.stream)
        made = self.draw(stream, box, *rest)
        if page is None:
            return made
        drawn = [at for at, item in enumerate(stream.stream) if at >= before and _shows(item)]
        if not digits or span is None or len(drawn) != 1:
            self.able = False
            return made
        glyphs = [*_GLYPH.finditer(stream.stream[drawn[0]])]
        self.able &= len(glyphs) == len(box.text)
        offsets = [glyph.start() for glyph in glyphs[span]]
        self.shown.append(_Shown(page, stream, drawn[0], offsets, digits))
        return made

    def found(self, data: bytes) -> list[Numeral] | None:
        """The numbers in the written file."""
        if not self.able or len(self.shown) != len(self.texts):
            return None  # one that isn't drawn may be said all the same
        starts: dict[int, list[int]] = {}
        found: list[Numeral | None] = []
        for each in self.shown:
            stream = each.stream
            if _is_said_otherwise(stream, each.operator):
                return None
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
                found.append(_in_string(contents.data, start, page, self.first + page))
        right = [each for each in found if each is not None and each.stands_in(data, self.first)]
        return right if len(right) == len(found) else None


def _shows(item: Any) -> bool:
    return isinstance(item, bytes) and item.endswith(b" TJ")


def _prepared_digits(stream: Any, style: Any, text: str, span: slice) -> list[bytes]:
    """The glyphs of the digits 0 to 9, as operators name them, with which the font is prepared to
    draw them; none where they aren't all of one width, or change what stands beside them: another
    digit, or the rest of the ``text``.
    """
    layout, (run, *others) = _laid_out(_PAIRS, style)
    font, size = stream.add_font(run.face)
    keys = run.keys
    glyphs = {digit: glyph for digit, (glyph, _, _) in zip(_PAIRS, keys, strict=False)}
    plain = not (font.bitmap or font.png or font.svg or font.colr)
    able = (
        plain and not others and run.is_row and len(keys) == len(_PAIRS)
        and keys == [(glyphs[digit], keys[0][1], 0) for digit in _PAIRS]
        and _are_alike(style, text, span, glyphs, keys[0][1])
    )  # fmt: skip
    if not able:
        return []
    rectangles = (stream.ink_rect, stream.logical_rect)
    for digit in _DIGITS:
        glyph = glyphs[digit]
        font.to_unicode.setdefault(glyph, digit)
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(run.face, glyph, *rectangles)
            font.widths[glyph] = round(rectangles[1].width * 1000 * FROM_UNITS / size)
    del layout
    alike = len({font.widths[glyph] for glyph in glyphs.values()}) == 1
    return [b"%04x" % glyphs[digit] for digit in _DIGITS] if alike else []


def _are_alike(style: Any, text: str, span: slice, glyphs: Mapping[str, int], width: int) -> bool:
    """Whether nothing else in the text is drawn otherwise beside other digits."""
    if len(text) == span.stop - span.start:
        return True
    around: set[tuple[Key, ...]] = set()
    for digit in _DIGITS:
        digits = digit * (span.stop - span.start)
        layout, runs = _laid_out(f"{text[: span.start]}{digits}{text[span.stop :]}", style)
        keys = [key for run in runs for key in run.keys]
        del layout
        if len(keys) != len(text) or {*keys[span]} != {(glyphs[digit], width, 0)}:
            return False
        around.add((*keys[: span.start], *keys[span.stop :]))
    return len(around) == 1


def _laid_out(text: str, style: Any) -> tuple[Any, list[Run]]:
    """A line, which has its runs while it is there."""
    layout = create_layout(text, style, None, None, 0)
    return layout, [*map(Run, runs_of(layout.get_first_line()[0]))]


def _is_said_otherwise(stream: Any, operator: int) -> bool:
    """Whether the marked content around a text says what it stands for."""
    around = (item for item in reversed(stream.stream[:operator]) if isinstance(item, dict))
    return "ActualText" in next(around, ())


def _starts(stream: Any, data: bytes) -> list[int]:
    """Where each of a stream's operators begins in the file."""
    at = data.index(b"\nstream\n", stream.offset) + len("\nstream\n")
    starts = []
    for item in stream.stream:
        starts.append(at)
        at += len(_spelt(item)) + 1
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
    found = [*_NUMBER.finditer(text)]
    alone = len(found) == 1 and found[0][0] == str(number)
    return slice(*found[0].span()) if alone else None


def _spelt(item: Any) -> bytes:
    """What stands in a stream, as pydyf spells it."""
    if isinstance(item, bytes):
        return item
    return item.encode("ascii") if isinstance(item, str) else pydyf.Array([item]).data[1:-1]
