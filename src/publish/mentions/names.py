"""A record to the names by which a text may mention its paper, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from publish.mentions.normalise import Token, fold, phrase, tokens
from publish.mentions.words import CUTS, EVERYDAY, FUNCTION, HEADS
from publish.model.frozen import Frozen
from publish.model.reference import Reference


class NameKind(IntEnum):
    """Where a name comes from; a lower kind says more surely which paper is meant."""

    PINNED = 0
    """Under ``papers:`` in the entry."""
    TAUGHT = 1
    """The text itself says that this short form stands for that paper."""
    TITLE = 2
    GIVEN = 3
    """``shorttitle``, ``names`` or ``ids`` of the record."""
    SHORT = 4
    """The title before its colon."""
    LEAD = 5
    """The first phrase of the title: *Momentum Contrast* for …"""
    VARIANT = 6
    """The first phrase with another head: *deep residual networks* for *… learning*."""
    COINED = 7
    """A word made up for the title: *PageRank* of *The PageRank Citation Ranking*."""
    INITIALS = 8
    """The initials of a title that is a mere phrase: *LSTM* of *Long Short-Term Memory*."""

    whole: bool
    """Whether the name stands for the paper by itself."""

    def __init__(self, rank: int) -> None:
        self.whole = rank < 5  # before `LEAD`


MADE_UP = frozenset({NameKind.COINED, NameKind.INITIALS})
"""Words that stand in no dictionary, but not for the paper alone."""


class Name(Frozen):
    """A name of the record ``key``: as written, and how it looks.

    ``content`` counts its content words (two characters of an unspaced script are
    one); ``marked`` are the words whose capitals or digits make them unlike any
    everyday word (*R-CNN*, *ResNet*).
    """

    key: str
    kind: NameKind
    text: str
    content: int
    marked: tuple[str, ...]


_MARKUP = re.compile(r"\$[^$]*\$|\\(?:url|href)\{[^}]*\}")
_ACCENT = re.compile(r"\\[`'^\"~=.](?=\s*\{?\\?[^\W\d_])|\\[cvuHkrdbt](?=[\s{])\s*")
_LETTER = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
           "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j"}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\(.)")
_ACRONYM = re.compile(r"\((?P<form>[^\W\d_][\w\-]*[A-Z][\w\-]*)\)")
COINED = re.compile(r"[A-Z]\w*[a-z]{2}[A-Z]\w+")
_WELDED = re.compile(r"[^\W\d_]{2,}\d[^\W\d_]{2,}")
"""Two words with a digit for the one between: *word2vec*."""
_PARTICLES = FUNCTION | CUTS
_COMMON = FUNCTION | EVERYDAY
_COLON = re.compile(r"\s*[:：]\s+|：|\s+[–—]\s+|\s*[?!]\s+|\.\s+(?=[A-ZÀ-ÞА-Я])")


def plain_latex(raw: str) -> str:
    """A field's LaTeX as words; accents are lost, which `fold` loses anyway."""
    text = _ACCENT.sub("", _MARKUP.sub(" ", raw)) if "\\" in raw or "$" in raw else raw
    text = _COMMAND.sub(lambda m: _LETTER.get(m[1], "") if m[1] else m[2], text)
    return " ".join(re.sub(r"[{}]", "", text).replace("~", " ").split())


def title_of(reference: Reference) -> str:
    """The title; of a record from a file by its raw field, which costs less."""
    title = reference.text("title") if reference.source is not None else ""
    if not title:
        return reference.title
    return whole_title(title, reference.text("subtitle"))


def whole_title(title: str, subtitle: str) -> str:
    """Title and subtitle, both as their fields have them."""
    return plain_latex(title) + (": " + plain_latex(subtitle) if subtitle else "")


def names_of(reference: Reference) -> Iterator[tuple[Name, str]]:
    """Each name of a record, with its folded words; of two with the same words the
    surer one.
    """
    seen: set[str] = set()
    for kind, text, row in _written(reference, title_of(reference)):
        words = phrase(row)
        if words and words not in seen:
            seen.add(words)
            name = named(reference.key, kind, text, row)
            if kind.whole or kind in MADE_UP or name.content > 1:
                yield name, words


