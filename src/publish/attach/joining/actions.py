"""A catalogue and its pages to all that happens there: bookmarks, annotations, actions, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Stream

from publish.attach.joining.objects import chain, entry, identity, items, keys


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


def action_slots(root: Any, pages: Iterable[Dictionary]) -> Iterator[Slot]:
    """Every place in which an action stands, those after another action too."""
    for holder in _holders(root, pages):
        yield from _following(Slot(holder, "/A"))
        for trigger in (holder, entry(holder, "/AA", Dictionary)):
            if trigger is holder or trigger is None:
                continue
            for key in keys(trigger):
                yield from _following(Slot(trigger, key))
    yield from _following(Slot(root, "/OpenAction"))


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


def target_slots(root: Any, pages: Iterable[Dictionary]) -> Iterator[Slot]:
    """Every place in which a destination in this document stands."""
    pages = list(pages)
    for page in pages:
        for annotation in annotations_of(page):
            if "/Dest" in annotation:
                yield Slot(annotation, "/Dest")
    for _, item in bookmarks(root.get("/Outlines")):
        if "/Dest" in item:
            yield Slot(item, "/Dest")
    if isinstance(root.get("/OpenAction"), Array):
        yield Slot(root, "/OpenAction")
    for slot in action_slots(root, pages):
        if slot.value.get("/S") == "/GoTo" and "/D" in slot.value:
            yield Slot(slot.value, "/D")


def script_of(action: Dictionary) -> str | None:
    """The JavaScript of an action, None if it has none."""
    script = action.get("/JS")
    if script is None:
        return None
    if isinstance(script, Stream):
        return script.read_bytes().decode("utf-8", "replace")
    return str(script)
