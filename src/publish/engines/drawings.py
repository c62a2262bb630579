"""SVG drawings by strangers: only what is drawing, and not too much of it.

A few lines of ``<use>`` can ask for a billion shapes, and a document type for entities
without end; neither has a place in an illustration. What an entry shows may hold
nothing active either: no scripts, foreign content, animation or addresses (SVG 2, 2.7).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

LARGEST = 8 * 1024 * 1024
"""Bytes of a drawing."""

MOST_SHAPES = 50_000
"""What is drawn, each ``<use>`` followed."""

DEEPEST = 100
"""Levels of elements, each ``<use>`` followed."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px)?\s*")
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#)|expression\(|javascript:", re.IGNORECASE)
_ACTIVE = frozenset(
    _SVG + name
    for name in ("script", "foreignObject", "handler", "animate", "set", "animateMotion",
                 "animateTransform", "image", "feImage", "audio", "video", "iframe", "canvas")
)  # fmt: skip


class Drawing(NamedTuple):
    """A drawing that is safe to show; ``width`` and ``height`` in CSS pixels."""

    data: bytes
    width: int
    height: int


def checked_drawing(data: bytes) -> Drawing:
    """A drawing without anything active. Raises ValueError, with the reason."""
    if b"<!DOCTYPE" in data:
        raise ValueError("has a document type, which may define entities")
    root = drawing_tree(data)
    if root.tag != _SVG + "svg":
        raise ValueError("is XML, but not SVG")
    _refuse_anything_active(root)
    return Drawing(etree.tostring(root, encoding="utf-8"), *_size(root))


def drawing_tree(data: bytes) -> etree._Element:
    """The drawing's root. Raises ValueError where drawing it would cost too much."""
    if len(data) > LARGEST:
        raise ValueError("is larger than 8 MB")
    if b"<!ENTITY" in data:
        raise ValueError("defines entities")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"is not well-formed ({error})") from None
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    if _shapes(root, by_id, {}, 0) > MOST_SHAPES:
        raise ValueError("draws more than 50,000 shapes")
    return root


def _shapes(
    element: etree._Element,
    by_id: dict[str | None, etree._Element],
    known: dict[etree._Element, int],
    depth: int,
) -> int:
    """How many shapes are drawn below ``element``, each ``<use>`` followed."""
    if depth > DEEPEST:
        raise ValueError(f"is nested more than {DEEPEST} deep")
    if element in known:
        return known[element]
    known[element] = MOST_SHAPES + 1  # a drawing that uses itself never ends
    total = 1 + sum(_shapes(child, by_id, known, depth + 1) for child in element)
    target = next((element.get(name) for name in _HREFS if element.get(name)), "").strip()
    if str(element.tag).endswith("}use") and target[1:] in by_id:
        total += _shapes(by_id[target[1:]], by_id, known, depth + 1)
    known[element] = min(total, MOST_SHAPES + 1)
    return known[element]


def _refuse_anything_active(root: etree._Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ACTIVE:
            raise ValueError(f"holds `{etree.QName(element).localname}`; only drawing is shown")
        if element.tag == _SVG + "style" and _OUTSIDE.search(element.text or ""):
            raise ValueError("has a style that fetches something")
        for name, value in element.attrib.items():
            _refuse_active_attribute(etree.QName(name).localname.lower(), value)


def _refuse_active_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise ValueError(f"holds the event handler `{name}`")
    if name == "href" and not value.strip().startswith("#"):
        raise ValueError(f"leads to `{value[:60]}`")
    if _OUTSIDE.search(value):
        raise ValueError(f"fetches something in `{name}`")


def _size(root: etree._Element) -> tuple[int, int]:
    """Width and height as given, else those of the view box, else CSS's 300 × 150."""
    sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sizes):
        width, height = (float(size.group(1)) for size in sizes if size)
        return max(1, round(width)), max(1, round(height))
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    if len(box) == 4 and float(box[2]) > 0 and float(box[3]) > 0:
        return max(1, round(float(box[2]))), max(1, round(float(box[3])))
    return 300, 150
