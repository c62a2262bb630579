"""Links from one document to another that has come into the same file: they stay inside now.

A link names another document by its file (ISO 32000-2, 12.6.4.3), or by an address
that is nothing but the file's name. What a part's addresses are relative to (its base) is
written into them, for the joined file has the host's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from pikepdf import Array, Dictionary, Name, String

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.goals import Goal
from publish.attach.joining.objects import section, text


def join_bridges(assembly: Assembly) -> None:
    """Links of every document to one that was joined lead to its pages."""
    by_file = dict.fromkeys(assembly.files, Bridge(assembly.goal, {}))
    for guest in assembly.guests:
        by_file |= dict.fromkeys(guest.part.files, Bridge(guest.goal, guest.destinations))
    for side in (assembly.survey, *(guest.survey for guest in assembly.guests)) if by_file else ():
        for slot in (*side.of_kind("GoToR"), *side.of_kind("URI")):
            bridge = by_file.get(_file(slot.value) or "")
            action = bridge.action(slot.value) if bridge else None
            if action is not None:
                if "/Next" in slot.value:
                    action.Next = slot.value.Next
                slot.holder[slot.key] = action


class Bridge(NamedTuple):
    """A document that links of others may lead to, and the new names of its destinations."""

    goal: Goal
    names: Mapping[bytes, bytes]

    def action(self, outside: Dictionary) -> Dictionary | None:
        """What leads to the same place inside; None if there is no such page."""
        wanted = outside.get("/D")
        if isinstance(wanted, String):
            name = self.names.get(bytes(wanted), bytes(wanted))
            return Dictionary(S=Name.GoTo, D=String(name))
        if isinstance(wanted, Name):
            return Dictionary(S=Name.GoTo, D=wanted)
        page, view = 0, [Name.Fit]
        if isinstance(wanted, Array) and len(wanted) and isinstance(wanted[0], int):
            page, view = wanted[0], list(wanted)[1:] or view
        elif number := re.search(r"#(?:.*&)?page=(\d{1,9})", text(outside, "/URI") or ""):
            page = int(number[1]) - 1
        return self.goal.action(page, view) if 0 <= page < len(self.goal.pages) else None


def _file(action: Dictionary) -> str | None:
    """The name of the file that an action opens; None if it opens none, or one elsewhere."""
    if text(action, "/S") == "GoToR":
        file = action.get("/F")
        name = (text(file, "/UF") or text(file, "/F")) if isinstance(file, Dictionary) else file
        return PurePosixPath(str(name)).name if name is not None else None
    address = text(action, "/URI")
    if text(action, "/S") == "URI" and address and not _absolute(address):
        return unquote(address.partition("#")[0]).removeprefix("./")
    return None


def resolve_bases(assembly: Assembly) -> None:
    """Make relative addresses of parts with a base of their own absolute."""
    for guest in assembly.guests:
        base = text(section(guest.root, "/URI"), "/Base")
        if not base or base == text(section(assembly.root, "/URI"), "/Base"):
            continue
        for slot in guest.survey.of_kind("URI"):
            address = text(slot.value, "/URI")
            if address is not None and not _absolute(address):
                slot.value.URI = String(_joined(base, address))


def _absolute(address: str) -> bool:
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:
        return True


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
