"""What gatherings say of themselves → the lists of the whole: bookmarks and trees of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import String

from publish.attach.joining.leaves import references
from publish.attach.joining.trees import LEAF
from publish.attach.sewing.gathering import Bookmark

Add = Callable[[bytes], int]
"""A body → the number of the object that has it."""


@dataclass(slots=True)
class Item:
    """A bookmark, and those below it; ``goal`` is where it leads, as it is written."""

    title: bytes = b""
    goal: bytes = b""
    is_open: bool = True
    below: list[Item] = field(default_factory=list)
    number: int = 0

    @property
    def visible(self) -> int:
        """How many are seen below it where it is open."""
        return sum(1 + (each.visible if each.is_open else 0) for each in self.below)


def put_bookmarks(
    outline: Item, under: Iterable[str], bookmarks: Iterable[Bookmark], goal: bytes
) -> None:
    """Put bookmarks below the last one of each title of ``under``; what isn't there is made, and
    leads to ``goal``.
    """
    marks = list(bookmarks)
    if not marks:
        return
    above = outline
    for title in under:
        written = String(title).unparse()
        found = next((each for each in reversed(above.below) if each.title == written), None)
        if found is None:
            above.below.append(found := Item(written, goal))
        above = found
    path = [above]
    for depth, title_, goal_, is_open in marks:
        del path[depth + 1 :]
        item = Item(title_, goal_, is_open)
        path[-1].below.append(item)
        path.append(item)


def bookmarks_written(outline: Item, number: Callable[[], int]) -> Iterator[tuple[int, bytes]]:
    """All bookmarks as objects, each behind the one above it; ``outline`` has its number."""
    todo = [*outline.below]
    while todo:
        item = todo.pop()
        item.number = number()
        todo += item.below
    yield outline.number, b"<< /Type /Outlines %s >>" % _below(outline)
    rows = [outline]
    while rows:
        above = rows.pop()
        beside = [None, *above.below, None]
        for before, item, behind in zip(beside, above.below, beside[2:], strict=False):
            parts = [
                b"/Title %s /Parent %d 0 R" % (item.title, above.number),
                item.goal,
                b"/Prev %d 0 R" % before.number if before else b"",
                b"/Next %d 0 R" % behind.number if behind else b"",
                _below(item),
            ]
            yield item.number, b"<< %s >>" % b" ".join(filter(None, parts))
        rows += above.below


def _below(above: Item) -> bytes:
    if not above.below:
        return b""
    first, last = above.below[0].number, above.below[-1].number
    count = above.visible if above.is_open else -above.visible
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (first, last, count)


def name_tree(pairs: Mapping[bytes, bytes], add: Add) -> bytes:
    """A tree of names with what they stand for, as it is written; ``add`` gets its leaves."""
    every = [(String(name).unparse(), pairs[name]) for name in sorted(pairs)]
    leaves = []
    for at in range(0, len(every), LEAF):
        leaf = every[at : at + LEAF]
        body = b" ".join(b"%s %s" % pair for pair in leaf)
        limits = b"%s %s" % (leaf[0][0], leaf[-1][0])
        leaves.append(add(b"<< /Limits [%s] /Names [%s] >>" % (limits, body)))
    return b"<< /Kids [%s] >>" % references(leaves)
