"""JavaScript of parts: kept where that was asked for, else dropped and told.

What a part does when it is opened, closed, saved or printed it can't do as a part,
so that goes in any case (ISO 32000-2, 12.6.3 and 12.6.4.17).
"""

from __future__ import annotations

from typing import Any

from pikepdf import Dictionary

from publish.attach.joining.assembly import Assembly, Guest
from publish.attach.joining.fresh import renaming
from publish.attach.joining.metadata import called
from publish.attach.joining.objects import entry, keys, made, section, text
from publish.attach.joining.trees import name_tree, names


def join_scripts(assembly: Assembly) -> None:
    """Scripts of the whole document, and those of pages, fields and annotations."""
    for guest in assembly.guests:
        found = names(section(guest.root, "/Names").get("/JavaScript"))
        if guest.part.scripts:
            _keep(assembly, guest, found)
            continue
        dropped = len(found) + _drop(guest)
        if dropped:
            scripts = "script" if dropped == 1 else "scripts"
            assembly.tell("scripts", f"{dropped} {scripts} of {called(guest.part.title)} left out")


def _keep(assembly: Assembly, guest: Guest, found: dict[bytes, Any]) -> None:
    if not found:
        return
    taken = names(section(assembly.root, "/Names").get("/JavaScript"))
    fresh = renaming(found, taken, guest.number)
    taken.update((fresh.get(name, name), script) for name, script in found.items())
    made(assembly.pdf, assembly.root, "/Names").JavaScript = name_tree(assembly.pdf, taken)


def _drop(guest: Guest) -> int:
    """Take out the actions that are scripts; what followed them follows no more."""
    slots = [slot for slot in guest.survey.actions if is_script(slot.value)]
    for slot in slots:
        if is_script(slot.holder.get(slot.key)):
            following = entry(slot.value, "/Next", Dictionary)
            if following is not None and not is_script(following):
                slot.holder[slot.key] = following
            else:
                del slot.holder[slot.key]
    return len(slots)


def is_script(action: Any) -> bool:
    """Whether an action runs JavaScript."""
    return isinstance(action, Dictionary) and (
        text(action, "/S") == "JavaScript" or ("/JS" in keys(action) and "/S" not in action)
    )
