"""SVG drawings by strangers: refused where drawing them would cost too much.

A few lines of ``<use>`` can ask for a billion shapes, and a document type for
entities without end; neither has a place in an illustration.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

LARGEST_DRAWING = 8 * 1024 * 1024
MOST_SHAPES = 50_000
DEEPEST = 100
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")


class DrawingTooComplex(ValueError):
    """The drawing is refused; the text says why."""


def check_drawing(data: bytes) -> None:
    """Raise :class:`DrawingTooComplex` for a drawing that is no illustration."""
    if len(data) > LARGEST_DRAWING:
        raise DrawingTooComplex("the drawing is larger than 8 MB")
    if b"<!ENTITY" in data:
        raise DrawingTooComplex("the drawing defines entities")
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, ValueError) as error:
        raise DrawingTooComplex(f"the drawing is not well-formed: {error}") from error
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    if _shapes(root, by_id, {}, 0) > MOST_SHAPES:
        raise DrawingTooComplex(f"the drawing draws more than {MOST_SHAPES} shapes")


def _shapes(
    element: ET.Element,
    by_id: dict[str | None, ET.Element],
    known: dict[ET.Element, int],
    depth: int,
) -> int:
    """How many shapes are drawn below ``element``, each ``<use>`` followed."""
    if depth > DEEPEST:
        raise DrawingTooComplex(f"the drawing is nested more than {DEEPEST} deep")
    if element in known:
        return known[element]
    known[element] = MOST_SHAPES + 1  # a drawing that uses itself never ends
    total = 1 + sum(_shapes(child, by_id, known, depth + 1) for child in element)
    target = next((element.get(name) for name in _HREFS if element.get(name)), None)
    if str(element.tag).endswith("}use") and target and target[1:] in by_id:
        total += _shapes(by_id[target[1:]], by_id, known, depth + 1)
    known[element] = min(total, MOST_SHAPES + 1)
    return known[element]
