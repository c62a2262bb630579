"""CSL JSON → cards: a list of records, or one, or a list under ``items`` or ``references``.

Records are taken apart one by one, so that each has its place, and one that is broken
doesn't take the others along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from publish.diagnostics import Collector
from publish.diagnostics.rules import bib
from publish.model.place import SourceFile
from publish.readers.exchange.cards import Card, Spans
from publish.readers.exchange.csl_items import csl_item, given_key, rule_of

_BLANK = re.compile(r"[\s,]*")
_HEAD = re.compile(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?(\[)?')
_NEXT_RECORD = re.compile(r"\}\s*,\s*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\]",:]+')


class _Repeated(dict[str, Any]):
    """An object; ``twice`` are the names that it has more than once."""

    twice: tuple[str, ...] = ()


def read_csl_json(source: SourceFile, found: Collector) -> Iterator[Card]:
    text = source.text
    head = _HEAD.match(text)
    position = head.end() if head else 0
    if not (head and head[1]) and not text.startswith("{", position):
        found.add(bib.BROKEN_FILE("the file is no list of records", source.place(position),
                                  "CSL JSON is `[{…}, {…}]`"))  # fmt: skip
        return
    while (position := _behind(_BLANK, text, position)) < len(text) and text[position] != "]":
        end, data = _record(source, position, found)
        if isinstance(data, dict):
            yield _card(source, position, end, data, found)
        elif data is not None:
            place = source.place(position, end)
            found.add(bib.BROKEN_RECORD("what stands in the list is no record", place, "remove it"))
        position = end


def _behind(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _record(source: SourceFile, position: int, found: Collector) -> tuple[int, Any]:
    """One value and the offset behind it; None, and where the next seems to begin,
    where it is broken.
    """
    try:
        data, end = _DECODER.raw_decode(source.text, position)
    except RecursionError:
        message, at = "the record is nested too deep", position
    except json.JSONDecodeError as error:
        message, at = f"the record is not JSON: {error.msg.lower()}", error.pos
    except ValueError as error:
        message, at = f"the record can't be read: {error}", position
    else:
        return end, data
    found.add(bib.BROKEN_RECORD(message, source.place(at), "mend its quotes, commas and brackets"))
    following = _NEXT_RECORD.search(source.text, max(at - 1, position))
    return (following.end() if following else len(source.text)), None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The first of two values with one name counts, as in BibTeX."""
    made = _Repeated(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        made.twice = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
        made.update(reversed(pairs))
    return made


def _refused(constant: str) -> Any:
    raise ValueError(f"`{constant}` is no value of JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refused, strict=False)


def _card(source: SourceFile, start: int, end: int, data: dict[str, Any], found: Collector) -> Card:
    raw = source.text[start:end]

    def tell(variable: str, message: str) -> None:
        first, last = _spans(raw).get(variable, (0, 1))
        place = source.place(start + first, start + last)
        found.add(rule_of(variable)(message, place, "write it as the schema of CSL says"))

    for name in getattr(data, "twice", ()):
        first, last = _spans(raw).get(name, (0, 1))
        found.add(
            bib.REPEATED_FIELD(
                f"the record has `{name}` twice; the first counts",
                source.place(start + first, start + last),
                "remove one of the two",
            )
        )
    return Card(given_key(data), csl_item(data, tell), start, end, locate=_spans)


def _spans(raw: str) -> Spans:
    """Where the values of the record's own names stand, strings without their quotes."""
    found: dict[str, tuple[int, int]] = {}
    depth, name, start = 0, "", -1
    for token in _TOKEN.finditer(raw):
        sign = token.group()
        if sign in ("{", "["):
            depth += 1
            if depth == 2 and name:
                start = token.start()
        elif sign in ("}", "]"):
            depth -= 1
            if depth == 1 and name:
                found.setdefault(name, (start, token.end()))
                name = ""
        elif depth == 1 and not name:
            name = sign.strip('"')
        elif depth == 1:
            quoted = sign.startswith('"')
            found.setdefault(name, (token.start() + quoted, token.end() - quoted))
            name = ""
    return found
