"""Words become a cover, drawn by Pillow with the bundled fonts.

1000 × 1500 pixels, two colours and what lies between them. Words in a script that
the fonts can't draw, or whose letters this machine can't join, are left out; the
cover's alternative text says them in any case.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from importlib import resources

from PIL import Image, ImageDraw, ImageFont, features

from publish.engines.fonts import ARABIC
from publish.engines.glyphs import missing_glyphs
from publish.engines.png import indexed_png
from publish.model.frozen import Frozen

WIDTH, HEIGHT, MARGIN = 1000, 1500, 96
TITLE = 760
"""Pixels of height that a title of the largest letters may take: five lines in Latin ones."""
GROUND_COLOUR, SOFT_COLOUR, INK_COLOUR = (9, 58, 70), (190, 214, 219), (253, 252, 250)
GROUND, SOFT, INK = 0, 11, 15
"""Shades of grey in which a cover is drawn, so that the edges of letters come out on the way
from the ground to their colour, the soft one half-way to ink. They are the colours' places in
the palette, which is given to them when all is drawn: 16 colours, four bits a pixel."""
_JOINED = ("\u0590", "\u08ff")
"""Hebrew and Arabic: read from the right, and Arabic letters join."""


class CoverWords(Frozen):
    """What stands on a cover, from top to bottom; empty words take no room.

    ``lang`` (BCP 47) is the language that letters are formed after.
    """

    label: str
    title: str
    subtitle: str = ""
    names: str = ""
    series: str = ""
    rtl: bool = False
    lang: str = "und"


def draw_cover(words: CoverWords, picture: bytes | None = None) -> bytes:
    """A PNG, or a JPEG where there is a ``picture`` (a checked raster image).

    The same words and picture give the same bytes.
    """
    blank, y = _blank(words.label, words.rtl, words.lang)
    cover = blank.copy()
    pen = _Pen(ImageDraw.Draw(cover), words.rtl, words.lang)
    y = pen.title(words.title, y + 26)
    top = pen.block(words.subtitle, y + 24, 44, SOFT, "italic") + 60
    y = pen.block(words.names, HEIGHT - 190, 34, INK, "regular", lines=1)
    pen.block(words.series, max(y, HEIGHT - 136), 30, SOFT, "regular", lines=1)
    if picture is None:
        return indexed_png(cover, _palette())
    cover.putpalette(_palette())
    printed = cover.convert("RGB")
    _paste(printed, picture, words.rtl, top)
    stream = io.BytesIO()
    printed.save(stream, "JPEG", quality=92, subsampling=0)
    return stream.getvalue()


@lru_cache(maxsize=4)
def _blank(label: str, rtl: bool, lang: str) -> tuple[Image.Image, int]:
    """What many covers have alike, and where more may follow: the label above, the rule below."""
    cover = Image.new("L", (WIDTH, HEIGHT), GROUND)
    pen = _Pen(ImageDraw.Draw(cover), rtl, lang)
    y = pen.block(label, 120, 34, SOFT, "semibold")
    pen.draw.rectangle((MARGIN, HEIGHT - 216, WIDTH - MARGIN, HEIGHT - 214), fill=SOFT)
    return cover, y


@cache
def _palette() -> list[int]:
    """Red, green and blue of each colour, from the ground to the soft one and on to ink."""
    colours = [*_between(GROUND_COLOUR, SOFT_COLOUR, SOFT - GROUND)]
    colours += _between(SOFT_COLOUR, INK_COLOUR, INK - SOFT)
    return [part for colour in (*colours, INK_COLOUR) for part in colour]


def _between(one: Sequence[int], other: Sequence[int], steps: int) -> Iterator[Sequence[int]]:
    """Colours from one towards the other, which isn't among them."""
    for at in range(steps):
        yield [round(a + (b - a) * at / steps) for a, b in zip(one, other, strict=True)]


