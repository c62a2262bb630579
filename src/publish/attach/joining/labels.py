"""Page labels of all documents to one number tree (ISO 32000-2, 12.4.2).

The host's pages keep their labels, wherever parts are put between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from pikepdf import Dictionary, Name, String

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.objects import entry, text
from publish.attach.joining.trees import number_tree, numbers

Ranges = Mapping[int, Dictionary]
"""Label dictionaries by the index of the page from which on they hold."""

PLAIN: dict[str, Any] = {"/S": Name.D}


def ranges(root: Any) -> dict[int, Dictionary]:
    """A document's labels; where it has none, 1, 2, 3."""
    found = {
        index: label
        for index, label in numbers(root.get("/PageLabels")).items()
        if isinstance(label, Dictionary) and index >= 0
    }
    if 0 not in found:
        found[0] = Dictionary(PLAIN)
    return found


def join_labels(assembly: Assembly) -> None:
    """Labels for all pages; none where no document has any and none are asked for."""
    roots = [assembly.root, *(guest.root for guest in assembly.guests)]
    asked = any(guest.part.numbering.kind == "own" for guest in assembly.guests)
    moved = any(
        guest.pages and guest.part.at is not None and guest.part.at < len(assembly.own)
        for guest in assembly.guests
    )
    if not asked and not moved and not any("/PageLabels" in root for root in roots):
        return
    joined = dict(_needed(_joined(assembly)))
    assembly.root.PageLabels = number_tree(assembly.pdf, joined)


def _joined(assembly: Assembly) -> Iterator[tuple[int, Dictionary]]:
    host = ranges(assembly.root)
    position, last = 0, label_at(host, 0)
    for run in assembly.order:
        own = host if isinstance(run, range) else _guest_ranges(run, last)
        pages = run if isinstance(run, range) else range(len(run.pages))
        if not pages:
            continue
        for index, label in _cut(own, pages):
            yield position + index - pages.start, label
        position += len(pages)
        last = label_at(own, pages.stop)


def _needed(found: Iterable[tuple[int, Dictionary]]) -> Iterator[tuple[int, Dictionary]]:
    """The ranges that don't go on with the numbers of the one before."""
    begin, before = 0, None
    for index, label in found:
        if before is None or _from(before, index - begin) != _from(label, 0):
            yield index, label
            begin, before = index, label


def _guest_ranges(guest: Guest, following: Dictionary) -> Ranges:
    numbering = guest.part.numbering
    if numbering.kind == "own":
        return {0: Dictionary(S=Name.D, P=String(numbering.prefix))}
    if numbering.kind == "continued":
        return {0: following}
    return ranges(guest.root)


def _cut(own: Ranges, pages: range) -> Iterator[tuple[int, Dictionary]]:
    """The labels of these pages; the first of them begins where another range began earlier."""
    yield pages.start, label_at(own, pages.start)
    for index in sorted(own):
        if pages.start < index < pages.stop:
            yield index, own[index]


def label_at(own: Ranges, index: int) -> Dictionary:
    """The range of labels that would begin at a page if one did."""
    starts = sorted(own)
    begin = starts[bisect_right(starts, index) - 1]
    return _from(own[begin], index - begin)


def _from(label: Dictionary, further: int) -> Dictionary:
    """A range of labels as if it began so many pages further."""
    here = Dictionary({key: label[key] for key in ("/S", "/P") if key in label})
    start = (entry(label, "/St", int) or 1) + further
    if start != 1 and "/S" in here:
        here.St = start
    return here


def labels(root: Any, count: int) -> list[str]:
    """The label of each page in words."""
    own, found = ranges(root), []
    for begin, end in pairwise([*sorted(own), count]):
        prefix, style = text(own[begin], "/P") or "", text(own[begin], "/S")
        start = entry(own[begin], "/St", int) or 1
        found += [prefix + _numeral(start + n, style) for n in range(min(end, count) - begin)]
    return found[:count]


def _numeral(number: int, style: str | None) -> str:
    if style in ("R", "r"):
        return _roman(number) if style == "R" else _roman(number).lower()
    if style in ("A", "a"):
        letter = chr(ord(style) + (number - 1) % 26)
        return letter * min((number - 1) // 26 + 1, 50)
    return str(number) if style == "D" else ""


def _roman(number: int) -> str:
    steps = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    found = ""
    for value, numeral in steps:
        times, number = divmod(number, value)
        found += numeral * min(times, 50)
    return found
