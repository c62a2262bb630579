"""Authors right beside a name, without a year: *FooNet (Smith et al.)*, *Smith et al.'s FooNet*."""

from __future__ import annotations

import re

from publish.mentions.normalise import fold
from publish.mentions.words import (
    AND,
    AND_OTHERS,
    CLOSING_QUOTES,
    FUNCTION,
    OPENING_QUOTES,
    THINGS,
    WORKS,
)

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
_LEADS = re.compile(
    rf"[{CLOSING_QUOTES}]*(?:\s+(?P<called>[^\W\d_]+))?"
    r"(?:(?P<open>\s*[(\[（])(?:see\s+)?|,?\s+(?:by|of|von|par|de|por|di|van|door|от)\s+)"
)
_OWNED = re.compile(rf"\s+[{OPENING_QUOTES}]*")


def leads_to_authors(text: str, end: int, start: int) -> bool:
    """Whether only a bracket, or a word like *by*, stands between a name that ends at ``end``
    and authors: *Adam (Kingma …*, *the Adam paper by Kingma …*, *GloVe vectors (Pennington …*.
    """
    found = _LEADS.fullmatch(text, end, start)
    if found is None or found["called"] is None:
        return found is not None
    called = fold(found["called"])
    noun = found["open"] is not None and called not in FUNCTION
    return called in WORKS | THINGS or (noun and found["called"].islower())


def owned_by_authors(text: str, end: int, start: int) -> bool:
    """Whether a name stands right behind authors with a year: *Kingma and Ba's 2015 Adam*."""
    return _OWNED.fullmatch(text, end, start) is not None


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
