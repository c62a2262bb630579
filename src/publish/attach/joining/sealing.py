"""A joined document to objects in a spool, and to a small host that goes on in its place.

Everything but what further joining looks into (`kept`) is written and forgotten. The
host that goes on is a little PDF of what is kept, with the same numbers, in which
all that was written stands as an empty object. So numbers mean one thing from the
first part to the last. Large trees (names, IDs, parents) are taken out leaf by leaf.
"""

from __future__ import annotations

import io
import re
import zlib
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from publish.attach.joining.assembly import inherit
from publish.attach.joining.kept import Shelf, kept, shortcuts
from publish.attach.joining.objects import made, section, text, version
from publish.attach.joining.roles import types
from publish.attach.joining.spool import Spool
from publish.attach.joining.trees import LEAF, names, numbers

SHARED = ("Font", "FontDescriptor", "ExtGState", "Encoding", "Pattern")
"""Dictionaries that mean the same wherever they stand; others are told apart by their place."""

DEPTH = 20
"""So deep what may be shared leads to what may be; deeper, it is written as it is."""

_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|\b(\d+) (\d+) R\b", re.DOTALL)
"""A string, which is passed over, or a reference."""


@dataclass(slots=True)
class Sealed:
    """What was taken out: destinations and elements with IDs by their names, as they are
    written, leaves of parents with their first and last numbers, the numbers of pages
    and of the nodes above them, and what types elements are of.
    """

    destinations: dict[bytes, bytes] = field(default_factory=dict)
    identifiers: dict[bytes, bytes] = field(default_factory=dict)
    parents: list[tuple[int, int, int]] = field(default_factory=list)
    pages: array[int] = field(default_factory=lambda: array("L"))
    nodes: array[int] = field(default_factory=lambda: array("L"))
    types: set[str] = field(default_factory=set)


