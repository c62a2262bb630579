"""A table of recipients (CSV, with a row of headings) to those who get a copy of a brief.

Its columns ``name`` and ``number`` are read, whatever else it holds. Without numbers the
copies are counted from 1.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping

from publish.diagnostics.core import Collector, Diagnostic, Result
from publish.diagnostics.rules import brf
from publish.engines.lettering import drawable, turned
from publish.model.place import Place
from publish.model.recipient import Recipient
from publish.readers.text import decoded

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""It stands in a file's name."""

LONGEST = 90
"""Letters of number and name, which are drawn on one line."""

HINT = "its first row is `name,number`, each other one a recipient"


def read_recipients(path: str, data: bytes) -> Result[tuple[Recipient, ...]]:
    """The recipients in the order of the table; none, and why, where something is wrong."""
    found = Collector()
    source = found.take(decoded(path, data))
    if source is None:
        return found.result(())
    lines = source.text.splitlines()
    rows = csv.DictReader(lines, delimiter=_delimiter(lines[0] if lines else ""))
    if "name" not in map(_plain, rows.fieldnames or ()):
        found.add(brf.BROKEN_RECIPIENTS(f"`{path}` has no column `name`", Place(path, 1), HINT))
        return found.result(())
    made: dict[str, Recipient] = {}
    for count, row in enumerate(rows, 1):
        each = _recipient(row, count)
        place = Place(path, rows.line_num)
        wrong = [*_wrong(each, made, place)]
        found.extend(wrong)
        if not wrong:
            made[each.number.casefold()] = each
    if not made and not found.items:
        found.add(brf.BROKEN_RECIPIENTS(f"`{path}` names no recipient", Place(path, 1), HINT))
    return found.result(() if found.items else tuple(made.values()))


def _delimiter(heading: str) -> str:
    """Tables from offices have semicolons, or tabs, as often as commas."""
    return max(",;\t", key=heading.count)


def _plain(name: str | None) -> str:
    return (name or "").strip().casefold()


def _recipient(row: Mapping[str, str | None], count: int) -> Recipient:
    values = {_plain(name): (text or "").strip() for name, text in row.items()
              if isinstance(text, str) or text is None}  # fmt: skip
    return Recipient(values.get("name", ""), values.get("number", "") or str(count))


def _wrong(each: Recipient, known: Mapping[str, Recipient], place: Place) -> Iterator[Diagnostic]:
    if not each.name:
        yield brf.BROKEN_RECIPIENTS("this recipient has no name", place, HINT)
    if len(each.line) > LONGEST:
        message = f"number and name have {len(each.line)} letters, and a line has {LONGEST}"
        yield brf.BROKEN_RECIPIENTS(message, place, "shorten the name")
    if not NUMBER.fullmatch(each.number):
        message = f"the number `{each.number}` can't stand in a file's name"
        yield brf.BROKEN_RECIPIENTS(message, place, "letters, digits, `.`, `-` and `_` can")
    elif each.number.casefold() in known:
        message = f"the number `{each.number}` is given twice"
        yield brf.BROKEN_RECIPIENTS(message, place, "each copy has a number of its own")
    if drawable(each.name) != each.name:
        lost = "".join(sorted(set(each.name) - set(drawable(each.name))))
        message = f"no bundled font has `{lost}` of the name `{each.name}`"
        yield brf.BROKEN_RECIPIENTS(message, place, "write the name in other letters")
    elif any(map(turned, each.name)):
        message = f"the name `{each.name}` is written from right to left, which a stamp can't be"
        yield brf.BROKEN_RECIPIENTS(message, place, "write the name in Latin letters")
