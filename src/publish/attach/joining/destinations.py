"""Named destinations of all documents to one name tree and one old dictionary.

Strings name what stands in the name tree, names (since PDF 1.1) what stands in the
catalogue's ``Dests``: two spaces that don't meet (ISO 32000-2, 12.3.2.4). A part's
name that is taken gets a number, and so do its links and bookmarks. A page that is
given by its number, as some programs do, is given by itself then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from publish.attach.joining.actions import Slot, Survey
from publish.attach.joining.assembly import Assembly
from publish.attach.joining.fresh import renamed, renaming
from publish.attach.joining.objects import keys, made, section
from publish.attach.joining.trees import name_tree, names


@dataclass(frozen=True, slots=True)
class _Side:
    """The destinations of one document: those with names, and where others stand with
    what. ``used`` and ``used_old`` are the names that it has, or asks for without having
    them: a link that leads nowhere must not lead elsewhere.
    """

    named: Mapping[bytes, Any]
    old: Mapping[str, Any]
    found: Sequence[tuple[Slot, Any]]
    used: frozenset[bytes]
    used_old: frozenset[str]

    @classmethod
    def of(cls, root: Any, pages: Sequence[Dictionary], seen: Survey) -> _Side:
        named = names(section(root, "/Names").get("/Dests"))
        old = {key: section(root, "/Dests")[key] for key in keys(section(root, "/Dests"))}
        found = [(slot, slot.value) for slot in seen.targets()]
        values = [value for _, value in found]
        _settle((*named.values(), *old.values(), *values), pages)
        asked = {bytes(value) for value in values if isinstance(value, String)}
        asked_old = {str(value) for value in values if isinstance(value, Name)}
        return cls(
            named, old, found, frozenset(asked | set(named)), frozenset(asked_old | set(old))
        )

    def rename(self, fresh: Mapping[bytes, bytes], old: Mapping[str, str]) -> None:
        for slot, value in self.found if fresh or old else ():
            if isinstance(value, Name) and str(value) in old:
                slot.holder[slot.key] = Name(old[str(value)])
            elif (new := renamed(value, fresh)) is not None:
                slot.holder[slot.key] = new


def _settle(destinations: Iterable[Any], pages: Sequence[Dictionary]) -> None:
    """Name the page itself where a destination has its number."""
    for value in destinations:
        if isinstance(value, String):
            continue
        array = value.get("/D") if isinstance(value, Dictionary) else value
        number = array[0] if isinstance(array, Array) and len(array) else None
        if isinstance(number, int) and 0 <= number < len(pages):
            array[0] = pages[number]


def join_destinations(assembly: Assembly) -> None:
    """Every destination of every part, by a name that is its own."""
    root = assembly.root
    host = _Side.of(root, assembly.own, assembly.survey)
    found = dict(host.named)
    taken, old = assembly.past.destinations, assembly.past.old_destinations
    taken.update(host.used)
    old.update(host.used_old)
    for guest in assembly.guests:
        side = _Side.of(guest.root, guest.pages, guest.survey)
        clashing = [] if guest.part.named_together else sorted(side.used)
        fresh = renaming(clashing, taken, guest.number)
        fresh_old = _renamed_keys(side.used_old, old, guest.number)
        side.rename(fresh, fresh_old)
        guest.destinations = fresh
        found.update((fresh.get(name, name), value) for name, value in side.named.items())
        for key, value in side.old.items():
            made(assembly.pdf, root, "/Dests")[fresh_old.get(key, key)] = value
        taken.update(fresh.get(name, name) for name in side.used)
        old.update(fresh_old.get(key, key) for key in side.used_old)
    if len(found) > len(host.named):
        made(assembly.pdf, root, "/Names").Dests = name_tree(assembly.pdf, found)


def _renamed_keys(own: frozenset[str], taken: set[str], number: int) -> dict[str, str]:
    wanted = [key.encode() for key in sorted(own)]
    found = renaming(wanted, {key.encode() for key in taken}, number)
    return {old.decode(): new.decode() for old, new in found.items()}
