"""Authors right beside a name, without a year: *FooNet (Smith et al.)*, *Smith et al.'s FooNet*."""

from __future__ import annotations

import re

from publish.mentions.normalise import fold
from publish.mentions.words import AND, AND_OTHERS, CLOSING_QUOTES, OPENING_QUOTES

_FAMILY = r"(?P<first>[^\W\d_a-z][^\W\d_]+)(?:-[^\W\d_]+)*"
_OTHERS = rf"(?P<others>,?\s+(?:{AND_OTHERS}))"
_SECOND = rf"\s+(?:{AND})\s+(?P<second>[^\W\d_a-z][^\W\d_]+)(?:-[^\W\d_]+)*"
_AUTHORS = rf"(?P<authors>{_FAMILY}(?:{_OTHERS}|{_SECOND})?)"
_BEHIND = re.compile(
    rf"[{CLOSING_QUOTES}]*(?:\s*[(\[（]\s*|,?\s+(?:by|of|von|de|di|par|por|от)\s+){_AUTHORS}"
)
_BEFORE = re.compile(rf"{_AUTHORS}['’]s?\s+[{OPENING_QUOTES}]*\Z")
_BRACKET = re.compile(rf"\s*(?P<held>[(\[（]{_AUTHORS}[)\]）])")
_REACH = 60


def beside(text: str, start: int, end: int) -> re.Match[str] | None:
    """The authors right behind or before the characters: groups ``authors``, ``first``, and
    ``others`` or ``second`` (neither where one author stands alone).
    """
    return _BEHIND.match(text, end) or _BEFORE.search(text, max(0, start - _REACH), start)


def bracketed(text: str, offset: int, families: tuple[str, ...]) -> tuple[int, int] | None:
    """The bracket that a record's authors alone fill, right behind an offset."""
    found = _BRACKET.match(text, offset)
    if found is None or fold(found["first"]) not in families[:1]:
        return None
    return found.span("held")


def signed(text: str, start: int, end: int, families: tuple[str, ...]) -> str | None:
    """The authors beside the characters, if they are those of a record."""
    found = beside(text, start, end)
    if found is None or fold(found["first"]) not in families[:1]:
        return None
    if found["second"] and fold(found["second"]) not in families[1:]:
        return None
    if not (found["second"] or found["others"] or len(set(families)) == 1):
        return None
    return " ".join(found["authors"].split())
