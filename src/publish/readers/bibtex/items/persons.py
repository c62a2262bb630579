"""One person's name → a CSL name, by BibTeX's rule and biblatex's extended format.

BibTeX's rule (``btxdoc``, section 4): a name is ``First von Last``, ``von Last, First`` or
``von Last, Jr, First``; words that begin in lower case are the von part; braces hold
words together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from publish.model.expressions import expression
from publish.readers.bibtex.braces import split_at, split_outside

CslName = dict[str, str]
Decode = Callable[[str], str]

SUFFIX = expression(r"(?:jr|sr|jnr|snr|junior|senior|esq|ph\.?d|m\.?d)\.?|[IVX]{2,5}|V", re.I)
INITIALS = expression(r"(?:[^\W\d_a-zß-öø-ÿ]\.?[\s~-]*){1,4}")
_EXTENDED = expression(r"\s*(?:family|given|prefix|suffix|given-i|useprefix)\s*=", re.I)
_PAIR = expression(r"\s*([\w-]+)\s*=\s*(.*)", re.DOTALL)
_BLANKS = expression(r"\\.|[{}]|[\s~]+", re.DOTALL)
_SPECIAL_LETTER = expression(
    r"\\(?:(?:[^a-zA-Z]|[cvkudbrHtGhfU](?![a-zA-Z]))[\s{\\]*([a-zA-Z])|([a-zA-Z]+))"
)


class Reading(NamedTuple):
    """How names are read: LaTeX → text, and biblatex's ``useprefix`` where it is set."""

    decode: Decode
    use_prefix: bool | None = None


def first_von_last(raw: str, reading: Reading) -> CslName:
    """``Ludwig van Beethoven``."""
    words = _words(raw)
    suffix = ""
    if len(words) > 2 and SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    lower = [i for i, word in enumerate(words[:-1]) if _is_lower(word)]
    start, end = (lower[0], lower[-1] + 1) if lower else (len(words[:-1]), len(words[:-1]))
    return _person(words[:start], words[start:end], words[end:], suffix, reading)


def von_last(family: str, given: str, suffix: str, reading: Reading) -> CslName:
    """``van Beethoven, Ludwig``, or ``Beethoven, Ludwig van`` as catalogues write it."""
    last, first = _words(family), _words(given)
    if not suffix and len(last) > 1 and SUFFIX.fullmatch(last[-1]):
        suffix = last.pop()
    count = _particles(last)
    moved = 0
    while moved < len(first) - 1 and _is_lower(first[-1 - moved]):
        moved += 1
    given_end = len(first) - moved
    von = [*first[given_end:], *last[:count]]
    return _person(first[:given_end], von, last[count:], suffix, reading)


def _particles(words: list[str]) -> int:
    """How many words in front of a family name are its von part."""
    if not words or not _is_lower(words[0]):
        return 0  # a name such as `Mata Gómez y Sosa`: its `y` is no particle
    return max((i + 1 for i, word in enumerate(words[:-1]) if _is_lower(word)), default=0)


def is_extended(raw: str) -> bool:
    """Whether a name is written in biblatex's extended format."""
    return _EXTENDED.match(raw) is not None


def extended(raw: str, reading: Reading) -> CslName:
    """``family=Rousse, given={Jean}, prefix={de la}``."""
    values: dict[str, str] = {}
    for pair in split_outside(raw, ","):
        found = _PAIR.match(pair)
        if found:
            values[found.group(1).lower()] = _bare(found.group(2).strip())
    keeps = values.get("useprefix", "true").lower() != "false"
    parts = (values.get(name, "") for name in ("given", "prefix", "family", "suffix"))
    given, prefix, family, suffix = parts
    return _person([given], [prefix], [family], suffix, Reading(reading.decode, keeps))


def _bare(value: str) -> str:
    while value[:1] in ('"', "{") and value[-1:] in ('"', "}") and len(value) > 1:
        value = value[1:-1]
    return value


def _person(
    first: list[str], von: list[str], last: list[str], suffix: str, reading: Reading
) -> CslName:
    particle = "dropping-particle" if reading.use_prefix is False else "non-dropping-particle"
    parts = {
        "family": " ".join(last),
        "given": " ".join(first),
        particle: " ".join(von),
        "suffix": suffix,
    }
    decoded = {name: reading.decode(text) for name, text in parts.items()}
    return {name: text for name, text in decoded.items() if text}


# -- words and their case -----------------------------------------------------


def _words(text: str) -> list[str]:
    """The words outside of braces."""
    found = split_at(text, _BLANKS, lambda sign: not sign.strip(" ~\n\t"))
    return [word for word in found if word]


def _is_lower(word: str) -> bool:
    """BibTeX's case of a word: that of its first letter outside of braces, where
    ``{\\'e}`` counts as the letter that it makes; a word without letters has none.
    """
    position = 0
    while position < len(word):
        char = word[position]
        if char == "\\":
            return _is_special_lower(word[position:])
        if char == "{":
            if word[position + 1 : position + 2] == "\\":
                return _is_special_lower(word[position + 1 :])
            position = _behind_group(word, position)
            continue
        if char.isalpha():
            return char.islower()
        position += 1
    return False


def _behind_group(word: str, position: int) -> int:
    """The position behind the group that opens at ``position``."""
    depth = 1
    position += 1
    while position < len(word) and depth:
        depth += {"{": 1, "}": -1}.get(word[position], 0)
        position += 1
    return position


def _is_special_lower(text: str) -> bool:
    letter = _SPECIAL_LETTER.match(text)
    return letter is not None and (letter.group(1) or letter.group(2)).islower()
