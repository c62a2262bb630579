"""A record's raw fields → what a text must say to name its paper.

Reading what a record is called takes long; seeing how its names begin, a small part of that: a
name begins like its title or its short title, or is the initials or one word of it. Authors
and identifiers are what they always are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from publish.mentions.authoryear import first_family
from publish.mentions.identifiers import READ, identifiers_said
from publish.mentions.names import COINED, plain_latex, whole_title
from publish.mentions.normalise import Token, fold, tokens

UNSURE = ""
"""The opening of a record that shows none: any text may name it."""

TITLE_FIELDS = ("title", "subtitle", "shorttitle", "names")
PEOPLE_FIELDS = ("author", "editor")

_ARTICLES = frozenset(("a", "an", "the"))
_TEX = frozenset("\\$^_~&%#<>")
_MOST_INITIALS = 6
_PARTS = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]")
"""Words and marks of a title without any but ASCII letters."""
_JOINING = frozenset("-&")
"""Marks that join words, or are one."""
_TELLING = re.compile(rf"['(]|{COINED.pattern}")
"""What makes names within a title, or no word of what stands behind it."""


def openings(fields: Mapping[str, str]) -> Iterator[str]:
    """The folded words, one or two, with which each name of a record with these fields (of
    `TITLE_FIELDS`) begins; a name that begins with one of them and goes on isn't sure to be there.
    """
    title, short = fields.get("title"), fields.get("shorttitle", "")
    if not title or "names" in fields or not _TEX.isdisjoint(short):
        yield UNSURE
        return
    if "subtitle" in fields:
        yield from _of_row(tokens(whole_title(title, fields["subtitle"])))
    else:
        yield from _of_title(title)
    if short:
        yield from _of_title(short)


def families(fields: Mapping[str, str]) -> Iterator[str]:
    """The folded family name of the first of its `PEOPLE_FIELDS`."""
    if people := fields.get("author") or fields.get("editor"):
        yield first_family(people)


def identifiers(fields: Mapping[str, str]) -> Iterator[str]:
    """Those that its fields (of `READ`) give."""
    values = {name: fields[name].replace("\\", "") for name in READ if name in fields}
    return map(str, identifiers_said(values))


def _of_title(title: str) -> Iterator[str]:
    """The openings of all names that are made of a title. Of most they show in its first words,
    and it needn't be taken apart.
    """
    title = plain_latex(title) if "\\" in title or "$" in title else title
    title = title.replace("{", "").replace("}", "").replace("~", " ")
    parts = _PARTS.findall(title) if title.isascii() else []
    plain = all(map(str.isalnum, parts[:2])) and _JOINING.isdisjoint(parts[2:4])
    if not (parts and plain) or _TELLING.search(title):
        yield from _of_row(tokens(title))
        return
    first = fold(parts[0])
    yield _followed(first, parts[1:2])
    yield from _abbreviated(parts)
    if first in _ARTICLES and len(parts) > 1:
        yield _followed(fold(parts[1]), parts[2:3])


def _followed(first: str, second: Sequence[str]) -> str:
    """A word with the next one, or alone before a mark."""
    return f"{first} {fold(second[0])}" if second and second[0].isalnum() else first


def _abbreviated(parts: Iterable[str]) -> Iterator[str]:
    """The initials of a title as far as it may be parted."""
    letters = ""
    for part in parts:
        if part.isalnum():
            if len(letters) == _MOST_INITIALS:
                return
            letters += part[0].upper()
        elif len(letters) > 2:
            yield fold(letters)
    if len(letters) > 2:
        yield fold(letters)


def _of_row(row: Sequence[Token]) -> Iterator[str]:
    """The same, by all words of the title."""
    yield from _begun(row)
    if row and row[0].word in _ARTICLES:
        yield from _begun(row[1:])
    for at, token in enumerate(row):
        if COINED.fullmatch(token.raw):
            yield token.word
        if "(" in token.gap:
            yield from _begun(row[at:])
    for initials in _initials(row):
        yield from _begun(tokens(initials))


def _begun(row: Sequence[Token]) -> Iterator[str]:
    """How a name may begin: with two words, or one behind which a title may be parted, or several
    that are joined.
    """
    for first, behind in _joined_from(row, 0):
        if behind > 1 or len(row) == 1 or row[1].gap != " ":
            yield first
        for second, _ in _joined_from(row, behind):
            yield f"{first} {second}"


def _joined_from(row: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """A word, and what it is when those that hyphens join to it are joined; what is behind."""
    raw = ""
    while at < len(row) and (not raw or row[at].hyphenated):
        raw += row[at].raw
        at += 1
        yield fold(raw), at


def _initials(row: Sequence[Token]) -> Iterator[str]:
    """The initials of a title as far as it may be parted."""
    for count in range(3, min(len(row), _MOST_INITIALS) + 1):
        if count == len(row) or row[count].gap != " ":
            yield "".join([token.raw[0].upper() for token in row[:count]])
