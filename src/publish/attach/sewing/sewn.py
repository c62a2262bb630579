"""The first pages of a document and the sections behind them → one file.

What was made of a section before is taken from a shelf, if its numbers begin where they did.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable
from typing import IO, Any, NamedTuple

import pikepdf
from pikepdf import Dictionary, Pdf

from publish.attach.joining import Part, joined
from publish.attach.joining.leaves import references
from publish.attach.joining.objects import keys, section, version
from publish.attach.sewing.blocks import Volume, Written, block
from publish.attach.sewing.gathering import (
    DOCUMENT,
    OUTLINE,
    PAGES,
    ROOT,
    TREE,
    Gathering,
    Unlike,
    check,
    gathered,
)
from publish.attach.sewing.lists import Item, bookmarks_written, name_tree, put_bookmarks
from publish.attach.sewing.numbering import Numbering
from publish.engines.garbage import give_back
from publish.engines.packing import pack, unpack
from publish.engines.store import Store, key_of

FIRST, ROUND = 16, 256
"""The number of the first object that there isn't one of; those of a section begin at the next that
is so round. (qpdf takes numbers up to a third of the bytes of a file.)
"""

STAGE = 3_000
"""Objects that are held while pieces of a section are joined."""


class Section(NamedTuple):
    """A digest of all that went into a section, what gives its documents, and the titles of the
    bookmarks that its own stand under. Of several documents each goes on with the list that the
    one before ends with; all are held at a time.
    """

    digest: str
    documents: Callable[[], Iterable[Pdf]]
    under: tuple[str, ...] = ()


def sewn(front: bytes, sections: Iterable[Section], shelf: Store) -> bytes:
    """The document ``front``, which says what holds for the whole, and all ``sections`` behind it,
    of which the first goes on with its list, if it has any documents. Raises `Unlike`.
    """
    with tempfile.TemporaryFile() as output:
        coming = iter(sections)
        with _opened(front, next(coming).documents()) as first:
            whole = _Whole(first, output, shelf)
        for each in coming:
            whole.add(each)
        give_back()
        whole.finish()
        output.seek(0)
        return output.read()


def _opened(first: bytes, further: Iterable[Pdf]) -> Pdf:
    """A document, and what goes on with it."""
    parts = [Part(each, named_together=True, goes_on=True) for each in further]
    return pikepdf.open(io.BytesIO(joined(first, parts, STAGE) if parts else first))


def _one(documents: Iterable[Pdf]) -> Pdf:
    """The documents of a section as one."""
    first, *further = documents
    if not further:
        return first
    data = io.BytesIO()
    first.save(data, static_id=True)
    return _opened(data.getvalue(), further)


class _Whole:
    """A file in the making; what stands in lists of the whole is held."""

    def __init__(self, first: Pdf, output: IO[bytes], shelf: Store) -> None:
        self._shelf, self._shared = shelf, dict[bytes, int]()
        self._next, self._parents = FIRST, 0
        self._held: list[Gathering] = []
        self._outline = Item(number=OUTLINE)
        self._information: int | None = None
        self._catalogue = self._names = self._document = b""
        self._volume = Volume(output, max(version(first), "1.5"))
        self._begin(first)

    def add(self, part: Section) -> None:
        """Put a section behind all that are there."""
        key = key_of("gathering", part.digest, str(self._next), str(self._parents))
        data = self._shelf.get(key)
        made = unpack(data, Gathering) if data is not None else None
        if made is None or not made.fits(self._shared):
            with _one(part.documents()) as pdf:
                made = gathered(check(pdf), self._next, self._parents, self._shared)
            self._shelf.put(key, pack(made))
        self._put(made, part.under)

    def finish(self) -> None:
        """Write the lists of the whole, and what there is one of."""
        objects: list[Written] = []
        numbers = iter(range(self._next, 1 << 40))

        def add(body: bytes) -> int:
            objects.append((next(numbers), body, None))
            return objects[-1][0]

        outline, *bookmarks = bookmarks_written(self._outline, lambda: next(numbers))
        objects += ((number, body, None) for number, body in bookmarks)
        held = self._held
        destinations = {name: goal for each in held for name, goal in each.destinations}
        identifiers = {name: goal for each in held for name, goal in each.identifiers}
        if len(identifiers) < sum(len(each.identifiers) for each in held):
            raise Unlike("elements with the same ID")
        if destinations:
            self._names += b" /Dests %d 0 R" % add(name_tree(destinations, add))
        tree = b"/Type /StructTreeRoot /K [%d 0 R]" % DOCUMENT
        if identifiers:
            tree += b" /IDTree %d 0 R" % add(name_tree(identifiers, add))
        leaves = references([number for each in held for _, _, number in each.leaves])
        tree += b" /ParentTree %d 0 R" % add(b"<< /Kids [%s] >>" % leaves)
        tree += b" /ParentTreeNextKey %d%s" % (self._parents, self._roles())
        pages = sum(len(each.pages) for each in held)
        nodes = references([each.node for each in held])
        tops = references([top for each in held for top in each.tops])
        self._volume.add(block(self._next, objects))
        catalogue = b"%s /Pages %d 0 R /StructTreeRoot %d 0 R /Names <<%s >>" % (
            self._catalogue, PAGES, TREE, self._names,
        )  # fmt: skip
        if self._outline.below:
            catalogue += b" /Outlines %d 0 R" % OUTLINE
        single: list[Written] = [
            (ROOT, b"<< %s >>" % catalogue, None),
            (PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, nodes), None),
            (TREE, b"<< %s >>" % tree, None),
            (DOCUMENT, b"<< %s /P %d 0 R /K [%s] >>" % (self._document, TREE, tops), None),
            (*outline, None),
        ]
        self._volume.add(block(ROOT, single))
        self._volume.finish(ROOT, self._information)

    def _begin(self, pdf: Pdf) -> None:
        """Put the first document there, and what it says for the whole."""
        tree = section(pdf.Root, "/StructTreeRoot")
        top = tree.K[0] if len(tree.get("/K", ())) == 1 else None
        if top is None or top.get("/S") != "/Document":
            raise Unlike("no document around all elements")
        tree.K = top.K

        def more(writing: Numbering) -> None:
            root, names = pdf.Root, section(pdf.Root, "/Names")
            apart = ("/Pages", "/StructTreeRoot", "/Outlines", "/Names")
            self._catalogue = _entries(writing, root, apart)
            self._names = _entries(writing, names, ("/Dests",))
            self._document = _entries(writing, top, ("/K", "/P"))
            information = pdf.trailer.get("/Info")
            if isinstance(information, Dictionary):
                self._information = writing.refer(*information.objgen)

        self._put(gathered(pdf, self._next, self._parents, self._shared, more), ())

    def _put(self, made: Gathering, under: tuple[str, ...]) -> None:
        self._volume.add(made.block)
        self._shared.update(made.own)
        self._next = _round(made.block.first + made.block.size)
        self._parents = _round(self._parents + made.parents)
        goal = b"/Dest [%d 0 R /Fit]" % made.pages[0]
        put_bookmarks(self._outline, under, made.bookmarks, goal)
        nothing = made.block._replace(data=b"", rows=b"", places=[])
        self._held.append(made._replace(block=nothing, bookmarks=[], own=[], uses=[]))

    def _roles(self) -> bytes:
        """What types of elements stand for."""
        roles: dict[str, str] = {}
        for type_, role in (pair for each in self._held for pair in each.roles.items()):
            if roles.setdefault(type_, role) != role:
                raise Unlike(f"two roles of {type_}")
        named = " ".join(f"{type_} {role}" for type_, role in sorted(roles.items()))
        return b" /RoleMap << %s >>" % named.encode() if roles else b""


def _round(number: int) -> int:
    return -(-number // ROUND) * ROUND


def _entries(writing: Numbering, holder: Any, apart: Iterable[str]) -> bytes:
    """The entries of a dictionary, but some, as they are written."""
    kept = (key for key in keys(holder) if key not in apart)
    return b" ".join(b"%s %s" % (key.encode(), writing.value(holder[key])) for key in kept)
