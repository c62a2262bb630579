"""A record in CSL's own form, from JSON or YAML → a CSL item that holds to its schema.

After the CSL 1.0.2 data schema (csl-data.json). Numbers and texts are taken for one
another; what can't be a value of its variable is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import publish.readers.exchange.texts as texts
from publish.diagnostics import Rule
from publish.diagnostics.rules import bib
from publish.model.crosswalk import CSL_TYPES, DATES, NAMES, words
from publish.readers.exchange.dates import read_date

Tell = Callable[[str, str], None]
"""Told: the variable, and what is wrong with its value."""
Text = Callable[[str, str], str]
"""Of a variable and its value: the value as CSL's rich text."""

_PARTS_OF_NAMES = words(
    """family given suffix literal dropping-particle non-dropping-particle comma-suffix
    static-ordering parse-names"""
)
_FLAGS = frozenset(("comma-suffix", "static-ordering", "parse-names"))
_OF_OTHERS = frozenset(("id", "citation-key", "citation-label", "custom", "type"))
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_OLD_NAMES = {"event": "event-title", "shortTitle": "title-short", "journalAbbreviation":
              "container-title-short"}  # fmt: skip
"""Variables by the names of CSL 1.0.1."""


def csl_item(data: Mapping[str, Any], tell: Tell, text: Text | None = None) -> dict[str, Any]:
    """The item, without ``id``; ``text`` reads the markup of a text variable."""
    item: dict[str, Any] = {"type": _type(data.get("type"), tell)}
    for variable, value in data.items():
        variable = _OLD_NAMES.get(variable, variable)
        if value is None or value == "" or variable in _OF_OTHERS or variable in item:
            continue
        if variable in NAMES:
            read: Any = list(_names(variable, value, tell))
        elif variable in DATES:
            read = _date(variable, value, tell)
        else:
            read = _text(variable, value, tell, text)
        if read:
            item[variable] = read
    if "DOI" in item:
        item["DOI"] = texts.doi(item["DOI"]) or item["DOI"]
    if "page" in item:
        item["page"] = texts.pages(item["page"])
    return item


def given_key(data: Mapping[str, Any]) -> str | None:
    """The key that a record gives itself: ``citation-key``, or else ``id``.

    Zotero's ``id`` is an address or a number of its own, which nobody cites by.
    """
    for name in ("citation-key", "id"):
        value = data.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            key = str(value).strip()
            if not key.startswith(("http:", "https:")):
                return key
    return None


def rule_of(variable: str) -> Rule:
    """The rule that a wrong value of ``variable`` breaks."""
    if variable == "type":
        return bib.UNKNOWN_TYPE
    if variable in DATES:
        return bib.UNCLEAR_DATE
    return bib.UNCLEAR_NAME if variable in NAMES else bib.WRONG_VALUE


def _type(value: object, tell: Tell) -> str:
    if isinstance(value, str) and value in CSL_TYPES:
        return value
    shown = f"`{value}` is no type of CSL" if value else "the record has no type"
    tell("type", shown)
    return "document"


def _text(variable: str, value: object, tell: Tell, text: Text | None) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        if variable == "categories":
            return ""
        if variable == "keyword" and isinstance(value, list):
            return ", ".join(str(each) for each in value)
        tell(variable, f"`{variable}` is no text")
        return ""
    return texts.clean_lines(text(variable, str(value)) if text else str(value))


# -- names ----------------------------------------------------------------------------


def _names(variable: str, value: object, tell: Tell) -> Iterator[dict[str, Any]]:
    people = value if isinstance(value, list) else [value]
    for person in people:
        if isinstance(person, str) and person.strip():
            tell(variable, f"a name in `{variable}` is one text")
            yield {"literal": texts.clean(person)}
        elif isinstance(person, Mapping):
            parts = {part: _part(part, held) for part, held in person.items() if held}
            name = {part: held for part, held in parts.items() if held}
            if "family" in name or "literal" in name or "given" in name:
                yield name
            elif name:
                tell(variable, f"a name in `{variable}` has no `family` and no `literal`")
        else:
            tell(variable, f"a name in `{variable}` is no name")


def _part(part: str, value: object) -> str | bool:
    if part not in _PARTS_OF_NAMES:
        return ""
    if part in _FLAGS:
        return value in (True, "true", 1, "1")
    return texts.clean(str(value)) if isinstance(value, str | int) else ""


# -- dates ----------------------------------------------------------------------------


def _date(variable: str, value: object, tell: Tell) -> dict[str, Any] | None:
    """A date in any of the forms that are about: ``date-parts``, ``raw``, ``literal``, EDTF,
    pandoc's old list of ``year``, ``month``, ``day``.
    """
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _said(variable, str(value), tell)
    if isinstance(value, list) and all(isinstance(each, Mapping) for each in value) and value:
        value = {"date-parts": [_legacy(each) for each in value[:2]]}
    if not isinstance(value, Mapping):
        tell(variable, f"`{variable}` is no date")
        return None
    date = _from_parts(value)
    if date is None:
        said = value.get("raw") or value.get("literal") or value.get("edtf")
        if not said:
            tell(variable, f"`{variable}` is no date")
            return None
        date = _said(variable, str(said), tell, literal="literal" in value)
    if value.get("circa") in (True, "true", 1, "1"):
        date = {**date, "circa": True}
    return date


def _said(variable: str, text: str, tell: Tell, literal: bool = False) -> dict[str, Any]:
    date = read_date(text)
    if date is None:
        if not literal:
            tell(
                variable, f"`{texts.clean(text)}` in `{variable}` is no date that can be understood"
            )
        return {"literal": texts.clean(text)}
    return date


def _from_parts(value: Mapping[str, Any]) -> dict[str, Any] | None:
    parts = value.get("date-parts") or ([_legacy(value)] if value.get("year") else None)
    if not isinstance(parts, list) or not parts:
        return None
    if not isinstance(parts[0], list):
        parts = [parts]
    ends = [end for end in map(_end, parts[:2]) if end is not None]
    if not ends or ends[0] == [0]:
        return None
    season = _season(value.get("season"))
    if season and len(ends) == 1 and len(ends[0]) == 1:
        ends[0].append(season)
    return {"date-parts": ends}


def _legacy(value: Mapping[str, Any]) -> list[Any]:
    month = value.get("month") or _season(value.get("season"))
    return [
        value.get("year"),
        *([month] if month else []),
        *([value["day"]] if month and value.get("day") else []),
    ]


def _season(value: object) -> int:
    if isinstance(value, str):
        known = _SEASONS.get(value.strip().lower())
        if known:
            return known
    return 20 + int(str(value)) if re.fullmatch(r"[1-4]", str(value)) else 0


def _end(parts: object) -> list[int] | None:
    """Year, month and day as numbers; ``[0]`` is an open end; None where it is no date."""
    if not isinstance(parts, list):
        return None
    found: list[int] = []
    for index, part in enumerate(parts[:3]):
        if part in (None, "") and index:
            break
        if isinstance(part, bool) or not re.fullmatch(r"-?\d{1,9}", str(part)):
            return None if not index else found
        found.append(int(part))
    if len(found) > 1 and not (1 <= found[1] <= 12 or 21 <= found[1] <= 24):
        found = found[:1]
    if len(found) > 2 and not 1 <= found[2] <= 31:
        found = found[:2]
    return found or [0]
