"""A section of a document → a gathering: its objects with numbers of their own, as they are
written, and what of it goes into the lists of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from pikepdf import Dictionary, Pdf, Stream, String

from publish.attach.joining.assembly import inherit
from publish.attach.joining.elements import is_element, kids
from publish.attach.joining.leaves import references
from publish.attach.joining.objects import chain, entry, keys, section
from publish.attach.joining.structure import KEYS
from publish.attach.joining.trees import LEAF, names, numbers
from publish.attach.joining.writing import DEPTH, Referring, data_of, may_be_shared
from publish.attach.sewing.blocks import Block, Written, block

ROOT, PAGES, TREE, DOCUMENT, OUTLINE = range(1, 6)
"""The numbers of what there is one of."""

KNOWN = frozenset(
    ["/Type", "/Pages", "/Lang", "/MarkInfo", "/Names", "/Outlines", "/StructTreeRoot"]
)
KNOWN_OF_TREE = frozenset(
    ["/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/IDTree"]
)
_LINKS = frozenset(["/Title", "/First", "/Last", "/Next", "/Prev", "/Parent", "/Count"])


class Unlike(Exception):
    """A section has what cannot be sewn; says what."""


class Bookmark(NamedTuple):
    """A bookmark so deep below others: its title and where it leads, as they are written."""

    depth: int
    title: bytes
    goal: bytes
    is_open: bool


class Gathering(NamedTuple):
    """``node`` is that above its ``pages``, ``tops`` its highest elements, ``leaves`` those of the
    tree of parents with their first and last numbers, of which it has so many (``parents``). Of
    objects that others may have as well it brings some (``own``) and ``uses`` others, by digest.
    """

    block: Block
    node: int
    pages: list[int]
    tops: list[int]
    parents: int
    leaves: list[tuple[int, int, int]]
    destinations: list[tuple[bytes, bytes]]
    identifiers: list[tuple[bytes, bytes]]
    bookmarks: list[Bookmark]
    roles: dict[str, str]
    own: list[tuple[bytes, int]]
    uses: list[tuple[bytes, int]]

    def fits(self, shared: Mapping[bytes, int]) -> bool:
        """Whether it would be made just so where these objects are ``shared``."""
        return all(shared.get(digest) == number for digest, number in self.uses) and not any(
            digest in shared for digest, _ in self.own
        )


class Numbering(Referring):
    """Objects of ``pdf`` with numbers from ``first`` on; some are ``fixed``. What is the same as
    what is ``shared`` isn't there again.
    """

    def __init__(
        self, pdf: Pdf, first: int, shared: Mapping[bytes, int], fixed: Mapping[int, int]
    ) -> None:
        self.objects: list[Written] = []
        self.own: dict[bytes, int] = {}
        self.uses: dict[bytes, int] = {}
        self._pdf, self._next, self._shared = pdf, first, shared
        self._numbers: dict[int, int] = {**fixed}
        self._todo: list[tuple[int, Any]] = []

    @property
    def next(self) -> int:
        """The number that will be the next."""
        return self._next

    def number(self) -> int:
        """A number that nothing has yet."""
        self._next += 1
        return self._next - 1

    def add(self, body: bytes) -> int:
        """The number of a new object."""
        number = self.number()
        self.objects.append((number, body, None))
        return number

    def refer(self, number: int, generation: int, depth: int = 0) -> int | None:
        if number in self._numbers:
            return self._numbers[number]
        item = self._pdf.get_object(number, generation)
        if item is None:
            return None
        if depth < DEPTH and may_be_shared(item):
            self._numbers[number] = self._once(item, depth + 1)
        else:
            self._numbers[number] = new = self.number()
            self._todo.append((new, item))
        return self._numbers[number]

    def finish(self) -> None:
        """Write all that is led to and isn't written."""
        while self._todo:
            number, item = self._todo.pop()
            self.objects.append((number, self._written(item), data_of(item)))

    def _once(self, item: Any, depth: int) -> int:
        """The number of what is the same. What leads to itself never is."""
        body, data = self.body(item, depth), data_of(item)
        total = sha256(b"%d %s" % (len(body), body))
        total.update(data or b"")
        digest = total.digest()[:16]
        known = self._shared.get(digest)
        if known is not None:
            return self.uses.setdefault(digest, known)
        if digest not in self.own:
            self.own[digest] = self.number()
            self.objects.append((self.own[digest], body, data))
        return self.own[digest]

    def _written(self, item: Any) -> bytes:
        return self.body(item) if hasattr(item, "unparse") else self.value(item)


