"""A line on each page of what was attached: which appendix this is, and which page of it.

It is drawn as outlines, upright as the page is seen, in the page's own size, and as an
artifact, for it is no part of what the page says (ISO 32000-2, 14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Pdf, Stream

from publish.attach.joining.objects import entry, items
from publish.engines.lettering import lettering

SIZE, MARGIN = 8.0, 18.0
"""In points."""

_ARTIFACT = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC\n"


def stamp(pdf: Pdf, pages: Sequence[Dictionary], lines: Sequence[str]) -> None:
    """Draw a line at the upper right of each page."""
    before = pdf.make_indirect(Stream(pdf, b"q\n"))
    for page, line in zip(pages, lines, strict=True):
        text = lettering(line, SIZE)
        place = " ".join(f"{value:.2f}" for value in _placed(page, text.width))
        drawing = b"\nQ\n%sq 0 g %s cm\n%s\nQ\nEMC\n" % (_ARTIFACT, place.encode(), text.drawing)
        contents = page.get("/Contents")
        present = list(contents) if isinstance(contents, Array) else [contents]
        streams = [each for each in present if isinstance(each, Stream)]
        page.Contents = Array([before, *streams, pdf.make_indirect(Stream(pdf, drawing))])


def _placed(page: Dictionary, width: float) -> tuple[float, ...]:
    """The matrix that puts a line of this width where it belongs, as the page is turned."""
    left, bottom, right, top = box(page)
    turned = (entry(page, "/Rotate", int) or 0) % 360
    far, down = MARGIN + width, MARGIN + SIZE
    if turned == 90:
        return (0, 1, -1, 0, left + down, top - far)
    if turned == 180:
        return (-1, 0, 0, -1, left + far, bottom + down)
    if turned == 270:
        return (0, -1, 1, 0, right - down, bottom + far)
    return (1, 0, 0, 1, right - far, top - down)


def box(page: Any) -> tuple[float, float, float, float]:
    """What of a page is seen: left, bottom, right, top; a sheet of A4 where nothing says."""
    for key in ("/CropBox", "/MediaBox"):
        sides = items(page, key)
        try:
            a, b, c, d = map(float, sides)
        except (TypeError, ValueError):
            continue
        return min(a, c), min(b, d), max(a, c), max(b, d)
    return 0.0, 0.0, 595.28, 841.89
