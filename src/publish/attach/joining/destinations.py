"""Named destinations of all documents to one name tree and one old dictionary.

Strings name what stands in the name tree, names (since PDF 1.1) what stands in the
catalogue's ``Dests``: two spaces that don't meet (ISO 32000-2, 12.3.2.4). A part's
name that is taken gets a number, and so do its links and bookmarks.
"""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Dictionary, Name

from publish.attach.joining.actions import target_slots
from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.fresh import renamed, renaming
from publish.attach.joining.objects import keys, made, section
from publish.attach.joining.trees import name_tree, names


def join_destinations(assembly: Assembly) -> None:
    """Every destination of every part, by a name that is its own."""
    root = assembly.root
    taken = names(section(root, "/Names").get("/Dests"))
    old = set(keys(section(root, "/Dests")))
    changed = False
    for guest in assembly.guests:
        own = names(section(guest.root, "/Names").get("/Dests"))
        own_old = section(guest.root, "/Dests")
        fresh = renaming(own, taken, guest.number)
        fresh_old = _renamed_keys(own_old, old, guest.number)
        _rename(guest, fresh, fresh_old)
        taken.update((fresh.get(name, name), value) for name, value in own.items())
        for key in keys(own_old):
            made(assembly.pdf, root, "/Dests")[fresh_old.get(key, key)] = own_old[key]
            old.add(fresh_old.get(key, key))
        changed = changed or bool(own)
    if changed:
        made(assembly.pdf, root, "/Names").Dests = name_tree(assembly.pdf, taken)


def _renamed_keys(own: Dictionary, taken: set[str], number: int) -> dict[str, str]:
    wanted = [key.encode() for key in keys(own)]
    found = renaming(wanted, {key.encode() for key in taken}, number)
    return {old.decode(): new.decode() for old, new in found.items()}


def _rename(guest: Guest, fresh: Mapping[bytes, bytes], old: Mapping[str, str]) -> None:
    if not fresh and not old:
        return
    for slot in list(target_slots(guest.root, guest.pages)):
        value = slot.value
        if isinstance(value, Name) and str(value) in old:
            slot.holder[slot.key] = Name(old[str(value)])
        elif (new := renamed(value, fresh)) is not None:
            slot.holder[slot.key] = new
