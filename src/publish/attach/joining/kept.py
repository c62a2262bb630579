"""A catalogue to the objects that further joining looks into, by their numbers.

All else that a document holds may be written and forgotten before more comes to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from publish.attach.joining.elements import kids, to_list
from publish.attach.joining.objects import chain, entry, items, keys, section, text

WHOLE = ("/PageLabels", "/OutputIntents", "/ViewerPreferences", "/MarkInfo", "/Extensions", "/URI")
"""What is looked into to its depth."""

LISTS = ("/AF", "/Threads", "/PieceInfo", "/Dests", "/OCProperties", "/StructTreeRoot", "/AcroForm")
"""What is looked into, and the lists and dictionaries right below."""

Shelf = tuple[str, ...]
"""The titles of a bookmark and of those above it, from the outermost."""


def kept(pdf: Pdf, document: int | None, shelves: Collection[Shelf]) -> dict[int, Object]:
    """The objects that joining looks into.

    ``document`` is the number of the element under which the parts' tags come, and
    ``shelves`` are the titles of bookmarks under which those of parts stand.
    """
    root: Any = pdf.Root
    found: dict[int, Object] = {}

    def keep(value: Any) -> bool:
        if not isinstance(value, Dictionary | Array | Stream):
            return False
        if value.is_indirect:
            if value.objgen[0] in found:
                return False
            found[value.objgen[0]] = value
        return True

    keep(root)
    keep(root.Pages)
    for holder in (*_containers(root, document), *_bookmarks(root, shelves)):
        keep(holder)
    todo = [pdf.trailer.get("/Info"), *(root.get(key) for key in WHOLE)]
    tree = section(root, "/StructTreeRoot")
    todo += [tree.get(key) for key in ("/RoleMap", "/ClassMap")]
    while todo:
        value = todo.pop()
        if keep(value) and not _is_page(value):
            todo += (
                [value.get(key) for key in keys(value)]
                if not isinstance(value, Array)
                else [*value]
            )
    return found


def _is_page(value: Any) -> bool:
    return not isinstance(value, Array) and text(value, "/Type") in ("Page", "Pages")


def _containers(root: Any, document: int | None) -> Iterator[Any]:
    """The lists of the catalogue, and what stands right in them as a list."""
    for key in LISTS:
        yield from _shallow(root.get(key))
    yield from _shallow(section(section(root, "/OCProperties"), "/D"))
    form = section(root, "/AcroForm")
    yield from _shallow(section(form, "/DR"))
    yield from items(form, "/Fields")
    held = section(root, "/Names")
    yield held
    for category in keys(held):
        yield from _nodes(held.get(category))
    top = kids(section(root, "/StructTreeRoot"))
    holders = [kid for kid in top if isinstance(kid, Dictionary) and kid.objgen[0] == document]
    list_ = to_list(top[-1], -1) if top else []  # a part may go on with it
    for kid in (*holders, *list_):
        yield from (kid, kid.get("/K"))


def _shallow(holder: Any) -> Iterator[Any]:
    yield holder
    if isinstance(holder, Dictionary):
        for key in keys(holder):
            value = holder.get(key)
            if isinstance(value, Array) or (isinstance(value, Dictionary) and key in _BELOW):
                yield value


_BELOW = ("/D", "/DR", "/Font", "/XObject", "/ColorSpace", "/ExtGState", "/Pattern", "/Encoding",
          "/Properties", "/Shading", "/RoleMap", "/ClassMap")  # fmt: skip


def _nodes(tree: Any) -> Iterator[Any]:
    """The nodes of a name tree and the lists in them."""
    todo, seen = [tree], set[tuple[int, int]]()
    while todo:
        node = todo.pop()
        if isinstance(node, Dictionary) and (not node.is_indirect or node.objgen not in seen):
            seen.add(node.objgen)
            yield from (node, node.get("/Kids"), node.get("/Names"))
            todo += items(node, "/Kids")


def _bookmarks(root: Any, shelves: Collection[Shelf]) -> Iterator[Any]:
    """The top bookmarks, all on shelves, and of others the last one below each."""
    outline = entry(root, "/Outlines", Dictionary)
    todo: list[tuple[Shelf, Any]] = [((), outline)]
    while todo:
        path, parent = todo.pop()
        yield parent
        if path and path not in shelves:
            yield entry(parent, "/Last", Dictionary)
            continue
        below = chain(entry(parent, "/First", Dictionary), "/Next")
        todo.extend(((*path, text(item, "/Title") or ""), item) for item in below)


def shortcuts(held: Mapping[int, Object]) -> Iterator[tuple[int, int]]:
    """The first and the last of bookmarks of which only the last is kept, by their numbers."""
    for holder in held.values():
        first, last = entry(holder, "/First", Dictionary), entry(holder, "/Last", Dictionary)
        if first is not None and last is not None and first.objgen[0] not in held:
            yield first.objgen[0], last.objgen[0]
