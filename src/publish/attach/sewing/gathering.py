"""A section of a document → a gathering: its objects with numbers of their own, as they are
written, and what of it goes into the lists of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pikepdf import Dictionary, Pdf, Stream, String

from publish.attach.joining.assembly import inherit
from publish.attach.joining.elements import is_element, kids
from publish.attach.joining.leaves import references
from publish.attach.joining.objects import chain, entry, keys, section
from publish.attach.joining.structure import KEYS
from publish.attach.joining.trees import LEAF, names, numbers
from publish.attach.sewing.blocks import Block, block
from publish.attach.sewing.numbering import Numbering

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
    root, tree = pdf.Root, section(pdf.Root, "/StructTreeRoot")
    _check(tree, KNOWN_OF_TREE)
    pages, tops = _hung_elsewhere(pdf, tree)
    above = _raise_parents(pdf, parents)
    fixed = {root.Pages.objgen[0]: first, tree.objgen[0]: DOCUMENT}
    writing = Numbering(pdf, first + 1, shared, fixed)
    here = _pages(writing, pages)
    apart = writing.next - first
    highest = [writing.number_of(top) for top in tops]
    held = sorted((key + parents, value) for key, value in numbers(tree.get("/ParentTree")).items())
    leaves = [_leaf(writing, held[at : at + LEAF]) for at in range(0, len(held), LEAF)]
    node = b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%s] >>"
    writing.objects.append((first, node % (PAGES, len(here), references(here)), None))
    destinations = _named(writing, section(root, "/Names").get("/Dests"))
    identifiers = _named(writing, tree.get("/IDTree"))
    bookmarks = list(_bookmarks(writing, section(root, "/Outlines"), 0))
    more(writing)
    writing.finish()
    count = max([above, *(key + 1 for key, _ in held)]) - parents
    return Gathering(
        block(first, writing.objects, apart), first, here, highest, count, leaves, destinations,
        identifiers, bookmarks, _roles(tree), [*writing.own.items()], [*writing.uses.items()],
    )  # fmt: skip


def _hung_elsewhere(pdf: Pdf, tree: Any) -> tuple[list[Any], list[Any]]:
    """The pages, by themselves, and the highest elements, which hang right below the roots."""
    pages = [page.obj for page in pdf.pages]
    tops = [kid for kid in kids(tree) if is_element(kid)]
    for page in pages:
        inherit(page)
        page.Parent = pdf.Root.Pages
    for top in tops:
        top.P = tree
    return pages, tops


def _pages(writing: Numbering, pages: Sequence[Any]) -> list[int]:
    """The numbers of pages; those of their resources come right behind."""
    here = [writing.number_of(page) for page in pages]
    for used in (page.get("/Resources") for page in pages):
        if used is not None and used.is_indirect:
            writing.number_of(used)
    return here


def _named(writing: Numbering, tree: Any) -> list[tuple[bytes, bytes]]:
    return [(name, writing.value(value)) for name, value in names(tree).items()]


def _roles(tree: Any) -> dict[str, str]:
    mapped = section(tree, "/RoleMap")
    return {key: str(mapped[key]) for key in keys(mapped)}


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
