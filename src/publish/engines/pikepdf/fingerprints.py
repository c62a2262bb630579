"""Windows of a plain PDF → hashes of all that excerpts of them are made of, none of which is made.

What an excerpt is cut from (`cutting`) is of two kinds. Of lists of the whole it has a part: of the
catalogue, names, bookmarks, identifiers, and of elements that stand in several windows. That part
is hashed. What it leads to, the window's pages, and all that these lead to are in it as they are:
of them all is hashed, as it is written. So excerpts with the same fingerprint are the same to the
byte.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, pairwise
from typing import Any

from pikepdf import Dictionary, NameTree, Object, Pdf

from publish.engines.pikepdf.plain import GAP, PlainFile, objects_in, references_in
from publish.engines.pikepdf.register import Bookmark, Register, names_of, there
from publish.engines.pikepdf.structure import UNREADABLE, references
from publish.engines.pikepdf.windows import Id, Window, left_below
from publish.engines.store import hash_of

_LEAF = re.compile(rb"<< /Limits \[ ?(\d+) (\d+) ?\] /Nums \[")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_KEY = re.compile(rb"/StructParents?(?:%b)?\+?(\d+)(%b\d+%bR)?" % (GAP, GAP, GAP))


def fingerprints(pdf: Pdf, data: bytes, windows: Sequence[Window], known: Register) -> list[str]:
    """The fingerprint of each window; none where the file is written in a way that isn't known, or
    something is wrong with its lists.
    """
    try:
        whole = _Whole(pdf, PlainFile(data), known)
        found = [hash_of(whole.told(window)) for window in windows]
    except UNREADABLE:
        return []
    return [] if pdf.get_warnings() else found


class _Whole:
    """A file of which it is told what goes into an excerpt."""

    def __init__(self, pdf: Pdf, file: PlainFile, known: Register) -> None:
        self._pdf, self._file, self._known = pdf, file, known
        self._parents = _Parents(file, pdf.Root.StructTreeRoot)
        self._pages = _numbers(page.obj.objgen for page in pdf.pages)
        self._pages_in: dict[range, set[int]] = {}
        for page in self._pages:
            self._pages_in.setdefault(file.run(page), set()).add(page)
        if range(0) in self._pages_in:
            raise ValueError("a page that isn't written by itself")
        names = pdf.Root.get("/Names", Dictionary())
        goals = NameTree(names.Dests).items() if "/Dests" in names else ()
        self._goals = {name: _text(goal) for name, goal in goals}

    def told(self, window: Window) -> Iterator[str | bytes]:
        """All that goes into the excerpt of a window."""
        facts = [*self._catalogue(window), *self._names(window), *self._outline(window)]
        pages = self._pages[window.pages.start : window.pages.stop]
        roots, apart = [*pages], _numbers([self._pdf.Root.objgen, self._pdf.Root.Pages.objgen])
        for above, below in left_below(self._pdf, window):
            facts += self._tags(above)
            apart.append(above.objgen[0])
            roots += _numbers(below)
        yield from facts
        yield repr((pages, roots))
        roots += chain.from_iterable(map(references_in, facts))
        seen = {*apart, *self._pages} - {*pages}
        for run in self._runs_of({*pages}):
            seen.update(run)
            for stream in self._file.streams(run):
                yield from stream
                roots += self._led_to(stream.text + objects_in(stream))
        yield from self._objects(roots, seen)
        identifiers = self._known.identifiers
        named = sorted((*identifiers[n, 0], n) for n in seen if (n, 0) in identifiers)
        yield repr([(name, number) for _, name, number in named])

    # -- lists of the whole --------------------------------------------------------------

    def _catalogue(self, window: Window) -> Iterator[bytes]:
        root = self._pdf.Root
        cut = ("/Pages", "/StructTreeRoot", "/Names", "/Outlines", "/OpenAction")
        yield self._pdf.pdf_version.encode()
        yield _text(self._pdf.trailer.get("/Info"))
        yield _entries(root, *cut, *(() if window.is_first else ("/AF",)))
        yield _entries(root.Pages, "/Kids", "/Count")

    def _names(self, window: Window) -> Iterator[bytes]:
        names = self._pdf.Root.get("/Names", Dictionary())
        yield _entries(names, "/Dests", *(() if window.is_first else ("/EmbeddedFiles",)))
        if "/Dests" in names:
            yield _entries(names.Dests, "/Kids", "/Limits", "/Names")
            for name in names_of(self._known, window.pages):
                yield repr(name).encode("utf-8", "surrogatepass")
                yield self._goals[name]

    def _outline(self, window: Window) -> Iterator[bytes]:
        kept = [here for each in self._known.bookmarks if (here := there(each, window.pages))]
        outlines = self._pdf.Root.get("/Outlines")
        yield b"%d" % isinstance(outlines, Dictionary)
        if kept:
            yield _entries(outlines, "/First", "/Last", "/Count")
            yield from self._bookmarks(outlines, kept)

    def _bookmarks(self, above: Any, bookmarks: Iterable[Bookmark]) -> Iterator[bytes]:
        for bookmark in bookmarks:
            item = self._pdf.get_object(bookmark.item)
            cut = ("/First", "/Last", "/Count", "/Prev", "/Next")
            leads_back = "/Parent" in item and item.Parent.objgen == above.objgen
            yield _entries(item, *cut, *(("/Parent",) if leads_back else ()))
            yield b"%d" % len(bookmark.below)
            yield from self._bookmarks(item, bookmark.below)

    def _tags(self, above: Any) -> Iterator[bytes]:
        """The root of the tree, or an element that stands in other windows as well."""
        tree = self._pdf.Root.StructTreeRoot
        if above.objgen != tree.objgen:
            yield _entries(above, "/K")
            return
        following = tree.get("/ParentTreeNextKey")
        yield _entries(tree, "/K", "/ParentTree", "/ParentTreeNextKey", "/IDTree")
        yield b"%d" % ("/IDTree" in tree)
        yield b"behind" if self._parents.are_before(following) else _text(following)

    # -- what is in it as it is ----------------------------------------------------------

    def _runs_of(self, pages: Set[int]) -> Iterator[range]:
        """The runs of numbers whose pages are all among these: nearly all of their objects are led
        to, so they are taken whole, which takes less time.
        """
        runs = dict.fromkeys(self._file.run(page) for page in sorted(pages))
        return (run for run in runs if self._pages_in[run] <= pages)

    def _objects(self, roots: Iterable[int], seen: set[int]) -> Iterator[str | bytes]:
        """These objects and all that they lead to, but for what was ``seen``."""
        todo, sizes, written = [*roots], list[int](), list[bytes]()
        while todo:
            number = todo.pop()
            if number not in seen:
                seen.add(number)
                text, data = self._file.get(number)
                sizes += (number, len(text), len(data))
                written += (text, data)
                todo += self._led_to(text)
        yield repr(sizes)
        yield b"".join(written)

    def _led_to(self, text: bytes) -> Iterator[int]:
        """What is led to by objects that are written so."""
        yield from {*references_in(text)}
        if b"/StructParent" in text or b"#" in text:
            yield from self._parents.asked_by(text)


class _Parents:
    """The leaves of the tree of parents, and which numbers each holds."""

    def __init__(self, file: PlainFile, tree: Any) -> None:
        if {*tree.ParentTree.keys()} != {"/Kids"}:
            raise ValueError("a tree of parents that isn't of leaves")
        self._leaves = _numbers(references(tree.ParentTree.Kids))
        found = [_LEAF.match(file.get(number).text) for number in self._leaves]
        limits = [(int(leaf[1]), int(leaf[2])) for leaf in found if leaf]
        self._firsts, self._lasts = [first for first, _ in limits], [last for _, last in limits]
        in_order = all(before < first for (_, before), (first, _) in pairwise(limits))
        if None in found or not in_order or any(first > last for first, last in limits):
            raise ValueError("a tree of parents whose leaves aren't in order")

    def are_before(self, number: Any) -> bool:
        """Whether all numbers are smaller."""
        return isinstance(number, int) and number > max(self._lasts, default=-1)

    def asked_by(self, text: bytes) -> Iterator[int]:
        """The leaves with the parents of what is in an object that is written so."""
        text = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)
        for number, is_reference in _KEY.findall(text):
            at = bisect_right(self._firsts, int(number)) - 1
            if is_reference:
                raise ValueError("a number that stands elsewhere")
            if at >= 0 and int(number) <= self._lasts[at]:
                yield self._leaves[at]


def _numbers(objects: Iterable[Id]) -> list[int]:
    """The numbers of objects that have no other generation than the first."""
    found = [*objects]
    if any(generation or not number for number, generation in found):
        raise ValueError("an object of another generation, or within another")
    return [number for number, _ in found]


def _entries(holder: Any, *but: str) -> bytes:
    """A dictionary as it is written, but some of its entries."""
    kept = sorted({*holder.keys()}.difference(but))
    written = (f"{key} ".encode() + _text(holder[key]) for key in kept)
    return b"%d << %b >>" % (holder.is_indirect, b" ".join(written))


def _text(value: Any) -> bytes:
    return value.unparse() if isinstance(value, Object) else repr(value).encode()
