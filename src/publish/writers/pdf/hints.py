"""Attributes of HTML that say how something looks become styles, which the layout reads.

What kind of numbers a list has and with which it begins, and how wide a picture is. A
table that takes little room is called so, to be kept on one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

NUMBERS = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_LENGTH = re.compile(r"\d+%?")


SHORT_ROWS, SHORT_TEXT = 10, 1200
"""Rows and characters of a table that is kept on one page, at most."""


def style_hints(root: Element) -> None:
    """Write the styles into the elements; those that stand there go before them."""
    for table in root.iter("table"):
        rows, text = sum(1 for _ in table.iter("tr")), "".join(table.itertext())
        if rows <= SHORT_ROWS and len(text) <= SHORT_TEXT:
            table.set("class", f"{table.get('class') or ''} short".strip())
    for name, hints in (("ol", _numbering), ("img", _size)):
        for element in root.iter(name):
            styles = "; ".join(hints(element))
            if styles:
                given = element.get("style")
                element.set("style", f"{styles}; {given}" if given else styles)


def _numbering(numbered: Element) -> Iterator[str]:
    kind = NUMBERS.get(numbered.get("type") or "")
    if kind:
        yield f"list-style-type: {kind}"
    start = numbered.get("start") or ""
    if start.isdecimal():
        yield f"counter-reset: list-item {int(start) - 1}"


def _size(image: Element) -> Iterator[str]:
    for name in ("width", "height"):
        length = image.get(name) or ""
        if _LENGTH.fullmatch(length):
            yield f"{name}: {length if length.endswith('%') else length + 'px'}"
