"""Lists of names that can't be meant as they are read.

``others`` in the middle, organisations read as persons, capitals, initials glued together
or in the place of the family name. What breaks the form of a list is told on reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.expressions import expression

_FIELDS = ("author", "editor", "translator", "bookauthor")
_MARKS = expression(r"\\.|[{}]|(?:(?<=\s)|^)and(?=\s|$)", re.DOTALL | re.IGNORECASE)
_TEX = expression(r"\\[a-zA-Z]+\s*|\\.|[{}]", re.DOTALL)

_ORGANISATION = expression(
    r"\b(?:Universit(?:y|é|ät|à|eit|et)|Universidad|Institut(?:e|o|ion|ions|es)?|Organi[sz]ations?"
    r"|Departments?|Ministry|Ministère|Ministerium|Association|Associates|Society|Committees?"
    r"|Commission|Council|Agency|Foundation|Consortium|Collaborations?|Corporation|Incorporated"
    r"|Bureau of|Laborator(?:y|ies)|Cent(?:er|re)s?|Federation|Museum|Academy|Gesellschaft"
    r"|Bundesamt|Team|Group|Network|Task Force|Working Group|Administration|Authority|Initiative"
    r"|Programme|Inc\.?|Ltd\.?|LLC|GmbH)(?!\w)"
)
_TURNED = expression(
    r"(?:Organi[sz]ation|University|Institute|Association|Society|Committee|Commission|Council"
    r"|Agency|Foundation|Consortium|Collaboration|Corporation|Team|Group|Network|Federation)"
)
_BRACED = expression(
    r"^\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}$|\{[^{}]*[^\W\d_]{4,}[^{}]*\s[^{}]*\}", re.DOTALL
)
_INITIALS = expression(r"[A-Z]{1,2}|(?:[A-Z]\.-?){1,3}")
_GLUED = expression(r"[A-Z]{2,3}")
_WORTH_A_LOOK = expression(
    rf"{_ORGANISATION.pattern}|[A-Z]{{2}}|\s[A-Z]\.?(?=\s+and\s|\s*$)|[Oo]thers\s"
)
"""What a list of names that holds nothing suspicious mostly hasn't: a cheap look at all."""
_ABBREVIATIONS = """
    AI AG SE NV BV SA UK US USA EU UN LLC LLP PLC KG AB AS OY SL TV IT ML VR JR SR MD PHD II III
    IV VI VII VIII IX XI XII XIV XVI I V X
"""
_NO_INITIALS = frozenset(_ABBREVIATIONS.split())
_SUFFIXES = frozenset(("II", "III", "IV", "VI", "JR", "SR", "MD", "PHD"))


class Name(NamedTuple):
    """One name of a list as written, and where it begins in the list."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def plain(self) -> str:
        return _TEX.sub("", self.text)

    @property
    def is_braced(self) -> bool:
        """Whether one pair of braces holds the name, or an organisation in it."""
        return bool(_BRACED.search(self.text))


def judge_contributors(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """What is suspicious in each list of names."""
    for field in _FIELDS:
        raw = record.own(field)
        if not raw or "=" in raw or not _WORTH_A_LOOK.search(raw):
            continue
        names = list(parted(raw))
        for number, name in enumerate(names):
            yield from _judged(record, field, names, number, name)


def parted(raw: str) -> Iterator[Name]:
    """The names of a list, parted by ``and`` outside of braces."""
    depth = start = 0
    for mark in _MARKS.finditer(raw):
        sign = mark.group()
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif depth == 0 and sign[0] != "\\":
            yield from _trimmed(raw, start, mark.start())
            start = mark.end()
    yield from _trimmed(raw, start, len(raw))


def _trimmed(raw: str, start: int, end: int) -> Iterator[Name]:
    text = raw[start:end].strip()
    if text:
        yield Name(text, raw.index(text, start))


def _judged(
    record: Written, field: str, names: Sequence[Name], number: int, name: Name
) -> Iterator[Diagnostic]:
    if name.text.lower() == "others":
        if number < len(names) - 1:
            message = f"`others` stands in the middle of `{field}`"
            hint = "move it to the end, as `and others`"
            yield from record.told(rec.OTHERS_INSIDE, field, message, hint, name.start, name.end)
    elif not name.is_braced:
        yield from (
            _organisation(record, field, names, number, name) or _person(record, field, names, name)
        )


def _organisation(
    record: Written, field: str, names: Sequence[Name], number: int, name: Name
) -> list[Diagnostic]:
    """An organisation without braces; with the name before it, if that is its beginning."""
    whole, start = name.text, name.start
    if "," in name.text:
        family, given = (part.strip() for part in name.plain.split(",", 1))
        if not _TURNED.fullmatch(family) or not given or "," in given:
            return []
        whole = f"{given} {family}"
    elif not _ORGANISATION.search(name.plain) or " " not in name.plain:
        return []
    elif number and _is_beginning(names[number - 1]):
        before = names[number - 1]
        whole, start = f"{before.text} and {name.text}", before.start
    message = f"`{_short(whole)}` in `{field}` is read as a person"
    hint = f"put braces around it: {{{_short(whole)}}}"
    return list(record.told(rec.SPLIT_ORGANISATION, field, message, hint, start, name.end))


def _is_beginning(name: Name) -> bool:
    """``Food`` of ``Food and Agriculture Organization``: one word, no person's name."""
    return name.text.isalpha() and name.text.lower() != "others"


