"""pandoc's MathML becomes MathML that stands in pages and books: without annotations."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publish.model.equations import one_line
from publish.writers.tidying import Element

_STANDING = {
    "\u0300": "\u0060", "\u0301": "\u00b4", "\u0302": "\u02c6", "\u0303": "\u02dc",
    "\u0304": "\u00af", "\u0306": "\u02d8", "\u0307": "\u02d9", "\u0308": "\u00a8",
    "\u030a": "\u02da", "\u030c": "\u02c7", "\u0330": "\u007e", "\u0331": "\u005f",
    "\u20d6": "\u2190", "\u20d7": "\u2192", "\u20db": "\u2026", "\u20dc": "\u2026\u002e",
    "\u20e1": "\u2194",
}  # fmt: skip
"""Combining accents, and the characters that stand by themselves (MathML Core, 3.2.4):
a text that starts with a combining one would join what comes before it."""


def unwrap_semantics(part: Element) -> Iterator[tuple[Element, str]]:
    """Each formula without its annotations, and its TeX as text."""
    for formula in part.iter("math"):
        notes = formula.findall(".//annotation")
        tex = one_line(notes[0].text or "") if notes else ""
        for note in notes:
            note.drop_tree()
        etree.strip_tags(formula, "semantics")
        for sign in formula.iterfind(".//mi[@maxsize]"):  # what only an operator may have
            sign.tag = "mo"
        for accent in formula.iter("mo"):
            accent.text = _STANDING.get(accent.text or "", accent.text)
        yield formula, tex or " ".join(formula.text_content().split())
