"""Links from one document to another that has come into the same file: they stay inside now.

A link names another document by its file (ISO 32000-2, 12.6.4.3 and 12.6.4.6), or by an
address that is nothing but the file's name. What a part's addresses are relative to (its base) is
written into them, for the joined file has the host's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from pikepdf import Array, Dictionary, Name, String

from publish.attach.joining.actions import Slot, Survey
from publish.attach.joining.assembly import Assembly
from publish.attach.joining.goals import FIT, Goal
from publish.attach.joining.objects import section, text
from publish.attach.joining.promises import Promise, Wanted
from publish.attach.joining.trees import names


def join_bridges(assembly: Assembly) -> None:
    """Links of every document to one that was joined, or will be, lead to its pages."""
    by_file = dict.fromkeys(assembly.files, Bridge.to(assembly.goal, {}))
    for guest in assembly.guests:
        by_file |= dict.fromkeys(guest.part.files, Bridge.to(guest.goal, guest.destinations))
    past = assembly.past
    if not by_file and not past.elsewhere:
        return
    for side in (assembly.survey, *(guest.survey for guest in assembly.guests)):
        for slot in outside(side):
            file = file_of(slot.value) or ""
            action = None
            if file in by_file:
                action = by_file[file].action(wanted(slot.value))
            elif file in past.elsewhere:
                name = past.promised(Promise(file, wanted(slot.value)))
                action = Dictionary(S=Name.GoTo, D=String(name))
            if action is not None:
                if "/Next" in slot.value:
                    action.Next = slot.value.Next
                slot.holder[slot.key] = action


class Bridge(NamedTuple):
    """A document that links of others may lead to, the names of its destinations, and
    the new ones of those that got one.
    """

    goal: Goal
    known: Collection[bytes]
    fresh: Mapping[bytes, bytes]

    @classmethod
    def to(cls, goal: Goal, fresh: Mapping[bytes, bytes]) -> Bridge:
        return cls(goal, names(section(goal.root, "/Names").get("/Dests")), fresh)

    def action(self, wanted_: Wanted) -> Dictionary | None:
        """What leads to the same place inside; None if there is no such page."""
        if wanted_.old is not None:
            return Dictionary(S=Name.GoTo, D=Name(wanted_.old))
        name = wanted_.name
        if name is not None and (wanted_.surely or name in self.known):
            return Dictionary(S=Name.GoTo, D=String(self.fresh.get(name, name)))
        if 0 <= wanted_.page < len(self.goal.pages):
            return self.goal.action(wanted_.page, wanted_.view)
        return None


def wanted(outside: Dictionary) -> Wanted:
    """The place that an action leads to in another file (an address: RFC 8118, 3)."""
    place = outside.get("/D")
    if isinstance(place, String):
        return Wanted(name=bytes(place), surely=True)
    if isinstance(place, Name):
        return Wanted(old=str(place))
    if isinstance(place, Array) and len(place) and isinstance(place[0], int):
        return Wanted(page=place[0], view=tuple(place)[1:] or FIT)
    fragment = (text(outside, "/URI") or "").partition("#")[2]
    if number := re.search(r"(?:^|&)page=(\d{1,9})", fragment):
        return Wanted(page=int(number[1]) - 1)
    if fragment:
        name = unquote(fragment.removeprefix("nameddest="))
        return Wanted(name=bytes(String(name)))
    return Wanted()


def outside(survey: Survey) -> Iterator[Slot]:
    """The actions that lead out of a document, or may."""
    for kind in ("GoToR", "Launch", "URI"):
        yield from survey.of_kind(kind)


def file_of(action: Dictionary) -> str | None:
    """The name of the file that an action opens; None if it opens none, or one elsewhere."""
    if text(action, "/S") in ("GoToR", "Launch"):
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
