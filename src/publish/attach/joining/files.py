"""Name trees of the catalogue to one each: embedded files, and whatever else has names.

A part's file whose name is taken keeps what it is called and is listed under a new
name (ISO 32000-2, 7.7.4 and 7.11.4). Associated files stay associated.
"""

from __future__ import annotations

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.fresh import renaming
from publish.attach.joining.objects import extend, items, keys, made, section
from publish.attach.joining.trees import name_tree, names

ELSEWHERE = ("/Dests", "/JavaScript")
"""Trees that have a module of their own, because somebody uses their names."""


def join_names(assembly: Assembly) -> None:
    """All name trees but those of ``ELSEWHERE``."""
    categories = {
        key: None
        for guest in assembly.guests
        for key in keys(section(guest.root, "/Names"))
        if key not in ELSEWHERE
    }
    for category in categories:
        _join(assembly, category)


def _join(assembly: Assembly, category: str) -> None:
    taken = names(section(assembly.root, "/Names").get(category))
    for guest in assembly.guests:
        own = names(section(guest.root, "/Names").get(category))
        fresh = renaming(own, taken, guest.number)
        taken.update((fresh.get(name, name), value) for name, value in own.items())
    if taken:
        made(assembly.pdf, assembly.root, "/Names")[category] = name_tree(assembly.pdf, taken)


def join_associated(assembly: Assembly) -> None:
    """The files that belong to the documents as wholes."""
    brought = [file for guest in assembly.guests for file in items(guest.root, "/AF")]
    extend(assembly.pdf, assembly.root, "/AF", brought)