def _written(reference: Reference, title: str) -> Iterator[tuple[NameKind, str, Sequence[Token]]]:
    row = tokens(title)
    yield NameKind.TITLE, title, row
    for text in (*reference.names, *reference.aliases):
        yield NameKind.GIVEN, text, tokens(text)
    whole, colon = row, _COLON.search(title)
    if colon and colon.end() < len(title):
        row = [token for token in row if token.end <= colon.start()]
        yield NameKind.SHORT, title[: colon.start() + (colon[0][0] in "?!")], row
    if bracket := _ACRONYM.search(title):
        yield from _abbreviated(title, whole, bracket)
    if lead := _lead(row):
        yield NameKind.LEAD, title[lead[0].start : lead[-1].end], lead
    if initials := _initials(row):
        yield NameKind.INITIALS, initials, tokens(initials)
    for token in whole:
        if COINED.fullmatch(token.raw) and not (token.hyphenated or token.word in EVERYDAY):
            yield NameKind.COINED, token.raw, [token]


def _abbreviated(
    title: str, row: Sequence[Token], bracket: re.Match[str]
) -> Iterator[tuple[NameKind, str, Sequence[Token]]]:
    """What an acronym in brackets divides: *Support Vector Machines (SVM)*, *SVM*."""
    before = [token for token in row if token.end <= bracket.start()]
    held = [token for token in row if bracket.start() < token.start < bracket.end()]
    words = [t.word for t in before if t.word not in FUNCTION]
    first = fold(bracket["form"])[:1]
    if len(words) > 1 and any(word.startswith(first) for word in words):
        yield NameKind.SHORT, title[: bracket.start()].rstrip(), before
        yield NameKind.SHORT, bracket["form"], held


def _lead(row: Sequence[Token]) -> Sequence[Token]:
    """The words before the first preposition or verb, without an article."""
    start = 1 if row and row[0].word in ("a", "an", "the") else 0
    for index in range(start + 1, len(row)):
        if row[index].word in CUTS or not row[index].free:
            return row[start:index]
    return row[start:] if start else ()


def _initials(row: Sequence[Token]) -> str:
    """The initials of a title before its colon that is no more than a phrase of three to
    six words, without any particle; nothing of others, of scripts without capitals, or
    where they make an everyday word.
    """
    plain = all(t.raw.isalpha() and t.word not in _PARTICLES for t in row)
    initials = "".join(t.raw[0].upper() for t in row) if plain and 2 < len(row) < 7 else ""
    usable = initials.isupper() and fold(initials) not in _COMMON
    return initials if usable else ""


def variant(words: str) -> str | None:
    """The phrase without its head, if that is one which speakers exchange for others."""
    stem, _, head = words.rpartition(" ")
    return stem if head in HEADS and " " in stem else None


def named(key: str, kind: NameKind, text: str, row: Sequence[Token] | None = None) -> Name:
    """A name and its looks."""
    row = tokens(text) if row is None else row
    return Name(key, kind, text, content_words(row), marked_words(row))


def content_words(row: Sequence[Token]) -> int:
    single = sum(len(t.raw) == 1 and ord(t.raw) > 0xDFF for t in row)
    spaced = sum(t.word not in FUNCTION for t in row if len(t.raw) > 1)
    return spaced + single // 2


def marked_words(row: Sequence[Token]) -> tuple[str, ...]:
    """The words that no everyday word looks like; none in a title all in capitals."""
    if len(row) > 1 and all(len(t.raw) == 1 and t.raw.isupper() for t in row):
        dotted = all(token.gap == "." for token in row[1:])  # R.U.R.
        return ("".join(t.raw for t in row),) if dotted else ()
    marked = [t.raw for t in row if is_marked(t.raw) and t.word not in EVERYDAY]
    for letter, word in pairwise(row):  # U-Net
        if len(letter.raw) == 1 and letter.raw.isupper() and word.hyphenated:
            marked += [letter.raw + word.raw] if word.raw.istitle() else []
    if marked and len(row) > 2 and all(token.raw.upper() == token.raw for token in row):
        return ()
    return tuple(marked)


def is_marked(raw: str) -> bool:
    """Whether a word has a capital behind its first letter, or a digit and a capital, or a
    digit between words.
    """
    if raw.islower() or (raw.istitle() and raw.isalpha()):
        return not raw.isalpha() and _WELDED.fullmatch(raw) is not None
    stem = raw[:-1] if raw.endswith("s") else raw
    capital = any(c.isupper() for c in stem[1:])
    return capital or (any(c.isdigit() for c in raw) and any(c.isupper() for c in raw))
