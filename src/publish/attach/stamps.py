"""A line on each page of what was attached: which appendix this is, and which page of it.

It is drawn as outlines, upright as the page is seen, in the page's own size, and as an
artifact, for it is no part of what the page says (ISO 32000-2, 14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pikepdf import Array, Dictionary, Page, Pdf, PdfError, Stream, parse_content_stream

from publish.attach.joining.objects import entry, items
from publish.engines.lettering import lettering
from publish.model.frozen import Frozen

SIZE, MARGIN = 8.0, 18.0
"""In points."""


class Spot(Frozen):
    """Where a line stands at the head of a page: so many points below its upper edge, and
    ``inset`` from its side.
    """

    side: Literal["left", "middle", "right"] = "right"
    inset: float = MARGIN
    below: float = MARGIN


CORNER = Spot()

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

A4: Box = (0.0, 0.0, 595.28, 841.89)

_ARTIFACT = b"/Artifact <</Type /Pagination /Subtype /Header>> BDC\n"


def stamp(
    pdf: Pdf,
    pages: Sequence[Dictionary],
    lines: Sequence[str],
    size: float = SIZE,
    spot: Spot = CORNER,
) -> None:
    """Draw a line at the head of each page, in letters of this size in points."""
    for page, line in zip(pages, lines, strict=True):
        lacking, left = _states(page)
        before = pdf.make_indirect(Stream(pdf, b"q\n" * (1 + lacking)))
        text = lettering(line, size)
        place = " ".join(f"{value:.2f}" for value in _placed(page, text.width, size, spot))
        drawing = b"\n%s%sq 0 g %s cm\n%s\nQ\nEMC\n" % (
            b"Q\n" * (1 + left), _ARTIFACT, place.encode(), text.drawing,
        )  # fmt: skip
        contents = page.get("/Contents")
        present = list(contents) if isinstance(contents, Array) else [contents]
        streams = [each for each in present if isinstance(each, Stream)]
        page.Contents = Array([before, *streams, pdf.make_indirect(Stream(pdf, drawing))])


def _states(page: Dictionary) -> tuple[int, int]:
    """How many states of graphics a page restores that it hasn't saved, and how many of those
    that are there then it leaves; none of either where its content is as it should be.
    """
    depth = least = 0
    try:
        for instruction in parse_content_stream(Page(page), "q Q"):
            depth += 1 if str(instruction.operator) == "q" else -1
            least = min(least, depth)
    except (PdfError, ValueError, TypeError):  # no content, or damaged
        return 0, 0
    return -least, depth - least


def _placed(page: Dictionary, width: float, size: float, spot: Spot) -> tuple[float, ...]:
    """The matrix that puts a line of this width where it belongs, as the page is turned."""
    left, bottom, right, top = box(page)
    turned = (entry(page, "/Rotate", int) or 0) % 360
    across = top - bottom if turned in (90, 270) else right - left
    ends = {
        "right": spot.inset + width,
        "middle": (across + width) / 2,
        "left": across - spot.inset,
    }
    far, down = ends[spot.side], spot.below + size
    if turned == 90:
        return (0, 1, -1, 0, left + down, top - far)
    if turned == 180:
        return (-1, 0, 0, -1, left + far, bottom + down)
    if turned == 270:
        return (0, -1, 1, 0, right - down, bottom + far)
    return (1, 0, 0, 1, right - far, top - down)


def box(page: Any) -> Box:
    """What of a page is seen: left, bottom, right, top; a sheet of A4 where nothing says.

    What is cut off the sheet isn't seen (ISO 32000-2, 14.11.2.2).
    """
    sheet = _sides(page, "/MediaBox") or A4
    cut = _sides(page, "/CropBox") or sheet
    left, bottom = max(sheet[0], cut[0]), max(sheet[1], cut[1])
    right, top = min(sheet[2], cut[2]), min(sheet[3], cut[3])
    return (left, bottom, right, top) if left < right and bottom < top else sheet


def _sides(page: Any, key: str) -> Box | None:
    try:
        a, b, c, d = map(float, items(page, key))
    except (TypeError, ValueError):
        return None
    return min(a, c), min(b, d), max(a, c), max(b, d)
