"""SVG drawings by strangers: only what is drawing, and not too much of it.

A few lines of ``<use>`` can ask for a billion shapes, and a document type for entities
without end; neither has a place in an illustration. What an entry shows may hold
nothing active either: no scripts, foreign content, animation or addresses (SVG 2, 2.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from publish.engines.css import addresses
from publish.model.expressions import expression

LARGEST = 8 * 1024 * 1024
"""Bytes of a drawing."""

MOST_SHAPES = 50_000
"""What is drawn, each ``<use>`` followed."""

MOST_POINTS = 500_000
"""Numbers in all paths."""

DEEPEST = 60
"""Levels of elements, each ``<use>`` followed."""

LARGEST_SIDE = 100_000
"""CSS pixels: 26 metres."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_LENGTH = expression(r"\s*(\d+(?:\.\d+)?)\s*(px)?\s*")
_NUMBER = expression(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
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
    cost = _Cost(root)
    if cost.elements > MOST_SHAPES or cost.of(root, 0).shapes > MOST_SHAPES:
        raise ValueError("draws more than 50,000 shapes")
    return root


class _Share(NamedTuple):
    """What drawing an element takes: shapes, and levels in one another."""

    shapes: int
    levels: int


_ENDLESS = _Share(MOST_SHAPES + 1, 0)


class _Cost:
    """Counts what is drawn, whatever way one element asks for another.

    A ``<use>``, a fill, a mask, a clip path, a filter and a marker each draw what they
    name, a marker at every point of its path. What a ``style`` element names may be
    drawn for all elements, and is counted so.
    """

    def __init__(self, root: etree._Element) -> None:
        drawn = list(root.iter(etree.Element))
        self.elements = len(drawn)
        self.by_id = {element.get("id"): element for element in drawn if element.get("id")}
        self.known: dict[etree._Element, _Share] = {}
        self.points = {element: _points(element) for element in drawn}
        self.all_points = self.elements + sum(self.points.values())
        if self.all_points - self.elements > MOST_POINTS:
            raise ValueError(f"has paths of more than {MOST_POINTS:,} numbers")

    def of(self, element: etree._Element, depth: int) -> _Share:
        """What ``element`` takes. Raises ValueError where it is nested too deep."""
        if depth > DEEPEST:
            raise ValueError(f"is nested more than {DEEPEST} deep")
        if element not in self.known:
            self.known[element] = _ENDLESS  # a drawing that uses itself never ends
            parts = [(each, 1) for each in element.iterchildren(etree.Element)]
            parts += self._named(element)
            shares = [(self.of(part, depth + 1), times) for part, times in parts]
            shapes = 1 + sum(share.shapes * times for share, times in shares)
            levels = 1 + max((share.levels for share, _ in shares), default=0)
            if levels > DEEPEST:
                raise ValueError(f"is nested more than {DEEPEST} deep")
            self.known[element] = _Share(min(shapes, MOST_SHAPES + 1), levels)
        return self.known[element]

    def _named(self, element: etree._Element) -> Iterator[tuple[etree._Element, int]]:
        """The elements that ``element`` asks for, and how often."""
        if element.tag == _SVG + "style":
            yield from self._found(addresses("".join(element.itertext())), self.all_points)
        for name, value in element.attrib.items():
            if name in _HREFS:
                yield from self._found((value.strip(),), 1)
            elif "(" in value or "\\" in value:
                marks = "marker" in name or name == "style"
                times = 1 + self.points[element] if marks else 1
                yield from self._found(addresses(value), times)

    def _found(self, names: Iterable[str], times: int) -> Iterator[tuple[etree._Element, int]]:
        for name in names:
            if name.startswith("#") and name[1:] in self.by_id:
                yield self.by_id[name[1:]], times


def _points(element: etree._Element) -> int:
    """The numbers in an element's path; few points have fewer than two."""
    return len(_NUMBER.findall(element.get("d", "") + " " + element.get("points", "")))


def _refuse_anything_active(root: etree._Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _ACTIVE:
            raise ValueError(f"holds `{etree.QName(element).localname}`; only drawing is shown")
        if element.tag == _SVG + "style" and _fetches("".join(element.itertext())):
            raise ValueError("has a style that fetches something")
        for name, value in element.attrib.items():
            _refuse_active_attribute(etree.QName(name).localname.lower(), value)


def _refuse_active_attribute(name: str, value: str) -> None:
    if name.startswith("on"):
        raise ValueError(f"holds the event handler `{name}`")
    if name == "href" and not value.strip().startswith("#"):
        raise ValueError(f"leads to `{value[:60]}`")
    if _fetches(value):
        raise ValueError(f"fetches something in `{name}`")


def _fetches(css: str) -> bool:
    """Whether a style, or the value of an attribute, names anything outside."""
    if "javascript:" in css.lower():
        return True
    named = "(" in css or "@" in css or "\\" in css
    return named and any(not address.startswith("#") for address in addresses(css))


def _size(root: etree._Element) -> tuple[int, int]:
    """Width and height as given, else those of the view box, else CSS's 300 × 150."""
    width, height = _given_size(root)
    if not max(width, height) <= LARGEST_SIDE:
        raise ValueError(f"is wider or higher than {LARGEST_SIDE:,} pixels")
    return max(1, round(width)), max(1, round(height))


def _given_size(root: etree._Element) -> tuple[float, float]:
    sizes = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(sizes):
        width, height = (float(size.group(1)) for size in sizes if size)
        return width, height
    box = re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))
    if len(box) == 4 and float(box[2]) > 0 and float(box[3]) > 0:
        return float(box[2]), float(box[3])
    return 300, 150
