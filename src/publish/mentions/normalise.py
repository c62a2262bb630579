"""Text to folded words: what stays of a name however it is written.

Case, accents, ligatures, plurals, possessives, soft hyphens and the kind of dash
or quote don't count; the order of the words and the marks between them do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import NamedTuple

UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Khmer, kana and Han: no spaces between words, each character is one."""

_HANGUL = r"\uac00-\ud7a3"
_MARKS = (
    r"\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u200b-\u200d\u2060"
)
_WORD = re.compile(
    rf"[{UNSPACED}]|[{_HANGUL}]+|&"
    rf"|[^\W_{UNSPACED}{_HANGUL}](?:[^\W_{UNSPACED}{_HANGUL}]|[{_MARKS}])*"
)
HYPHENS = "-\u2010\u2011\u2043\u05be"
_FREE = re.compile(r"[\s\-\u2010-\u2015\u2043\u2212\u05be'’‘ʼ´`\u2060]*\Z")
_INVISIBLE = re.compile(r"[\u00ad\u0640\u200b-\u200d\u2060]")
_PARTICLES = re.compile(
    r"(?<=..)(?:에서|으로|에게|까지|부터|은|는|이|가|을|를|의|에|와|과|도|로|만)\Z"
)
_RUSSIAN = re.compile(
    r"(?<=...)(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ией|ием|"
    r"ая|яя|ое|ее|ую|юю|ые|ие|ый|ий|ой|ей|ом|ем|ым|им|ых|их|ах|ях|ам|ям|ов|ев|ия|ии|ию|"
    r"а|я|о|е|ы|и|у|ю|ь)\Z"
)
_GREEK = re.compile(r"(?<=...)(?:ουσ|ασ|ησ|οσ|ου|ων|εσ|οι|εισ|εων|α|η|ο|ι|ε|υ|ν|σ)\Z")
_ARABIC = re.compile(r"\A(?:[وف]?[بكل]?ال|لل)(?=...)")
_HEBREW = re.compile(r"\A[והבלמשכ]{1,2}(?=...)")
_ARABIC_LETTERS = str.maketrans("أإآٱىة", "اااايه")
_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


class Token(NamedTuple):
    """A word: folded (``word``), as written (``raw``), and what stands before it."""

    word: str
    raw: str
    start: int
    end: int
    gap: str

    @property
    def free(self) -> bool:
        """Whether only spaces, dashes and apostrophes stand before it."""
        return _FREE.match(self.gap) is not None

    @property
    def hyphenated(self) -> bool:
        """Whether a hyphen alone joins it to the word before."""
        return len(self.gap) == 1 and self.gap in HYPHENS


def tokens(text: str) -> list[Token]:
    """The words of ``text`` in order; a possessive's *s* is none."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        start, stop = match.span()
        raw = match.group()
        gap = text[end:start]
        if raw in ("s", "S") and gap in ("'", "’", "ʼ") and found:
            continue
        found.append(Token(fold(raw), raw, start, stop, gap))
        end = stop
    return found


def joined(row: Iterable[Token]) -> list[Token]:
    """The same with hyphenated words as one: *auto-encoder* as *autoencoder*."""
    found: list[Token] = []
    for token in row:
        if token.hyphenated and found:
            last = found[-1]
            raw = last.raw + token.raw
            found[-1] = Token(fold(raw), raw, last.start, token.end, last.gap)
        else:
            found.append(token)
    return found


@lru_cache(maxsize=65536)
def fold(raw: str) -> str:
    """A word without what doesn't count: ``Autoencoders`` → ``autoencoder``; interned."""
    return intern(_folded(raw))


def _folded(raw: str) -> str:
    if raw == "&":
        return "and"
    if raw.isascii():
        return _singular(raw.lower(), raw)
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", raw)).casefold()
    plain = unicodedata.normalize("NFD", plain.translate(_LATIN_LETTERS))
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return _stem(unicodedata.normalize("NFC", plain), raw)


def _stem(plain: str, raw: str) -> str:
    first = plain[:1]
    if "\u0400" <= first <= "\u04ff":
        return _RUSSIAN.sub("", plain)
    if "\u0370" <= first <= "\u03ff":
        return _GREEK.sub("", plain.replace("ς", "σ"))
    if "\u0600" <= first <= "\u06ff":
        return _ARABIC.sub("", plain.translate(_ARABIC_LETTERS))
    if "\u0590" <= first <= "\u05ff":
        return _HEBREW.sub("", plain)
    if "\uac00" <= first <= "\ud7a3":
        return _PARTICLES.sub("", plain)
    return _singular(plain, raw)


def _singular(word: str, raw: str) -> str:
    """An English (and often another) plural's singular, roughly; the same for both."""
    if not word.endswith("s") or len(word) < 3:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word[:-1] if raw[:-1].isupper() and raw.endswith("s") else word
    if len(word) > 3 or raw[:-1].isupper():
        return word[:-1]
    return word


def stem(word: str) -> str:
    """The beginning of a long folded word: the same for *optimization*, *optimizer*."""
    return word[:6] if len(word) > 6 else word


def phrase(row: Iterable[Token]) -> str:
    """The folded words of a name as the index keeps them."""
    return " ".join(token.word for token in row)


def folded(text: str) -> str:
    """`phrase` of a text."""
    return phrase(tokens(text))
