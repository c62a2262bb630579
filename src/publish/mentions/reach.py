"""How far a name reaches in its sentence: to the end of its noun phrase, out of its marks."""

from __future__ import annotations

import re

from publish.mentions.normalise import UNSPACED, tokens
from publish.mentions.taught import short_form
from publish.mentions.words import CLOSING_QUOTES, FUNCTION, HEADS, THINGS, WORKS
from publish.model.mention import Mention
from publish.model.passages import Passage

_WRAPPERS = frozenset({"emphasis", "quoted", "link", "script", "smallcaps", "strikeout"})
_CLOSED_BY = {"“": "„", "‘": "‚", "«": "»"}
"""Marks that close only where the other one has opened."""
_GLUED = re.compile(rf"(?:[-‐‑/+]?[^\W_{UNSPACED}\uac00-\ud7a3]+)+")
_ADJECTIVE = re.compile(r"[-‐‑][^\W\d_A-Z]+")
_NOUNS = THINGS | WORKS | HEADS
_CLOSES = re.compile(r"’(?![^\W\d_])")
POSSESSIVE = re.compile(r"[’'](?:s\b)?(?=\s)")


def behind(text: str, mention: Mention) -> int:
    """The offset behind the name and what belongs to it: its short form, the rest of
    a compound, the thing possessed, the word *paper*.
    """
    row = [t for t in tokens(text) if mention.start <= t.start < mention.end]
    short = short_form(text, row) if row else None
    end = short.close if short and short.start >= mention.end else mention.end
    if glued := _GLUED.match(text, end):
        end = glued.end()
    possessive = POSSESSIVE.match(text, end)
    if possessive and not _closes_single(text, end):
        return possessed(text, possessive.end())
    words = tokens(text[end : end + 40])[:1]
    if words and words[0].gap == " " and words[0].word in WORKS:
        return end + words[0].end
    return end


def _closes_single(text: str, at: int) -> bool:
    """Whether the mark there ends a quotation in single marks, and is no apostrophe."""
    opening = text.rfind("‘", 0, at)
    return opening >= 0 and _CLOSES.search(text, opening, at) is None


def possessed(text: str, end: int) -> int:
    """The end of the noun phrase behind a possessive, where it is short and clear."""
    row = tokens(text[end : end + 80])
    for count, token in enumerate(row[:4]):
        if token.word in FUNCTION or token.gap != " ":
            return end + row[count - 1].end if count else end
    return end + row[-1].end if 0 < len(row) < 4 else end


def is_adjective(rest: str) -> bool:
    """Whether the rest of a compound makes an adjective of it: *-based*."""
    return _ADJECTIVE.fullmatch(rest) is not None


def noun_behind(text: str, end: int) -> int:
    """The end of the noun that an adjective stands before, with further words of its phrase:
    the first plural or kind of thing among the next words, else the next one.
    """
    row = []
    for token in tokens(text[end : end + 80])[:3]:
        known = token.word in _NOUNS
        if token.gap != " " or token.word in FUNCTION or not (known or token.raw.islower()):
            break
        row.append(token)
        if known or token.raw.endswith("s"):
            return end + token.end
    return end + row[0].end if row else end


def outside(passage: Passage, offset: int) -> int:
    """The same offset, or that behind the markup and the quotation marks around it."""
    text = passage.text
    before = -1
    while before != offset:
        before = offset
        for span in passage.spans:
            if span.kind in _WRAPPERS and span.start < offset <= span.end:
                offset = max(offset, span.end)
        offset += _closing(text, offset)
    return offset


def _closing(text: str, offset: int) -> int:
    """How long the quotation mark is that closes at the offset; French sets a space before it."""
    mark = text[offset : offset + 1]
    if mark.isspace() and text[offset + 1 : offset + 2] == "»" and "«" in text[:offset]:
        return 2
    if mark in ("'", "’") and text[offset + 1 : offset + 2].isalpha():
        return 0  # a possessive
    opening = _CLOSED_BY.get(mark)
    closes = mark in CLOSING_QUOTES or (opening is not None and opening in text[:offset])
    return int(bool(mark) and closes)
