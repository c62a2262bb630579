"""Bookmarks of all documents to one outline; a part's stand under one of its own.

An outline is a list of items linked both ways, whose ``Count`` tells how many can be
seen (ISO 32000-2, 12.3.3): below an open item, or, as a negative number, below a
closed one if it were opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Dictionary, Name, Pdf, String

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.objects import chain, entry, text
from publish.attach.joining.targets import Targets


def join_outlines(assembly: Assembly) -> None:
    """Each part's bookmarks, behind those that lead before its pages."""
    wanted = [guest for guest in assembly.guests if guest.part.title or _top(guest.root)]
    if not wanted:
        return
    root = assembly.root
    if entry(root, "/Outlines", Dictionary) is None:
        root.Outlines = assembly.pdf.make_indirect(Dictionary(Type=Name.Outlines))
    shelves = _Shelves(assembly.pdf, root.Outlines)
    places = _Places(assembly)
    for guest in wanted:
        parent = shelves.parent(guest)
        amid = guest.part.at is not None and not guest.part.under
        before = places.before(guest) if amid else last(parent)
        new = _own(assembly.pdf, guest)
        _splice(parent, new, before)
        shelves.forget(guest.part.under)
        places.put(guest, new[-1])


class _Shelves:
    """The bookmarks under which those of parts stand, each made when it is first asked for."""

    def __init__(self, pdf: Pdf, outline: Dictionary) -> None:
        _mend(outline)
        self._pdf = pdf
        self._known: dict[tuple[str, ...], Dictionary] = {(): outline}

    def parent(self, guest: Guest) -> Dictionary:
        """The last of each title, which is the one that a part was just put behind."""
        under = guest.part.under
        for depth in range(1, len(under) + 1):
            if under[:depth] not in self._known:
                above = self._known[under[: depth - 1]]
                self._known[under[:depth]] = self._named(above, under[depth - 1], guest)
        return self._known[under]

    def forget(self, under: tuple[str, ...]) -> None:
        """What stands below these, for a bookmark was put there that may have the same title."""
        for path in [each for each in self._known if len(each) > len(under)]:
            if path[: len(under)] == under:
                del self._known[path]

    def _named(self, parent: Dictionary, title: str, guest: Guest) -> Dictionary:
        for item in reversed(kids(parent)):
            if text(item, "/Title") == title:
                _mend(item)
                return item
        item = self._pdf.make_indirect(Dictionary(Title=String(title), **beginning(guest)))
        _splice(parent, [item], last(parent))
        return item


class _Places:
    """Which top bookmark leads to which page, so that a part's goes behind the right one."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._found: list[tuple[int, Dictionary]] | None = None

    def before(self, guest: Guest) -> Dictionary | None:
        """The last top bookmark that leads to a page before the guest's."""
        if self._found is None:
            self._found = self._read()
        return next((item for page, item in reversed(self._found) if page < guest.first), None)

    def put(self, guest: Guest, item: Dictionary) -> None:
        if self._found is not None and not guest.part.under:
            self._found.append((guest.first, item))
            self._found.sort(key=lambda found: found[0])

    def _read(self) -> list[tuple[int, Dictionary]]:
        targets = Targets(self._assembly.root, [page.obj for page in self._assembly.pdf.pages])
        read = ((targets.page(item), item) for item in kids(self._assembly.root.Outlines))
        return [(page, item) for page, item in read if page is not None]


def _top(root: Any) -> list[Dictionary]:
    return kids(root.get("/Outlines"))


def kids(parent: Any) -> list[Dictionary]:
    """The items right below an outline or an item."""
    return list(chain(entry(parent, "/First", Dictionary), "/Next"))


def last(parent: Dictionary) -> Dictionary | None:
    """The last item right below an outline or an item; None where there is none."""
    return entry(parent, "/Last", Dictionary) if "/First" in parent else None


def _mend(parent: Dictionary) -> None:
    """Make a list end where reading it ends: lists may be circular, or end elsewhere."""
    below = kids(parent)
    if below:
        parent.Last = below[-1]
        _set(below[-1], "/Next", None)
    elif "/First" in parent:
        del parent["/First"]


def beginning(guest: Guest) -> dict[str, Any]:
    """What a bookmark has that leads to a part's first page; nothing if it has no page."""
    if not guest.pages:
        return {}
    action = guest.goal.action()
    return {"A": action} if "/SD" in action else {"Dest": action.D}


def _own(pdf: Pdf, guest: Guest) -> list[Dictionary]:
    """A guest's bookmarks: below one of its own, closed, unless the only one at the top has
    that title already.
    """
    title, below = guest.part.title, _top(guest.root)
    if not title or (len(below) == 1 and (text(below[0], "/Title") or "").strip() == title):
        return below
    item = pdf.make_indirect(Dictionary(Title=String(title), **beginning(guest)))
    if below:
        _splice(item, below, None)
        item.Count = -visible(item)
    return [item]


def _splice(parent: Dictionary, new: Sequence[Dictionary], before: Dictionary | None) -> None:
    """Put ``new`` right below ``parent`` behind ``before``: None, at the beginning."""
    behind = entry(parent if before is None else before, "/First" if before is None else "/Next",
                   Dictionary)  # fmt: skip
    row = [before, *new, behind]
    for left, item, right in zip(row, row[1:-1], row[2:], strict=False):
        assert item is not None
        item.Parent = parent
        _set(item, "/Prev", left)
        _set(item, "/Next", right)
    _set(parent if before is None else before, "/First" if before is None else "/Next", new[0])
    _set(parent if behind is None else behind, "/Last" if behind is None else "/Prev", new[-1])
    _count(parent, sum(1 + _seen(item) for item in new))


def _set(holder: Dictionary, key: str, value: Dictionary | None) -> None:
    if value is not None:
        holder[key] = value
    elif key in holder:
        del holder[key]


def _count(parent: Dictionary, more: int) -> None:
    """Tell ``parent`` and all above it, as far as it can be seen, of more items."""
    for node in chain(parent, "/Parent"):
        count = entry(node, "/Count", int) or 0
        node.Count = count + more if count >= 0 else count - more
        if count < 0:
            return


def visible(parent: Dictionary) -> int:
    """How many items are seen below ``parent`` where it is open."""
    return sum(1 + _seen(item) for item in kids(parent))


def _seen(item: Dictionary) -> int:
    return max(0, entry(item, "/Count", int) or 0)