class Sealing:
    """A file in the making, sealed stage by stage. ``document`` is the number of the
    element under which the parts' tags come, if there is one.
    """

    def __init__(self, spool: Spool, sealed: Sealed, document: int | None) -> None:
        self._spool, self._sealed, self._document = spool, sealed, document
        self._pdf = Pdf.new()
        self._held: Mapping[int, Object] = {}
        self._numbers: dict[int, int] = {}
        self._todo: list[tuple[int, int]] = []

    def seal(self, pdf: Pdf, shelves: Collection[Shelf]) -> Pdf:
        """Write all of ``pdf`` that may be forgotten; the host that goes on."""
        nodes = list(self._page_nodes(pdf))
        self._begin(pdf)
        for node in nodes:
            self._refer(*node.objgen)
        self._take_trees()
        self._held = kept(pdf, self._document, shelves)
        bodies = {number: self._body(item) for number, item in self._held.items()}
        self._write_all()
        return self._host(bodies)

    def finish(self, pdf: Pdf) -> None:
        """Write what is left of the last host, and the trees that were taken out."""
        trees = self._stand_ins(pdf)
        self._begin(pdf)
        self._held = {}
        for holder, number in trees.items():
            self._spool.write(number, self._tree(holder))
        self._write_pages()
        self._refer(*pdf.Root.objgen)
        information = pdf.trailer.get("/Info")
        written = self._refer(*information.objgen) if isinstance(information, Dictionary) else None
        self._write_all()
        self._spool.finish(pdf.Root.objgen[0], written, max(version(pdf), "1.5"))

    def _begin(self, pdf: Pdf) -> None:
        """From here on numbers are the spool's to give."""
        self._pdf = pdf
        self._spool.following = pdf.make_indirect(Dictionary()).objgen[0] + 1
        self._numbers.clear()

    # -- what is taken out ------------------------------------------------------

    def _page_nodes(self, pdf: Pdf) -> Iterator[Dictionary]:
        """Nodes above the pages that are new, each of so many."""
        pages = [page.obj for page in pdf.pages][len(self._sealed.pages) :]
        for start in range(0, len(pages), LEAF):
            run = pages[start : start + LEAF]
            above = {"/Parent": pdf.Root.Pages, "/Kids": Array(run), "/Count": len(run)}
            node = pdf.make_indirect(Dictionary({"/Type": Name.Pages, **above}))
            for page in run:
                inherit(page)
                page.Parent = node
                self._sealed.pages.append(page.objgen[0])
            self._sealed.nodes.append(node.objgen[0])
            yield node

    def _take_trees(self) -> None:
        held, tree = section(self._pdf.Root, "/Names"), section(self._pdf.Root, "/StructTreeRoot")
        for found, holder, key in (
            (self._sealed.destinations, held, "/Dests"),
            (self._sealed.identifiers, tree, "/IDTree"),
        ):
            for name, value in names(holder.get(key)).items():
                found[name] = self._written(value)
            if key in holder:
                del holder[key]
        parents = sorted(numbers(tree.get("/ParentTree")).items())
        for start in range(0, len(parents), LEAF):
            leaf = [(key, self._written(value)) for key, value in parents[start : start + LEAF]]
            body = b"/Nums [%s]" % b" ".join(b"%d %s" % pair for pair in leaf)
            self._sealed.parents.append((leaf[0][0], leaf[-1][0], self._leaf(
                b"%d %d" % (leaf[0][0], leaf[-1][0]), body)))  # fmt: skip
        if "/ParentTree" in tree:
            del tree["/ParentTree"]

    def _leaf(self, limits: bytes, entries: bytes) -> int:
        number = self._spool.number()
        self._spool.write(number, b"<< /Limits [%s] %s >>" % (limits, entries))
        return number

    # -- what is put back -------------------------------------------------------

    def _stand_ins(self, pdf: Pdf) -> dict[str, int]:
        """Objects that stand where the trees are to be, by the keys of these."""
        sealed, found = self._sealed, {}
        if sealed.destinations:
            found["/Dests"] = made(pdf, pdf.Root, "/Names")
        if sealed.identifiers:
            found["/IDTree"] = section(pdf.Root, "/StructTreeRoot")
        if sealed.parents:
            found["/ParentTree"] = section(pdf.Root, "/StructTreeRoot")
        numbered = {}
        for key, holder in found.items():
            holder[key] = pdf.make_indirect(Dictionary())
            numbered[key] = holder[key].objgen[0]
        return numbered

    def _tree(self, key: str) -> bytes:
        """The root of a tree, whose leaves are written."""
        if key == "/ParentTree":
            leaves = [number for _, _, number in self._sealed.parents]
        else:
            is_name = key == "/Dests"
            held = self._sealed.destinations if is_name else self._sealed.identifiers
            pairs = [(String(name).unparse(), held[name]) for name in sorted(held)]
            runs = (pairs[start : start + LEAF] for start in range(0, len(pairs), LEAF))
            leaves = [self._names(run) for run in runs]
        return b"<< /Kids [%s] >>" % _references(leaves)

    def _names(self, pairs: Sequence[tuple[bytes, bytes]]) -> int:
        body = b" ".join(b"%s %s" % pair for pair in pairs)
        return self._leaf(b"%s %s" % (pairs[0][0], pairs[-1][0]), b"/Names [%s]" % body)

    def _write_pages(self) -> None:
        sealed = self._sealed
        body = b"<< /Type /Pages /Count %d /Kids [%s] >>"
        number = self._pdf.Root.Pages.objgen[0]
        self._spool.write(number, body % (len(sealed.pages), _references(sealed.nodes)))

    # -- objects ----------------------------------------------------------------

    def _written(self, value: Any) -> bytes:
        """A value as it is written; what it leads to will be."""
        if not isinstance(value, Object):
            return str(value).lower().encode() if value is not None else b"null"
        return self._referring(value.unparse())

    def _body(self, item: Any, depth: int = 0) -> bytes:
        if isinstance(item, Stream):
            _prepare(item)
            item = item.stream_dict
        return self._referring(item.unparse(resolved=True), depth)

    def _referring(self, body: bytes, depth: int = 0) -> bytes:
        """``body`` with the numbers by which objects are written."""

        def follow(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            number = self._refer(int(found[1]), int(found[2]), depth)
            return b"null" if number is None else b"%d 0 R" % number

        return _TOKEN.sub(follow, body)

    def _refer(self, number: int, generation: int, depth: int = 0) -> int | None:
        """The number by which an object is written, before or later; None, there is none."""
        if number in self._numbers:
            return self._numbers[number]
        if number in self._held or number in self._spool:
            return number
        item = self._pdf.get_object(number, generation)
        if item is None:
            return None
        self._numbers[number] = number
        if depth < DEPTH and _may_be_shared(item):
            self._numbers[number] = self._shared(number, item, depth + 1)
        else:
            self._todo.append((number, generation))
        return self._numbers[number]

    def _shared(self, number: int, item: Object, depth: int) -> int:
        """The number of the first that is the same. What leads to itself never is."""
        body = self._body(item, depth)
        data = item.read_raw_bytes() if isinstance(item, Stream) else None
        first = self._spool.same(number, body, data)
        if first == number:
            self._spool.write(number, body, data)
        return first

    def _write_all(self) -> None:
        """All that is led to and isn't written."""
        while self._todo:
            number, generation = self._todo.pop()
            if number in self._held or number in self._spool:
                continue
            item = self._pdf.get_object(number, generation)
            if isinstance(item, Dictionary):
                self._sealed.types |= types([item])
            body = self._body(item) if isinstance(item, Object) else self._written(item)
            self._spool.write(number, body, item.read_raw_bytes() if isinstance(item, Stream)
                              else None)  # fmt: skip

    # -- the host that goes on --------------------------------------------------

    def _host(self, bodies: Mapping[int, bytes]) -> Pdf:
        root = self._pdf.Root
        page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 1 1] >>" % root.Pages.objgen[0]
        objects = {self._spool.number(): b"<< >>"}
        for body in bodies.values():
            objects |= {int(found[1]): b"<< >>" for found in _TOKEN.finditer(body) if found[1]}
        objects |= dict.fromkeys(self._sealed.pages, page)
        objects |= {first: b"<< /Next %d 0 R >>" % last for first, last in shortcuts(self._held)}
        objects |= bodies
        objects[root.Pages.objgen[0]] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
            len(self._sealed.pages),
            _references(self._sealed.pages),
        )
        for number, item in self._held.items():
            if isinstance(item, Stream):
                objects[number] += b"\nstream\n%s\nendstream" % item.read_raw_bytes()
        information = self._pdf.trailer.get("/Info")
        entries = b"/Root %d 0 R" % root.objgen[0]
        if isinstance(information, Dictionary):
            entries += b" /Info %d 0 R" % information.objgen[0]
        return _opened(objects, entries, self._pdf.pdf_version)


