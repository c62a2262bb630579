"""IDs of structure elements, made unique in one tree (ISO 32000-2, 14.7.2, table 355).

By them a cell of a table names its headers; so where an ID gets a new name, the
headers of that part are looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, String

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.elements import elements, is_element
from publish.attach.joining.fresh import renamed, renaming
from publish.attach.joining.objects import entry
from publish.attach.joining.trees import name_tree, names


def join_identifiers(
    assembly: Assembly, tree: Dictionary, tagged: Sequence[Guest], objects: Mapping[int, list[Any]]
) -> None:
    """One IDTree, in which each element of each part is found by its own ID.

    ``objects`` are those that came with each part, by its number.
    """
    found = {number: _identified(held) for number, held in objects.items()}
    if not any(found.values()):
        return
    listed = {**names(tree.get("/IDTree")), **_identified(assembly.objects())}
    taken = assembly.past.identifiers
    taken.update(listed)
    for guest in tagged:
        own = guest.root.StructTreeRoot
        held = names(own.get("/IDTree")) | found[guest.number]
        fresh = renaming(held, taken, guest.number)
        if fresh:
            _rename(own, fresh)
        listed.update((fresh.get(name, name), element) for name, element in held.items())
        taken.update(fresh.get(name, name) for name in held)
    tree.IDTree = name_tree(assembly.pdf, listed)


def _identified(objects: Iterable[Any]) -> dict[bytes, Dictionary]:
    """The structure elements among ``objects`` that have an ID, by it."""
    found = {}
    for item in objects:
        if "/ID" in item and is_element(item) and "/P" in item:
            name = entry(item, "/ID", String)
            if name is not None:
                found[bytes(name)] = item
    return found


def _rename(tree: Dictionary, fresh: Mapping[bytes, bytes]) -> None:
    for _, element in elements(tree):
        if (new := renamed(element.get("/ID"), fresh)) is not None:
            element.ID = new
        for attributes in _attributes(element):
            headers = entry(attributes, "/Headers", Array)
            if headers is not None:
                attributes.Headers = Array([renamed(each, fresh) or each for each in headers])


def _attributes(element: Dictionary) -> Iterator[Dictionary]:
    """The attribute dictionaries of an element; numbers of revisions are passed over."""
    held = element.get("/A")
    for each in held if isinstance(held, Array) else [held]:
        if isinstance(each, Dictionary):
            yield each
