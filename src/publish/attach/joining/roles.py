"""Role maps and class maps of two structure trees to one.

A type or a class that means one thing here and another there gets a new name there
(ISO 32000-2, 14.7.3 and 14.7.6.2). Types in a namespace have maps of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from publish.attach.joining.elements import STANDARD_TYPES, elements
from publish.attach.joining.fresh import renaming
from publish.attach.joining.objects import keys, made, section


def join_roles(
    pdf: Pdf, tree: Any, own: Any, number: int, objects: Iterable[Any], past: Set[str]
) -> None:
    """Put the role map of ``own``, whose elements are among ``objects``, into that of ``tree``.

    A type that only one of them maps means nothing in the other, and stays so. ``past``
    are the types of elements of ``tree`` that are no longer at hand.
    """
    held, mapped = section(tree, "/RoleMap"), section(own, "/RoleMap")
    ours, theirs = set(keys(held)), set(keys(mapped))
    unmapped: set[str] = set()
    if ours - theirs - STANDARD_TYPES:
        unmapped = types(objects) & (ours - theirs)
    if theirs - ours:
        below = (element for _, element in elements(tree))
        unmapped |= (types(below) | past) & (theirs - ours)
    fresh = _join(pdf, tree, own, "/RoleMap", number, unmapped - STANDARD_TYPES)
    if fresh:
        for _, element in elements(own):
            type_ = element.get("/S")
            if "/NS" not in element and isinstance(type_, Name) and str(type_) in fresh:
                element.S = Name(fresh[str(type_)])
        _follow(section(tree, "/RoleMap"), fresh)


def types(objects: Iterable[Any]) -> set[str]:
    """The types of those of ``objects`` that are elements and stand in no namespace."""
    found = (item.get("/S") for item in objects if "/P" in item and "/NS" not in item)
    return {str(type_) for type_ in found if isinstance(type_, Name)}


def join_classes(pdf: Pdf, tree: Any, own: Any, number: int) -> None:
    """Put the class map of ``own`` into that of ``tree``."""
    fresh = _join(pdf, tree, own, "/ClassMap", number)
    if not fresh:
        return
    for _, element in elements(own):
        classes = element.get("/C")
        if isinstance(classes, Array):
            element.C = Array([_renamed(each, fresh) for each in classes])
        elif classes is not None:
            element.C = _renamed(classes, fresh)


def _join(
    pdf: Pdf, tree: Any, own: Any, key: str, number: int, more: Iterable[str] = ()
) -> dict[str, str]:
    """Put the map of ``own`` under ``key`` into that of ``tree``; what got a new name, as
    ``more`` does in any case.
    """
    mapped = section(own, key)
    if not len(mapped) and not more:
        return {}
    held = made(pdf, tree, key)
    clashing = [each for each in keys(mapped) if each in held and held[each] != mapped[each]]
    clashing += sorted(set(more) - set(clashing))
    taken = {each.encode() for each in (*keys(held), *keys(mapped), *more)}
    found = renaming((each.encode() for each in clashing), taken, number)
    fresh = {old.decode(): new.decode() for old, new in found.items()}
    for each in keys(mapped):
        held[fresh.get(each, each)] = mapped[each]
    return fresh


def _follow(held: Dictionary, fresh: dict[str, str]) -> None:
    """A new name's own role, where that was renamed too."""
    for new in fresh.values():
        role = held.get(new)
        if isinstance(role, Name) and str(role) in fresh:
            held[new] = Name(fresh[str(role)])


def _renamed(value: Any, fresh: dict[str, str]) -> Any:
    return Name(fresh[str(value)]) if isinstance(value, Name) and str(value) in fresh else value