def _references(numbers_: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers_)


def _prepare(stream: Stream) -> None:
    """Pack what isn't packed, and say how long it is."""
    if "/Filter" not in stream and text(stream, "/Type") != "Metadata":
        stream.write(zlib.compress(stream.read_raw_bytes()), filter=Name.FlateDecode)
    stream.stream_dict.Length = len(stream.read_raw_bytes())


def _may_be_shared(item: Any) -> bool:
    if isinstance(item, Stream):
        return not any(key in item for key in ("/StructParent", "/StructParents"))
    if isinstance(item, Array):
        return len(item) > 0 and not isinstance(item[0], Dictionary)
    return isinstance(item, Dictionary) and text(item, "/Type") in SHARED


def _opened(objects: Mapping[int, bytes], entries: bytes, version_: str) -> Pdf:
    """A PDF of these objects, as if read from a file."""
    data = io.BytesIO()
    data.write(b"%%PDF-%s\n" % version_.encode())
    table = [b"xref\n0 1\n0000000000 65535 f \n"]
    for number in sorted(objects):
        table.append(b"%d 1\n%010d 00000 n \n" % (number, data.tell()))
        data.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    start = data.tell()
    data.write(b"".join(table))
    size = max(objects) + 1
    data.write(b"trailer\n<< %s /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (entries, size, start))
    return pikepdf.open(data)