def _person(record: Written, field: str, names: Sequence[Name], name: Name) -> Iterator[Diagnostic]:
    family, _, given = (part.strip() for part in name.plain.partition(","))
    at = (name.start, name.end)
    words = name.plain.replace(",", " ").split()
    if _is_shouted(words, bool(given)):
        message = f"`{name.plain}` in `{field}` is written in capitals"
        hint = f"write it as `{name.plain.title()}`"
        yield from record.told(rec.SHOUTED_NAME, field, message, hint, *at)
    elif given:
        if _GLUED.fullmatch(given) and given not in _SUFFIXES and not family.isupper():
            message = f"the initials `{given}` of `{name.plain}` in `{field}` are glued together"
            hint = f"write `{family}, {'. '.join(given)}.`"
            yield from record.told(rec.GLUED_INITIALS, field, message, hint, *at)
    elif _ends_in_initials(words) and _is_turned_list(names):
        message = f"`{name.plain}` in `{field}` is read with the family name `{words[-1]}`"
        hint = f"write `{' '.join(words[:-1])}, {'. '.join(words[-1].replace('.', ''))}.`"
        yield from record.told(rec.INITIALS_AS_FAMILY, field, message, hint, *at)


def _is_shouted(words: Sequence[str], turned: bool) -> bool:
    """``SMITH, JOHN`` and ``JOHN SMITH``, but not ``NASA``, ``IBM Research``, ``LI, X.``"""
    long = [word for word in words if sum(char.isalpha() for char in word) > 3]
    capital = all(word.isupper() for word in words if any(char.isalpha() for char in word))
    return len(words) > 1 and capital and len(long) >= (1 if turned else 2)


def _ends_in_initials(words: Sequence[str]) -> bool:
    """``Smith J`` and ``van den Berg J. A.``, but not ``Google AI`` nor ``Louis XIV``."""
    if len(words) < 2 or not _INITIALS.fullmatch(words[-1]):
        return False
    before = [word for word in words[:-1] if not (_INITIALS.fullmatch(word) or word.islower())]
    last = words[-1].replace(".", "").replace("-", "")
    return last not in _NO_INITIALS and len(before) == 1 and len(before[0]) > 2


def _is_turned_list(names: Sequence[Name]) -> bool:
    """Whether a list has the family names first: a name of South India may well end in an
    initial, but hardly one beside names with commas, or each of several.
    """
    others = [name for name in names if name.text.lower() != "others"]
    turned = [
        "," in name.text or _ends_in_initials(name.plain.split())
        for name in others
        if not name.is_braced
    ]
    return len(turned) > 1 and all(turned)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) < 60 else text[:60] + "…"
