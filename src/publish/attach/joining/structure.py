"""Structure trees of all documents to one (ISO 32000-2, 14.7).

The numbers by which a part's pages, annotations and forms are found in its parent
tree are raised above the host's. A part's tree becomes a kid of the host's
`Document`, in the order of the pages. Namespaces stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pikepdf import Dictionary, Name, String

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.elements import (
    first_page,
    is_element,
    kids,
    put_kids,
    to_list,
)
from publish.attach.joining.identifiers import join_identifiers
from publish.attach.joining.objects import entry, extend, identity, items, made, section, text
from publish.attach.joining.roles import join_classes, join_roles
from publish.attach.joining.trees import number_tree, numbers

KEYS = ("/StructParents", "/StructParent")
LISTS = ("/Namespaces", "/PronunciationLexicon", "/AF")


def tree_of(root: Any) -> Dictionary | None:
    """A document's structure tree, None if it has none."""
    return entry(root, "/StructTreeRoot", Dictionary)


def join_structure(assembly: Assembly) -> None:
    """One structure tree; what stands in none loses its number, which would be another's."""
    tagged = [guest for guest in assembly.guests if tree_of(guest.root) is not None]
    for guest in assembly.guests:
        if tree_of(guest.root) is None:
            untie(assembly.objects(guest))
    _mark(assembly)
    if not tagged:
        return
    tree = _host_tree(assembly)
    objects = {guest.number: assembly.objects(guest) for guest in tagged}
    _join_parent_trees(assembly, tree, tagged, objects)
    join_identifiers(assembly, tree, tagged, objects)
    for guest in tagged:
        own = guest.root.StructTreeRoot
        brought = objects[guest.number]
        join_roles(assembly.pdf, tree, own, guest.number, brought, assembly.past.types)
        join_classes(assembly.pdf, tree, own, guest.number)
        for key in LISTS:
            extend(assembly.pdf, tree, key, items(own, key))
    _Places(assembly, tree).put(tagged)


def _host_tree(assembly: Assembly) -> Any:
    """The host's tree; a new one if it had none."""
    root = assembly.root
    if tree_of(root) is None:
        untie(assembly.objects())
        root.StructTreeRoot = assembly.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    return root.StructTreeRoot


def untie(objects: Iterable[Any]) -> None:
    """Take away the numbers by which objects would be found in a tree that isn't there."""
    for item in objects:
        for key in KEYS:
            if key in item:
                del item[key]


def _mark(assembly: Assembly) -> None:
    """A file is marked as tagged if all in it is, or if nothing came to it."""
    sides = [assembly.root, *(guest.root for guest in assembly.guests if guest.pages)]
    if not assembly.own:
        sides = sides[1:]
    marks = [section(side, "/MarkInfo") for side in sides]
    if not any(len(mark) for mark in marks):
        return
    tagged = [entry(mark, "/Marked", bool) is True for mark in marks]
    if any(tagged) and not all(tagged):
        first = tagged[0] if assembly.own else True
        what = "what comes to it isn't, or not all" if first else "what comes to it is"
        assembly.tell("tags", f"the report is {'' if first else 'not '}tagged, {what}")
    info = made(assembly.pdf, assembly.root, "/MarkInfo")
    for key in ("/Suspects", "/UserProperties"):
        if any(entry(mark, key, bool) for mark in marks):
            info[key] = True
    info.Marked = all(tagged)


def _join_parent_trees(
    assembly: Assembly, tree: Dictionary, tagged: Sequence[Guest], objects: Mapping[int, list[Any]]
) -> None:
    """Which element a piece of content belongs to, by numbers that are its own."""
    parents = numbers(tree.get("/ParentTree"))
    after = max(parents, default=-1) + 1
    after = max(after, min(entry(tree, "/ParentTreeNextKey", int) or 0, 1 << 30))
    for guest in tagged:
        own = guest.root.StructTreeRoot
        held = {key: value for key, value in numbers(own.get("/ParentTree")).items() if key >= 0}
        highest = max(held, default=-1)
        for item in objects[guest.number]:
            for key in KEYS:
                if key in item and (number := entry(item, key, int)) is not None and number >= 0:
                    item[key] = after + number
                    highest = max(highest, number)
        parents.update((after + key, value) for key, value in held.items())
        after += highest + 1
    tree.ParentTree = number_tree(assembly.pdf, parents)
    tree.ParentTreeNextKey = after


class _Places:
    """Where among the host's elements a part's stand: before those of the pages behind it."""

    def __init__(self, assembly: Assembly, tree: Dictionary) -> None:
        self._assembly = assembly
        top = [kid for kid in kids(tree) if is_element(kid)]
        alone = len(top) == 1 and top[0].get("/S") == "/Document"
        self._holder = top[0] if alone else tree
        self._kids = kids(self._holder)
        self._pages: list[int | None] | None = None

    def put(self, tagged: Sequence[Guest]) -> None:
        for guest in tagged:
            own = self._prepared(guest)
            if guest.part.goes_on and self._kids and own:
                own = self._gone_on(self._kids[-1], own)
            place = len(self._kids) if guest.part.at is None else self._place(guest)
            self._kids[place:place] = own
            if self._pages is not None:
                self._pages[place:place] = [guest.first] * len(own)
        put_kids(self._assembly.pdf, self._holder, self._kids)

    def _gone_on(self, above: Any, own: list[Any]) -> list[Any]:
        """What of a part's elements is left when those of the list that it begins with stand in
        the list that ``above`` ends with.
        """
        ends, begins = to_list(above, -1), to_list(own[0], 0)
        coming = [kids(each) for each in begins]
        alike = [each.S for each in ends] == [each.S for each in begins]
        if not alike or not all(is_element(kid) for below in coming for kid in below):
            return own
        for number, (end, below) in enumerate(zip(ends, coming, strict=True), 1):
            new = below[1:] if number < len(ends) else below
            for element in new:
                element.P = end
            put_kids(self._assembly.pdf, end, [*kids(end), *new])
        return own[1:] if ends else own

    def _place(self, guest: Guest) -> int:
        if self._pages is None:
            pages = enumerate(page.obj for page in self._assembly.pdf.pages)
            index = {identity(page): number for number, page in pages}
            self._pages = [first_page(kid, index) for kid in self._kids]
        behind = guest.first + len(guest.pages)
        later = (
            place for place, page in enumerate(self._pages) if page is not None and page >= behind
        )
        return next(later, len(self._kids))

    def _prepared(self, guest: Guest) -> list[Any]:
        """A part's top elements, told what language they are in, and who stands above."""
        own = [kid for kid in kids(guest.root.StructTreeRoot) if isinstance(kid, Dictionary)]
        lang, here = text(guest.root, "/Lang"), text(self._assembly.root, "/Lang")
        for element in own:
            element.P = self._holder
            if lang and lang != here and "/Lang" not in element:
                element.Lang = String(lang)
        return own
