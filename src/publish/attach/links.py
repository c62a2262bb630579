"""Places in the report that name a brief to links that lead there.

In a tagged report each link is an element behind the words that it covers, as
ISO 14289-1, 7.18.5 wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from publish.attach.joining import Assembly
from publish.attach.joining.actions import annotations_of
from publish.attach.joining.assembly import Guest
from publish.attach.joining.elements import kids, put_kids
from publish.attach.joining.objects import chain, entry, items, text
from publish.attach.joining.trees import number_tree, numbers
from publish.model.frozen import Frozen

Rectangle = tuple[float, float, float, float]


class Spot(Frozen):
    """Words of the report that name a brief: its index, the page's, the words' rectangles
    (left, bottom, right, top), and the number of the marked content that they stand in.
    """

    brief: int
    page: int
    rectangles: tuple[Rectangle, ...]
    mark: int | None = None


def link(assembly: Assembly, guests: Mapping[int, Guest], spots: Iterable[Spot]) -> int:
    """Put a link on each spot that has none yet; how many there are.

    In a tagged report, words that are no part of what it says (running heads) get none.
    """
    tree = entry(assembly.root, "/StructTreeRoot", Dictionary)
    parents = numbers(tree.get("/ParentTree")) if tree is not None else {}
    following = max(parents, default=-1) + 1
    made = 0
    for spot in spots:
        page, guest = assembly.own[spot.page], guests[spot.brief]
        element = _element(parents, page, spot)
        if not spot.rectangles or _covered(page, spot) or (tree is not None and element is None):
            continue
        annotation = assembly.pdf.make_indirect(_annotation(guest, page, spot))
        page.Annots = Array([*items(page, "/Annots"), annotation])
        if element is not None:
            annotation.StructParent = following
            parents[following] = _tagged(assembly, element, annotation, page, spot)
            following += 1
        made += 1
    if tree is not None and made:
        tree.ParentTree = number_tree(assembly.pdf, parents)
        tree.ParentTreeNextKey = following
    return made


def _annotation(guest: Guest, page: Dictionary, spot: Spot) -> Dictionary:
    lefts, bottoms, rights, tops = zip(*spot.rectangles, strict=True)
    corners = [
        side for a, b, c, d in spot.rectangles for side in (a, d, c, d, a, b, c, b)
    ]  # fmt: skip
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([min(lefts), min(bottoms), max(rights), max(tops)]),
        QuadPoints=Array(corners),
        Border=Array([0, 0, 0]),
        F=4,
        P=page,
        Contents=String(guest.part.title or guest.part.under[-1]),
        A=guest.goal.action(),
    )


def _covered(page: Dictionary, spot: Spot) -> bool:
    """Whether there is a link on the words already."""
    for annotation in annotations_of(page):
        sides = items(annotation, "/Rect")
        if text(annotation, "/Subtype") == "Link" and len(sides) == 4:
            a, b, c, d = (float(side) for side in sides)
            left, bottom, right, top = spot.rectangles[0]
            if left < c and a < right and bottom < d and b < top:
                return True
    return False


def _element(parents: Mapping[int, Any], page: Dictionary, spot: Spot) -> Dictionary | None:
    """The element that the words belong to; None where they belong to none, or to a link."""
    held = parents.get(entry(page, "/StructParents", int) or 0)
    if spot.mark is None or not isinstance(held, Array) or spot.mark >= len(held):
        return None
    element = held[spot.mark]
    if not isinstance(element, Dictionary):
        return None
    above = chain(element, "/P")
    return None if any(text(each, "/S") == "Link" for each in above) else element


def _tagged(
    assembly: Assembly, element: Dictionary, annotation: Any, page: Dictionary, spot: Spot
) -> Any:
    """A link's element behind the content with the words."""
    reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
    made = assembly.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Link, P=element, K=reference, Pg=page)
    )
    if "/NS" in element:
        made.NS = element.NS
    below = kids(element)
    place = next((n for n, kid in enumerate(below, 1) if _is_mark(kid, spot)), len(below))
    put_kids(assembly.pdf, element, [*below[:place], made, *below[place:]])
    return made


def _is_mark(kid: Any, spot: Spot) -> bool:
    return bool((kid.get("/MCID") if isinstance(kid, Dictionary) else kid) == spot.mark)
