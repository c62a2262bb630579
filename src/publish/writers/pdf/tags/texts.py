"""What the glyphs spell becomes what the text says, where the two differ.

Search, copy and reading aloud take the characters that a font's map gives for its
glyphs. They are others than the text's behind a hyphen that only ends a line, where
two characters share a glyph, and in scripts that are drawn from left to right but
read from right to left.
"""

from __future__ import annotations

import unicodedata

from publish.engines.pdfstructure import Mark, StructureElement, Tagging

SOFT_HYPHEN = "\u00ad"
SAME = {ord("\N{NO-BREAK SPACE}"): " ", 0x00AD: None, 0x200B: None, 0x2060: None}
"""Characters that are found as, or without, another one."""


def tell_texts(tags: Tagging) -> None:
    """Say of each mark in the tree what its glyphs don't."""
    for element in list(tags.document.elements()):
        for at, kid in enumerate(element.kids):
            if isinstance(kid, Mark) and kid.text:
                element.kids[at] = _told(kid, kid.text, element, tags)


def _told(mark: Mark, text: str, host: StructureElement, tags: Tagging) -> Mark | StructureElement:
    """The mark, or the span that says what it spells."""
    key = (mark.page, mark.number)
    if is_right_to_left(text):
        # Glyphs are drawn from left to right, so the tree says what they spell;
        # in the page itself readers would turn the text round once more.
        words = tags.spaces.pop(key, text)
        return StructureElement("Span", host, [mark], {"ActualText": words}, implied=True)
    said, spelt, word = tags.spaces.get(key, text), mark.spelt, text
    if mark.hyphenated:
        word, said = text[:-1], text[:-1] + SOFT_HYPHEN
        if spelt is None or not spelt.endswith(SOFT_HYPHEN):
            tags.hyphens[key] = said
        spelt = spelt[:-1] if spelt else spelt
    if spelt is not None and not _same(spelt, word):
        tags.actual_texts[key] = said
    return mark


def _same(spelt: str, text: str) -> bool:
    if "\t" in text:  # it has no glyph
        return False
    return spelt == text or spelt.translate(SAME).strip() == text.translate(SAME).strip()


def is_right_to_left(text: str) -> bool:
    """Whether a line of text holds letters that run from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
