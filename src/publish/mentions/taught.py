"""Short forms that a text teaches: *Momentum Contrast, or MoCo*; *MAE (masked …)*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.mentions.names import is_marked
from publish.mentions.normalise import Token, fold
from publish.mentions.words import FUNCTION
from publish.model.frozen import Frozen

_QUOTE = r"[\"“„‘'«]?"
_FORM = r"[^\W_][\w\-+]*[\w+]"
_LINK = (
    r"(?:also\s+)?(?:or|known\s+as|called|named|dubbed|abbreviated(?:\s+(?:as|to))?|short(?:ened)?"
    r"(?:\s+to)?|for\s+short|a\.?k\.?a\.?|oder|kurz|genannt|abgekürzt|ou|dite?|appelée?s?|abrégée?"
    r"(?:\s+en)?|o|u|llamad[oa]|abreviad[oa]|detto|detta|chiamat[oa]|of|ook|kortweg|eller|lub|czyli|"
    r"или|сокращ[её]нно|ή|veya|או|أو)\s*:?"
)
_BEHIND = re.compile(
    rf"[\"”“’'»]?(?:\s*[(（\[]\s*(?:{_LINK}\s+)?{_QUOTE}(?P<held>{_FORM})[^()（）\[\]]{{0,30}}[)）\]]"
    rf"|,?\s+{_LINK}\s+{_QUOTE}(?P<linked>{_FORM})"
    rf"|\s+[–—]\s+{_QUOTE}(?P<dashed>{_FORM})(?=\s+[–—]))"
)
_BEFORE = re.compile(
    rf"(?P<form>{_FORM})[\"”’']?\s*(?:[(（\[]\s*|,?\s+(?:short\s+for|which\s+stands\s+for|kurz\s+für|"
    rf"abbreviation\s+(?:of|for)|abréviation\s+de|abreviatura\s+de|сокращение\s+от)\s+)"
    rf"(?:the\s+)?{_QUOTE}\Z"
)


class ShortForm(Frozen):
    """A short form, where it stands, and where its bracket (if any) ends."""

    text: str
    start: int
    end: int
    close: int


def short_form(text: str, row: Sequence[Token]) -> ShortForm | None:
    """The short form that the text gives to the words ``row``, behind or before them."""
    behind = _BEHIND.match(text, row[-1].end)
    if behind is not None:
        group = next(g for g in ("held", "linked", "dashed") if behind[g])
        if abbreviates(behind[group], row):
            start, end = behind.span(group)
            return ShortForm(behind[group], start, end, behind.end())
    before = _BEFORE.search(text, max(row[0].start - 60, 0), row[0].start)
    if before is not None and abbreviates(before["form"], row):
        return ShortForm(before["form"], *before.span("form"), before.end("form"))
    return None


def abbreviates(form: str, row: Sequence[Token]) -> bool:
    """Whether a short form's letters stand in the words in this order.

    It begins as one of the content words does. Words in another script than Latin
    can't be compared: there any marked form will do.
    """
    if not is_marked(form) or len(form) > 14:
        return False
    words = [t.word for t in row if t.word not in FUNCTION] or [t.word for t in row]
    if not any(c.isascii() and c.isalpha() for word in words for c in word):
        return True
    letters = re.sub(r"[\W\d_]", "", fold(form))
    if letters == "".join(t.word[0] for t in row):  # YOLO: You Only Look Once
        return True
    return any(
        word[0] == letters[:1] and _within(letters, "".join(words[at:]))
        for at, word in enumerate(words)
    )


def _within(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