class _Pen(Frozen):
    """Sets lines of text between the margins of a cover."""

    draw: ImageDraw.ImageDraw
    rtl: bool
    lang: str

    def title(self, text: str, y: int) -> int:
        """The title as large as it may be on at most five lines, and in their room."""
        for size in (124, 108, 94, 82, 70, 60):
            font = _font(text, size, "semibold")
            lines = self._lines(text, font) if font else []
            if font is None or (len(lines) <= 5 and len(lines) * _leading(font) <= TITLE):
                break
        return self._set(_cut(lines, 7), y, font, INK) if font else y

    def block(self, text: str, y: int, size: int, shade: int, face: str, lines: int = 4) -> int:
        """Draw lines of text from ``y`` down; returns where the next may start."""
        font = _font(text, size, face)
        return self._set(_cut(self._lines(text, font), lines), y, font, shade) if font else y

    def _set(self, lines: Iterable[str], y: int, font: ImageFont.FreeTypeFont, shade: int) -> int:
        x, anchor = (WIDTH - MARGIN, "ra") if self.rtl else (MARGIN, "la")
        for line in lines:
            self.draw.text(
                (x, y), line, font=font, fill=shade, anchor=anchor, language=self._language
            )
            y += _leading(font)
        return y

    def _lines(self, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
        """``text`` broken at spaces to the width between the margins."""
        measured = partial(self.draw.textlength, font=font, language=self._language)
        words, whole = text.split(), WIDTH - 2 * MARGIN
        if measured(" ".join(words)) <= whole:
            return [" ".join(words)]
        lines, room, space = list[str](), 0.0, measured(" ")
        for word in words:
            width = measured(word)
            if lines and space + width <= room:
                lines[-1] += f" {word}"
                room -= space + width
            else:
                lines.append(word)
                room = whole - width
        return lines

    @property
    def _language(self) -> str | None:
        """The text's own language: without it, letters are formed after the machine's."""
        return self.lang if features.check("raqm") else None


def _leading(font: ImageFont.FreeTypeFont) -> int:
    """From one line to the next, in pixels: Arabic letters reach far down."""
    return round(font.size * (1.6 if font.getname()[0] == ARABIC.name else 1.22))


def _cut(lines: list[str], most: int) -> list[str]:
    """The first lines, with a sign that more would follow."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].rstrip(".,:;–—") + " …"]


def _font(text: str, size: int, face: str) -> ImageFont.FreeTypeFont | None:
    """The bundled font that can draw all of ``text``; None if no font can."""
    if not text.strip():
        return None
    joined = any(_JOINED[0] <= char <= _JOINED[1] for char in text)
    if joined and not features.check("raqm"):
        return None
    if joined and any("\u0590" <= char <= "\u05ff" for char in text):
        return None
    if any(True for _ in missing_glyphs(text)):
        return None
    if joined:
        return ImageFont.truetype(ARABIC.file("Bold" if face == "semibold" else "Regular"), size)
    return _spectral(face, size)


@lru_cache(maxsize=32)
def _spectral(face: str, size: int) -> ImageFont.FreeTypeFont:
    """A face cut without hints (`tools/web_fonts.py`): large letters need none."""
    fonts = resources.files("publish.themes").joinpath("dossier").joinpath("fonts")
    return ImageFont.truetype(io.BytesIO(fonts.joinpath(f"spectral-{face}.ttf").read_bytes()), size)


def _paste(cover: Image.Image, picture: bytes | None, rtl: bool, top: int) -> None:
    """The entry's own image between the words, if there is room for it."""
    room = HEIGHT - 260 - top
    if picture is None or room < 240:
        return
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((WIDTH - 2 * MARGIN, min(room, 640)), Image.Resampling.LANCZOS)
    x = WIDTH - MARGIN - image.width if rtl else MARGIN
    cover.paste(image, (x, HEIGHT - 260 - image.height), image)
