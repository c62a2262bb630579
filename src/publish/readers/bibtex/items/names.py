"""A list of names → CSL names, each by ``persons``.

BibTeX's rule (``btxdoc``, section 4): names are parted by ``and`` outside of braces,
``and others`` stands for those left out. Where a list breaks the rule, it is read as it
was most likely meant, and the caller is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.model.expressions import expression
from publish.readers.bibtex.braces import is_group, split_at, split_outside
from publish.readers.bibtex.items.persons import (
    INITIALS,
    SUFFIX,
    CslName,
    Decode,
    Reading,
    extended,
    first_von_last,
    is_extended,
    von_last,
)

OTHERS: CslName = {"literal": "others"}
"""What pandoc's citeproc prints as "et al."."""

_AND = expression(r"\\.|[{}]|(?:(?<=\s)|^)and(?=\s|$)", re.DOTALL | re.IGNORECASE)
_ET_AL = expression(r"(?:[,\s]+|^)(?:et\.?[\s~]+al(?:ii|\.)?|\\emph\{et al\.?\})[\s.]*$", re.I)
_LIST_OPTION = expression(r"useprefix\s*=\s*(true|false)", re.I)
"""biblatex: an option of a whole list stands in it as its first name."""
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
    parts = _parted(raw, found)
    if parts and (option := _LIST_OPTION.fullmatch(parts[0])):
        use_prefix = None if option[1].lower() == "true" else False
        parts = parts[1:]
    reading = Reading(decode, use_prefix)
    for part in parts:
        name = _ET_AL.sub("", part).strip()
        abridged = name != part.strip()
        if abridged and part.strip().lower().startswith("et"):
            name = ""
        if name.lower() in ("others", "other"):
            _add_others(name, found)
            continue
        if name:
            found.names.extend(filter(None, _named(name, reading, found)))
        if abridged:
            found.problems.append("`et al.` is no name; `and others` says it")
            found.names.append(OTHERS)
    return found


def _add_others(name: str, found: NameList) -> None:
    if name != "others":
        found.problems.append(f"`{name}` stands for `others`")
    found.names.append(OTHERS)


def _parted(raw: str, found: NameList) -> list[str]:
    """The list at its ``and``; at semicolons, where it has no ``and``."""
    parts = [part.strip() for part in split_at(raw, _AND, lambda sign: sign.lower() == "and")]
    if len(parts) == 1 and ";" in raw:
        at_semicolons = [part.strip() for part in split_outside(raw, ";")]
        if len(at_semicolons) > 1:
            found.problems.append("names are parted by `;`")
            parts = at_semicolons
    full = [part for part in parts if part.strip(" ,")]
    if len(full) < len(parts) and full:
        found.problems.append("a name is missing beside `and`")
    return full


def _named(raw: str, reading: Reading, found: NameList) -> list[CslName]:
    """One name of the list: an institution, a person, or, run together, several."""
    if is_extended(raw):
        return [extended(raw, reading)]
    if is_group(raw):
        return [{"literal": reading.decode(raw[1:-1])}]
    raw = raw.replace(_ARABIC_COMMA, ",")
    parts = [part.strip() for part in split_outside(raw, ",")]
    if len(parts) > 1 and not parts[-1]:
        found.problems.append(f"`{_shown(raw)}` ends in a comma")
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
    return _by_commas(parts, reading) or _too_many_commas(raw, parts, reading, found)


def _by_commas(parts: list[str], reading: Reading) -> list[CslName]:
    """A name with no comma, one or two; none where there are too many."""
    suffixed = [bool(SUFFIX.fullmatch(part)) for part in parts]
    if len(parts) == 1:
        return [first_von_last(parts[0], reading)]
    if len(parts) == 2 and not suffixed[1]:
        return [von_last(parts[0], parts[1], "", reading)]
    if len(parts) == 2:
        return [{**first_von_last(parts[0], reading), "suffix": reading.decode(parts[1])}]
    if len(parts) == 3 and (suffixed[1] or not INITIALS.fullmatch(parts[1])):
        if suffixed[2] and not suffixed[1]:
            return [von_last(parts[0], parts[1], parts[2], reading)]
        return [von_last(parts[0], parts[2], parts[1], reading)]
    return []


def _too_many_commas(
    raw: str, parts: list[str], reading: Reading, found: NameList
) -> list[CslName]:
    """``Smith, J., Doe, K.`` are two persons; else one with more than one suffix."""
    found.problems.append(f"`{_shown(raw)}` has too many commas for one name")
    if len(parts) % 2 == 0 and all(
        INITIALS.fullmatch(given) and not SUFFIX.fullmatch(given) for given in parts[1::2]
    ):
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return [von_last(family, given, "", reading) for family, given in pairs]
    suffixes = [part for part in parts[1:] if SUFFIX.fullmatch(part)]
    given = [part for part in parts[1:] if part and part not in suffixes]
    return [von_last(parts[0], " ".join(given), ", ".join(suffixes), reading)]


def _shown(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) < 60 else text[:60] + "…"
