"""A passage's text to its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right

from publish.mentions.words import ABBREVIATIONS

_END = re.compile(r"[.!?…]+[\"'”’»)\]\ufffc]*\s+(?=[\"'“‘«¿¡(\[]*\S)|[。！？]+[」』》”）]*|[؟।]\s*")
_LAST_WORD = re.compile(r"[^\s(\[“\"«]+\Z")
_LONGEST = max(map(len, ABBREVIATIONS))
"""Letters; a longer word is no abbreviation, and needn't be read from its beginning."""


def sentence_starts(text: str) -> list[int]:
    """The offset at which each sentence begins; the first is 0.

    A full stop behind an abbreviation or an initial, or before a small letter,
    ends no sentence.
    """
    ends = (match for match in _END.finditer(text) if _ends(text, match))
    return [0, *(match.end() for match in ends if match.end() < len(text))]


def _ends(text: str, match: re.Match[str]) -> bool:
    mark = match.group().strip()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    following = text[match.end() :].lstrip("\"'“‘«(¿¡[")
    if following[:1].islower():
        return False
    last = _LAST_WORD.search(text, max(0, match.start() - _LONGEST - 1), match.start())
    word = last.group() if last else ""
    initial = len(word) == 1 and word.isalpha()
    return not initial and word.lower() not in ABBREVIATIONS


def sentence(starts: list[int], offset: int, length: int) -> tuple[int, int]:
    """The sentence around an offset of a text of this length."""
    at = bisect_right(starts, offset) - 1
    return starts[at], starts[at + 1] if at + 1 < len(starts) else length
