"""A PDF → its letters as they come out on the page: their size, and their colour on its ground."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot, sqrt

import pypdfium2
import pypdfium2.raw as pdfium
from PIL.Image import Image

from publish.model.brief import SMALLEST
from publish.model.contrast import contrast

AA, AA_LARGE = 4.5, 3.0
"""WCAG 2.2, 1.4.3."""
LARGE, LARGE_BOLD = 18.0, 14.0
"""From these sizes on, in points, letters count as large there."""
BOLD = 700

SCALE = 2.0
"""Pixels of the rendered page in a point."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Letter:
    """``size`` in points on the page, whatever matrices lie between; ``box`` is left, bottom,
    right and top of its ink; ``colour`` is that by which it is filled."""

    text: str
    size: float
    colour: str
    box: Box
    bold: bool


NOTHING = 0.01
"""Points by which a size may be less: it is written with two digits."""


def illegible(data: bytes) -> list[str]:
    """What is too small or too faint in a brief."""
    found: list[str] = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            small = [each for each in letters(page) if each.size < SMALLEST - NOTHING]
            found += [f"`{each.text}` of {each.size:.2f} pt" for each in small]
            found += faint(page)
    return found


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """What is drawn as text, but for the spaces."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if char.strip() and not pdfium.FPDFText_IsGenerated(text.raw, index):
            yield Letter(
                char, _size(text, index), _colour(text, index), _box(text, index),
                pdfium.FPDFText_GetFontWeight(text.raw, index) >= BOLD,
            )  # fmt: skip


def faint(page: pypdfium2.PdfPage) -> Counter[str]:
    """Letters whose contrast on the page, as it is rendered, is less than WCAG's AA."""
    image = page.render(scale=SCALE).to_pil().convert("RGB")
    found: Counter[str] = Counter()
    for run in _runs(letters(page)):
        first = run[0]
        ground = _ground(image, _pixels([each.box for each in run], page.get_height()))
        ratio = contrast(first.colour, ground)
        large = first.size >= (LARGE_BOLD if first.bold else LARGE)
        if ratio < (AA_LARGE if large else AA):
            found[f"{first.colour} on {ground}: {ratio:.2f}"] += len(run)
    return found


def _runs(found: Iterator[Letter]) -> Iterator[list[Letter]]:
    """Letters of one look that stand beside one another on a line."""
    run: list[Letter] = []
    for letter in found:
        if run and not _goes_on(run[-1], letter):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _goes_on(one: Letter, other: Letter) -> bool:
    looks = [(each.size, each.colour, each.bold) for each in (one, other)]
    apart = max(one.box[0], other.box[0]) - min(one.box[2], other.box[2])
    high = abs(one.box[1] - other.box[1])
    return looks[0] == looks[1] and apart < one.size and high < one.size / 2


def _size(text: pypdfium2.PdfTextPage, index: int) -> float:
    """The size as it is set, by the matrix that it is drawn with."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
    scale = sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or hypot(matrix.a, matrix.b)
    return float(pdfium.FPDFText_GetFontSize(text.raw, index)) * scale


def _colour(text: pypdfium2.PdfTextPage, index: int) -> str:
    channels = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text.raw, index, *channels)
    return "#" + "".join(f"{channel.value:02x}" for channel in channels[:3])


def _box(text: pypdfium2.PdfTextPage, index: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _pixels(boxes: list[Box], height: float) -> tuple[int, int, int, int]:
    """A little more than the letters, in pixels from the top left corner."""
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return (
        int(SCALE * left) - 3, int(SCALE * (height - top)) - 3,
        int(SCALE * right) + 4, int(SCALE * (height - bottom)) + 4,
    )  # fmt: skip


def _ground(image: Image, place: tuple[int, int, int, int]) -> str:
    """The colour that most of a place has: letters cover less than half of it."""
    pixels = image.crop(place).getcolors(1 << 16) or [(1, (255, 255, 255))]
    _, colour = max(pixels)
    return "#" + "".join(f"{channel:02x}" for channel in colour)  # type: ignore[union-attr]
