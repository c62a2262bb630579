"""Named destinations of all documents to one name tree and one old dictionary.

Strings name what stands in the name tree, names (since PDF 1.1) what stands in the
catalogue's ``Dests``: two spaces that don't meet (ISO 32000-2, 12.3.2.4). A part's
name that is taken gets a number, and so do its links and bookmarks. A page that is
given by its number, as some programs do, is given by itself then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """The destinations of one document: where they stand, and what they are called, or
    asked for without being there. A link that leads nowhere must not lead elsewhere.
    """

    named: Mapping[bytes, Any]
    old: Mapping[str, Any]
    slots: Sequence[Slot]

    @classmethod
    def of(cls, root: Any, pages: Sequence[Dictionary], seen: Survey) -> _Side:
        old = section(root, "/Dests")
        side = cls(
            names(section(root, "/Names").get("/Dests")),
            {key: old[key] for key in keys(old)},
            list(seen.targets()),
        )
        side._settle(pages)
        return side

    def _settle(self, pages: Sequence[Dictionary]) -> None:
        values = (*self.named.values(), *self.old.values(), *(slot.value for slot in self.slots))
        for value in values:
            array = value.get("/D") if isinstance(value, Dictionary) else value
            number = array[0] if isinstance(array, Array) and len(array) else None
            if isinstance(number, int) and 0 <= number < len(pages):
                array[0] = pages[number]

    @property
    def used(self) -> set[bytes]:
        asked = {bytes(slot.value) for slot in self.slots if isinstance(slot.value, String)}
        return asked | set(self.named)

    @property
    def used_old(self) -> set[str]:
        asked = {str(slot.value) for slot in self.slots if isinstance(slot.value, Name)}
        return asked | set(self.old)

    def rename(self, fresh: Mapping[bytes, bytes], old: Mapping[str, str]) -> None:
        for slot in self.slots if fresh or old else ():
            value = slot.value
            if isinstance(value, Name) and str(value) in old:
                slot.holder[slot.key] = Name(old[str(value)])
            elif (new := renamed(value, fresh)) is not None:
                slot.holder[slot.key] = new


def join_destinations(assembly: Assembly) -> None:
    """Every destination of every part, by a name that is its own."""
    root = assembly.root
    host = _Side.of(root, assembly.own, assembly.survey)
    found, taken, old = dict(host.named), host.used, host.used_old
    for guest in assembly.guests:
        side = _Side.of(guest.root, guest.pages, guest.survey)
        fresh = renaming(sorted(side.used), taken, guest.number)
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


def _renamed_keys(own: set[str], taken: set[str], number: int) -> dict[str, str]:
    wanted = [key.encode() for key in sorted(own)]
    found = renaming(wanted, {key.encode() for key in taken}, number)
    return {old.decode(): new.decode() for old, new in found.items()}
