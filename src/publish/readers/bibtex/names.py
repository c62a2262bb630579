"""Lists of names → CSL names, by BibTeX's rule and biblatex's extended format.

BibTeX's rule (``btxdoc``, section 4): names are parted by ``and`` outside of braces; a
name is ``First von Last``, ``von Last, First`` or ``von Last, Jr, First``; words that begin
in lower case are the von part; braces hold words together. Where a list breaks the
rule, it is read as it was most likely meant, and the caller is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

CslName = dict[str, str]
Decode = Callable[[str], str]

OTHERS: CslName = {"literal": "others"}
"""What pandoc's citeproc prints as "et al."."""

_AND = re.compile(r"\\.|[{}]|(?:(?<=\s)|^)and(?=\s|$)", re.DOTALL | re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|junior|senior|esq|ph\.?d|m\.?d)\.?|[IVX]{2,5}|V", re.I)
_INITIALS = re.compile(r"(?:[^\W\d_a-zß-öø-ÿ]\.?[\s~-]*){1,4}")
_ET_AL = re.compile(r"(?:[,\s]+|^)(?:et\.?[\s~]+al(?:ii|\.)?|\\emph\{et al\.?\})[\s.]*$", re.I)
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|given-i|useprefix)\s*=", re.I)
_PAIR = re.compile(r"\s*([\w-]+)\s*=\s*(.*)", re.DOTALL)
_ARABIC_COMMA = "،"


@dataclass(slots=True)
class NameList:
    """The names of a field, and what was wrong with it."""

    names: list[CslName] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_names(raw: str, decode: Decode, use_prefix: bool | None = None) -> NameList:
    """The names in ``raw``, LaTeX still in it; ``decode`` turns LaTeX into text.

    ``use_prefix`` is biblatex's option: without it the von part stays with the name,
    as BibTeX cites it; false drops it when the name is sorted or shortened.
    """
    found = NameList()
    for part in _parted(raw, found):
        name = _ET_AL.sub("", part).strip()
        abridged = name != part.strip()
        if abridged and part.strip().lower().startswith("et"):
            name = ""
        if name.lower() in ("others", "other"):
            if name != "others":
                found.problems.append(f"`{name}` stands for `others`")
            found.names.append(OTHERS)
            continue
        if name:
            found.names.extend(_name(name, decode, use_prefix, found))
        if abridged:
            found.problems.append("`et al.` is no name; `and others` says it")
            found.names.append(OTHERS)
    return found


def _parted(raw: str, found: NameList) -> list[str]:
    """The list at its ``and``; at semicolons, where it has no ``and``."""
    parts = [part.strip() for part in _split(raw, _AND, lambda sign: sign.lower() == "and")]
    if len(parts) == 1 and ";" in raw:
        at_semicolons = [part.strip() for part in split_top(raw, ";")]
        if len(at_semicolons) > 1:
            found.problems.append("names are parted by `;`")
            parts = at_semicolons
    full = [part for part in parts if part.strip(" ,")]
    if len(full) < len(parts) and full:
        found.problems.append("a name is missing beside `and`")
    return full


def split_top(text: str, separator: str) -> list[str]:
    """``text`` at ``separator`` outside of braces."""
    pattern = re.compile(r"\\.|[{}]|" + re.escape(separator), re.DOTALL)
    return _split(text, pattern, lambda sign: sign == separator)


def _split(text: str, pattern: re.Pattern[str], parts: Callable[[str], bool]) -> list[str]:
    found: list[str] = []
    depth = last = 0
    for mark in pattern.finditer(text):
        sign = mark.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and parts(sign):
            found.append(text[last : mark.start()])
            last = mark.end()
    found.append(text[last:])
    return found


def _name(raw: str, decode: Decode, use_prefix: bool | None, found: NameList) -> list[CslName]:
    if _EXTENDED.match(raw):
        return [_extended(raw, decode)]
    if _is_one_group(raw):
        return [{"literal": decode(raw[1:-1])}]
    raw = raw.replace(_ARABIC_COMMA, ",")
    parts = [part.strip() for part in split_top(raw, ",")]
    if parts[-1] == "" and len(parts) > 1:
        found.problems.append(f"`{_shown(raw)}` ends in a comma")
        while len(parts) > 1 and parts[-1] == "":
            parts.pop()
    if len(parts) == 1:
        return [_first_von_last(parts[0], decode, use_prefix)]
    if len(parts) == 2 and not _SUFFIX.fullmatch(parts[1]):
        return [_von_last(parts[0], parts[1], "", decode, use_prefix)]
    if len(parts) == 2:
        name = _first_von_last(parts[0], decode, use_prefix)
        return [{**name, "suffix": decode(parts[1])}]
    if len(parts) == 3 and not (_INITIALS.fullmatch(parts[1]) and not _SUFFIX.fullmatch(parts[1])):
        if _SUFFIX.fullmatch(parts[2]) and not _SUFFIX.fullmatch(parts[1]):
            parts = [parts[0], parts[2], parts[1]]
        return [_von_last(parts[0], parts[2], parts[1], decode, use_prefix)]
    return _too_many_commas(raw, parts, decode, use_prefix, found)


