"""A catalogue and its pages to all that happens there: bookmarks, annotations, actions, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Stream

from publish.attach.joining.objects import chain, entry, identity, items, keys, text


class Slot(NamedTuple):
    """A place in which something stands: ``holder[key]``."""

    holder: Any
    key: str

    @property
    def value(self) -> Any:
        return self.holder.get(self.key)


def annotations_of(page: Dictionary) -> Iterator[Dictionary]:
    """The annotations of a page, as many as are dictionaries."""
    for annotation in items(page, "/Annots"):
        if isinstance(annotation, Dictionary):
            yield annotation


def bookmarks(parent: Any) -> Iterator[tuple[int, Dictionary]]:
    """The items below an outline or an item in the order in which they are read, with
    their depth from 0; each once.
    """
    seen: set[object] = set()
    todo = [(0, item) for item in _reversed(parent)]
    while todo:
        depth, item = todo.pop()
        if identity(item) in seen:
            continue
        seen.add(identity(item))
        yield depth, item
        todo.extend((depth + 1, kid) for kid in _reversed(item))


def _reversed(parent: Any) -> list[Dictionary]:
    return list(chain(entry(parent, "/First", Dictionary), "/Next"))[::-1]


def fields(root: Any) -> Iterator[Dictionary]:
    """The fields of the form and all below them; each once."""
    form = entry(root, "/AcroForm", Dictionary)
    todo, seen = list(reversed(items(form, "/Fields"))), set()
    while todo:
        field = todo.pop()
        if isinstance(field, Dictionary) and identity(field) not in seen:
            seen.add(identity(field))
            yield field
            todo.extend(reversed(items(field, "/Kids")))


@dataclass(frozen=True, slots=True)
class Survey:
    """Where in a document actions stand, those after other actions too, and where
    destinations stand. Slots may be empty by the time that they are looked into.
    """

    actions: tuple[Slot, ...]
    destinations: tuple[Slot, ...]

    def of_kind(self, kind: str) -> Iterator[Slot]:
        """The actions of a kind, as ``GoTo``."""
        for slot in self.actions:
            if isinstance(slot.value, Dictionary) and text(slot.value, "/S") == kind:
                yield slot

    def targets(self) -> Iterator[Slot]:
        """The places in which a destination in this document stands."""
        for slot in self.destinations:
            if slot.value is not None:
                yield slot
        for slot in self.of_kind("GoTo"):
            if "/D" in slot.value:
                yield Slot(slot.value, "/D")


def survey(root: Any, pages: Iterable[Dictionary]) -> Survey:
    """All actions and destinations of a catalogue and its pages."""
    actions: list[Slot] = []
    destinations: list[Slot] = []
    for holder in _holders(root, pages):
        if "/Dest" in holder:
            destinations.append(Slot(holder, "/Dest"))
        if "/A" in holder:
            actions.extend(_following(Slot(holder, "/A")))
        if "/AA" in holder and isinstance(holder.AA, Dictionary):
            for key in keys(holder.AA):
                actions.extend(_following(Slot(holder.AA, key)))
    if isinstance(root.get("/OpenAction"), Array):
        destinations.append(Slot(root, "/OpenAction"))
    actions.extend(_following(Slot(root, "/OpenAction")))
    return Survey(tuple(actions), tuple(destinations))


def _holders(root: Any, pages: Iterable[Dictionary]) -> Iterator[Dictionary]:
    yield root
    for page in pages:
        yield page
        yield from annotations_of(page)
    for _, item in bookmarks(root.get("/Outlines")):
        yield item
    yield from fields(root)


def _following(slot: Slot) -> Iterator[Slot]:
    """A slot that holds an action, and those of the actions that follow it."""
    todo, seen = [slot], set()
    while todo:
        slot = todo.pop()
        action = slot.value
        if not isinstance(action, Dictionary) or identity(action) in seen:
            continue
        seen.add(identity(action))
        yield slot
        following = action.get("/Next")
        if isinstance(following, Dictionary):
            todo.append(Slot(action, "/Next"))
        elif isinstance(following, Array):
            for each in following:
                holder = Dictionary(A=each) if isinstance(each, Dictionary) else None
                if holder is not None:
                    todo.append(Slot(holder, "/A"))


def script_of(action: Dictionary) -> str | None:
    """The JavaScript of an action, None if it has none."""
    script = action.get("/JS")
    if script is None:
        return None
    if isinstance(script, Stream):
        return script.read_bytes().decode("utf-8", "replace")
    return str(script)
