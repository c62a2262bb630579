"""The project's pattern of citation keys: a CSL item → its key.

A pattern is text with names in braces: ``{author}`` (the family name of the first
author), ``{year}``, ``{word}`` (the first word of the title that says something); with a
capital (``{Author}``, ``{Word}``) they begin with one. ``{author}{year}{word}`` gives
``he2016deep``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count, product
from string import ascii_lowercase

from publish.model.crosswalk import words
from publish.model.expressions import expression
from publish.model.reference import CslItem, plain_csl

PATTERN = "{author}{year}{word}"
"""What keys are made by where the settings say nothing."""

PARTS = ("author", "Author", "year", "word", "Word")

_NAME = expression(r"\{([^{}]*)\}")
_LITERAL = expression(r"[\w:.+/-]*")
UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SAYS_NOTHING = words(
    """a an and are as at by can do does for from how in into is it its of on or that the this to
    toward towards using via what when where which who why with
    das dem den der des die ein eine einer für im in mit über und vom von zu zum zur
    au aux de des du en et la le les l un une sur
    al da del della di el gli i il las lo los un una uma y"""
)


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern, if something is."""
    for name in _NAME.findall(pattern):
        if name not in PARTS:
            return f"`{{{name}}}` is no part of a key; parts are {', '.join(PARTS)}"
    if not _NAME.search(pattern):
        return f"`{pattern}` gives every record the same key"
    if not _LITERAL.fullmatch(_NAME.sub("", pattern)):
        return f"`{pattern}` holds a character that no key can have"
    return None


def key_for(item: CslItem, pattern: str = PATTERN) -> str:
    """The key of ``item`` by itself, whoever else may have it."""
    return _NAME.sub(lambda name: _part(item, name[1]), pattern)


@dataclass(slots=True)
class KeyMaker:
    """Gives keys by a pattern, each once: one that is taken gets the first free letter behind
    it. Capitals don't tell two keys apart.
    """

    is_taken: Callable[[str], bool]
    pattern: str = PATTERN
    _given: set[str] = field(default_factory=set)
    _letters: dict[str, Iterator[str]] = field(default_factory=dict)

    def make(self, item: CslItem) -> str:
        key = key_for(item, self.pattern)
        letters = self._letters.setdefault(key.lower(), _letters())
        made = next(each for each in (key + more for more in letters) if self._is_free(each))
        self._given.add(made.lower())
        return made

    def _is_free(self, key: str) -> bool:
        return key.lower() not in self._given and not self.is_taken(key)


def _letters() -> Iterator[str]:
    """Nothing, then a to z, aa to zz, and so on."""
    lengths = (product(ascii_lowercase, repeat=length) for length in count(1))
    return chain([""], ("".join(each) for letters in lengths for each in letters))


def _part(item: CslItem, name: str) -> str:
    text = {"author": _author, "year": year_of, "word": _word}[name.lower()](item)
    return text.capitalize() if name[0].isupper() else text


def _author(item: CslItem) -> str:
    for role in ("author", "editor", "translator", "container-author"):
        for person in item.get(role) or ():
            if name := folded(person.get("family") or person.get("literal") or ""):
                return name
    return folded(str(item.get("publisher", "")).split(" ")[0]) or "anonymous"


def year_of(item: CslItem) -> str:
    """The year of publication; ``nd`` where none is known."""
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    return str(abs(int(parts[0][0]))) if parts[0] and parts[0][0] else "nd"


def _word(item: CslItem) -> str:
    words = [folded(word) for word in plain_csl(str(item.get("title", ""))).split()]
    saying = (word for word in words if word and word not in _SAYS_NOTHING)
    return next(saying, next(filter(None, words), ""))


def folded(text: str) -> str:
    """Letters and digits in lower case, Latin letters without their accents."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    return "".join(char for char in parts if char.isalnum())