def _too_many_commas(
    raw: str, parts: list[str], decode: Decode, use_prefix: bool | None, found: NameList
) -> list[CslName]:
    """``Smith, J., Doe, K.`` are two persons; else one with more than one suffix."""
    found.problems.append(f"`{_shown(raw)}` has too many commas for one name")
    if len(parts) % 2 == 0 and all(
        _INITIALS.fullmatch(given) and not _SUFFIX.fullmatch(given) for given in parts[1::2]
    ):
        return [
            _von_last(family, given, "", decode, use_prefix)
            for family, given in zip(parts[::2], parts[1::2], strict=True)
        ]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    given = [part for part in parts[1:] if part and part not in suffixes]
    return [_von_last(parts[0], " ".join(given), ", ".join(suffixes), decode, use_prefix)]


def _shown(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) < 60 else text[:60] + "…"


def _is_one_group(raw: str) -> bool:
    """``{World Health Organization}``, but not ``{\\'E}va`` nor ``{A} and {B}``."""
    if not raw.startswith("{") or not raw.endswith("}"):
        return False
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", raw, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if depth == 0:
            return mark.end() == len(raw)
    return False


# -- one person ---------------------------------------------------------------


def words_of(text: str) -> list[str]:
    """The words outside of braces."""
    found = _split(
        text, re.compile(r"\\.|[{}]|[\s~]+", re.DOTALL), lambda s: s.strip(" ~\n\t") == ""
    )
    return [word for word in found if word]


def _is_lower(word: str) -> bool:
    """BibTeX's case of a word: that of its first letter outside of braces, where
    ``{\\'e}`` counts as the letter that it makes; a word without letters has none.
    """
    position = 0
    while position < len(word):
        char = word[position]
        if char == "{":
            if word[position + 1 : position + 2] == "\\":
                return _special_is_lower(word[position + 1 :])
            depth = 1
            position += 1
            while position < len(word) and depth:
                depth += {"{": 1, "}": -1}.get(word[position], 0)
                position += 1
            continue
        if char == "\\":
            return _special_is_lower(word[position:])
        if char.isalpha():
            return char.islower()
        position += 1
    return False


def _special_is_lower(text: str) -> bool:
    letter = re.match(
        r"\\(?:(?:[^a-zA-Z]|[cvkudbrHtGhfU](?![a-zA-Z]))[\s{\\]*([a-zA-Z])|([a-zA-Z]+))", text
    )
    if not letter:
        return False
    return (letter.group(1) or letter.group(2) or "").islower()


def _first_von_last(raw: str, decode: Decode, use_prefix: bool | None) -> CslName:
    words = words_of(raw)
    suffix = ""
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    lower = [i for i, word in enumerate(words[:-1]) if _is_lower(word)]
    if lower:
        first, von, last = (
            words[: lower[0]],
            words[lower[0] : lower[-1] + 1],
            words[lower[-1] + 1 :],
        )
    else:
        first, von, last = words[:-1], [], words[-1:]
    return _person(first, von, last, suffix, decode, use_prefix)


def _von_last(
    last_part: str, given: str, suffix: str, decode: Decode, use_prefix: bool | None
) -> CslName:
    words = words_of(last_part)
    if not suffix and len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    count = 0
    for index, word in enumerate(words[:-1]):
        if _is_lower(word):
            count = index + 1
    if count and not _is_lower(words[0]):
        count = 0  # a name such as `Mata Gómez y Sosa`: its `y` is no particle
    given_words = words_of(given)
    moved = 0  # `Beethoven, Ludwig van`: particles behind the given name
    while moved < len(given_words) - 1 and _is_lower(given_words[-1 - moved]):
        moved += 1
    particles = given_words[len(given_words) - moved :]
    return _person(
        given_words[: len(given_words) - moved],
        [*particles, *words[:count]],
        words[count:],
        suffix,
        decode,
        use_prefix,
    )


def _person(
    first: list[str],
    von: list[str],
    last: list[str],
    suffix: str,
    decode: Decode,
    use_prefix: bool | None,
) -> CslName:
    parts = {
        "family": decode(" ".join(last)),
        "given": decode(" ".join(first)),
        ("dropping-particle" if use_prefix is False else "non-dropping-particle"): decode(
            " ".join(von)
        ),
        "suffix": decode(suffix),
    }
    return {name: value for name, value in parts.items() if value}


def _extended(raw: str, decode: Decode) -> CslName:
    """biblatex's ``family=Rousse, given={Jean}, prefix={de la}``."""
    values: dict[str, str] = {}
    for pair in split_top(raw, ","):
        found = _PAIR.match(pair)
        if found:
            value = found.group(2).strip()
            while value[:1] in ('"', "{") and value[-1:] in ('"', "}") and len(value) > 1:
                value = value[1:-1]
            values[found.group(1).lower()] = value
    drops = values.get("useprefix", "true").lower() == "false"
    parts = {
        "family": decode(values.get("family", "")),
        "given": decode(values.get("given", "")),
        ("dropping-particle" if drops else "non-dropping-particle"): decode(
            values.get("prefix", "")
        ),
        "suffix": decode(values.get("suffix", "")),
    }
    return {name: value for name, value in parts.items() if value}