def gathered(
    pdf: Pdf,
    first: int,
    parents: int,
    shared: Mapping[bytes, int],
    more: Callable[[Numbering], None] = lambda writing: None,
) -> Gathering:
    """The gathering of a tagged section, which is changed: numbers are given from ``first`` on, of
    the tree of parents from ``parents``; ``more`` may be written with it. Raises `Unlike`.
    """
    root, pages = pdf.Root, [page.obj for page in pdf.pages]
    tree = section(root, "/StructTreeRoot")
    _check(tree, KNOWN_OF_TREE)
    tops = [kid for kid in kids(tree) if is_element(kid)]
    for page in pages:
        inherit(page)
        page.Parent = root.Pages
    for top in tops:
        top.P = tree
    above = _raise_parents(pdf, parents)
    writing = Numbering(
        pdf, first + 1, shared, {root.Pages.objgen[0]: first, tree.objgen[0]: DOCUMENT}
    )
    here = [_number(writing, page) for page in pages]
    for used in (page.get("/Resources") for page in pages):
        if used is not None and used.is_indirect:
            _number(writing, used)
    seen_first = writing.next - first
    highest = [_number(writing, top) for top in tops]
    held = sorted((key + parents, value) for key, value in numbers(tree.get("/ParentTree")).items())
    leaves = [_leaf(writing, held[at : at + LEAF]) for at in range(0, len(held), LEAF)]
    named = names(section(root, "/Names").get("/Dests"))
    known = names(tree.get("/IDTree"))
    mapped = section(tree, "/RoleMap")
    node = b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>"
    writing.objects.append((first, node % (PAGES, len(here), references(here)), None))
    destinations = [(name, writing.value(goal)) for name, goal in named.items()]
    identifiers = [(name, writing.value(element)) for name, element in known.items()]
    bookmarks = list(_bookmarks(writing, section(root, "/Outlines"), 0))
    more(writing)
    writing.finish()
    return Gathering(
        block(first, writing.objects, seen_first),
        first,
        here,
        highest,
        max([above, *(key + 1 for key, _ in held)]) - parents,
        leaves,
        destinations,
        identifiers,
        bookmarks,
        {key: str(mapped[key]) for key in keys(mapped)},
        [*writing.own.items()],
        [*writing.uses.items()],
    )


def _check(holder: Any, known: frozenset[str]) -> None:
    if unknown := sorted(set(holder.keys()) - known):
        raise Unlike(", ".join(unknown))


def check(pdf: Pdf) -> Pdf:
    """A section, if the whole has a place for all that its catalogue holds. Raises `Unlike`."""
    _check(pdf.Root, KNOWN)
    _check(section(pdf.Root, "/Names"), frozenset({"/Dests"}))
    return pdf


def _raise_parents(pdf: Pdf, parents: int) -> int:
    """Let content be found in the tree of parents behind so many; the number that comes next."""
    after = parents
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            for key in KEYS:
                if key in item:
                    item[key] = number = int(item[key]) + parents
                    after = max(after, number + 1)
    return after


def _number(writing: Numbering, item: Any) -> int:
    number = writing.refer(*item.objgen)
    assert number is not None
    return number


def _leaf(writing: Numbering, pairs: list[tuple[int, Any]]) -> tuple[int, int, int]:
    first, last = pairs[0][0], pairs[-1][0]
    body = b" ".join(b"%d %s" % (key, writing.value(value)) for key, value in pairs)
    number = writing.add(b"<< /Limits [%d %d] /Nums [%s] >>" % (first, last, body))
    return first, last, number


def _bookmarks(writing: Numbering, above: Any, depth: int) -> Iterator[Bookmark]:
    for item in chain(entry(above, "/First", Dictionary), "/Next"):
        goal = (
            b"%s %s" % (key.encode(), writing.value(item[key]))
            for key in keys(item)
            if key not in _LINKS
        )
        title = item.get("/Title", String("")).unparse()
        yield Bookmark(depth, title, b" ".join(goal), (entry(item, "/Count", int) or 0) >= 0)
        yield from _bookmarks(writing, item, depth + 1)
