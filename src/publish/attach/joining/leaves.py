"""Trees that grow with every part (names, IDs, parents) to leaves in a spool, and to their roots.

They are taken out of a document before it goes on, and put back when all parts have come.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Dictionary, Pdf, String

from publish.attach.joining.objects import made, section
from publish.attach.joining.spool import Spool
from publish.attach.joining.trees import LEAF, names, numbers
from publish.attach.joining.writing import Writing


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


def take_trees(root: Any, sealed: Sealed, writing: Writing, spool: Spool) -> None:
    """Take the trees out of a catalogue; leaves of parents are written at once."""
    held, tree = section(root, "/Names"), section(root, "/StructTreeRoot")
    for found, holder, key in (
        (sealed.destinations, held, "/Dests"),
        (sealed.identifiers, tree, "/IDTree"),
    ):
        found.update((name, writing.value(each)) for name, each in names(holder.get(key)).items())
        if key in holder:
            del holder[key]
    parents = sorted(numbers(tree.get("/ParentTree")).items())
    for start in range(0, len(parents), LEAF):
        leaf = [(key, writing.value(value)) for key, value in parents[start : start + LEAF]]
        first, last = leaf[0][0], leaf[-1][0]
        body = b"/Nums [%s]" % b" ".join(b"%d %s" % pair for pair in leaf)
        sealed.parents.append((first, last, _leaf(spool, b"%d %d" % (first, last), body)))
    if "/ParentTree" in tree:
        del tree["/ParentTree"]


def stand_ins(pdf: Pdf, sealed: Sealed) -> dict[str, int]:
    """Objects that stand where the trees are to be, by the keys of these."""
    found = {}
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


def root_of(key: str, sealed: Sealed, spool: Spool) -> bytes:
    """The root of a tree, whose leaves are written."""
    if key == "/ParentTree":
        leaves = [number for _, _, number in sealed.parents]
    else:
        held = sealed.destinations if key == "/Dests" else sealed.identifiers
        pairs = [(String(name).unparse(), held[name]) for name in sorted(held)]
        runs = (pairs[start : start + LEAF] for start in range(0, len(pairs), LEAF))
        leaves = [_names(spool, run) for run in runs]
    return b"<< /Kids [%s] >>" % references(leaves)


def references(numbers_: Sequence[int]) -> bytes:
    """Objects in an array, by their numbers."""
    return b" ".join(b"%d 0 R" % number for number in numbers_)


def _names(spool: Spool, pairs: Sequence[tuple[bytes, bytes]]) -> int:
    body = b" ".join(b"%s %s" % pair for pair in pairs)
    return _leaf(spool, b"%s %s" % (pairs[0][0], pairs[-1][0]), b"/Names [%s]" % body)


def _leaf(spool: Spool, limits: bytes, entries: bytes) -> int:
    number = spool.number()
    spool.write(number, b"<< /Limits [%s] %s >>" % (limits, entries))
    return number
