"""Two PDFs to what one has and the other hasn't; a joined one to what it has lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pikepdf import Pdf

from publish.attach.inventory import Item, inventory
from publish.attach.properties import properties
from publish.model.frozen import Frozen

ORDERED = ("content", "tag", "bookmark", "label")
"""Kinds whose order a reader would notice."""

UNSETTLED = ("label",)
"""Kinds that a joining changes because it was asked to."""


class Difference(Frozen):
    """``lost`` stands in the first alone, ``added`` in the second; ``moved`` are the kinds
    of which both hold the same in another order.
    """

    lost: tuple[Item, ...]
    added: tuple[Item, ...]
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lost or self.added or self.moved)


def compare(one: Pdf, other: Pdf) -> Difference:
    """What two documents differ in, structure by structure, and in what they say of themselves."""
    first, second = ((*properties(pdf), *inventory(pdf)) for pdf in (one, other))
    return difference(first, second)


def difference(one: Iterable[Item], other: Iterable[Item]) -> Difference:
    """What two inventories differ in."""
    first, second = list(one), list(other)
    ours, theirs = Counter(first), Counter(second)
    lost, added = ours - theirs, theirs - ours
    common = ours & theirs
    moved = [
        kind
        for kind in ORDERED
        if _in_common(first, common, kind) != _in_common(second, common, kind)
    ]
    return Difference(_of(first, lost), _of(second, added), tuple(moved))


def losses(
    before: Iterable[Item], joined: Pdf, places: Sequence[int], unsettled: Sequence[str] = UNSETTLED
) -> Difference:
    """What of a document is no more in a joined one, where its pages have these indices."""
    found = difference(before, inventory(joined, places))
    lost = tuple(item for item in found.lost if item.kind not in unsettled)
    return Difference(lost, (), found.moved)


def _of(items: list[Item], wanted: Counter[Item]) -> tuple[Item, ...]:
    left = Counter(wanted)
    found = []
    for item in items:
        if left[item]:
            left[item] -= 1
            found.append(item)
    return tuple(found)


def _in_common(items: list[Item], common: Counter[Item], kind: str) -> list[Item]:
    left = Counter({item: count for item, count in common.items() if item.kind == kind})
    found = []
    for item in items:
        if item.kind == kind and left[item]:
            left[item] -= 1
            found.append(item)
    return found
