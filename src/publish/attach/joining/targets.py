"""A destination, however it is written, to the page that it shows and how (ISO 32000-2, 12.3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from publish.attach.joining.objects import entry, identity, section
from publish.attach.joining.trees import names


@dataclass(frozen=True, slots=True)
class Target:
    """A page by its index, None where it is none of the file's, and the rest of the destination."""

    page: int | None
    view: str


class Targets:
    """Where destinations lead, in a document of these pages."""

    def __init__(self, root: Any, pages: Iterable[Dictionary]) -> None:
        self._index = {identity(page): index for index, page in enumerate(pages)}
        self._names = names(section(root, "/Names").get("/Dests"))
        self._old = section(root, "/Dests")

    def of(self, destination: Any) -> Target | None:
        """The target of a destination: an array, a string, a name; None if there is none."""
        value = destination
        for _ in range(3):  # a name, its entry, a dictionary around the array
            if isinstance(value, String):
                value = self._names.get(bytes(value))
            elif isinstance(value, Name):
                value = self._old.get(str(value))
            elif isinstance(value, Dictionary | Stream):
                value = value.get("/D")
        if not isinstance(value, Array) or not len(value):
            return None
        page, *view = list(value)
        return Target(self._page(page), " ".join(map(shown, view)))

    def page(self, item: Dictionary) -> int | None:
        """The page that a bookmark or a link leads to."""
        found = self.of(destination_of(item))
        return found.page if found else None

    def _page(self, page: Any) -> int | None:
        if isinstance(page, int) and not isinstance(page, bool):
            return page
        return self._index.get(identity(page)) if isinstance(page, Dictionary) else None


def destination_of(item: Dictionary) -> Any:
    """What a bookmark or an annotation has as its destination in this document, or None."""
    if "/Dest" in item:
        return item.get("/Dest")
    action = entry(item, "/A", Dictionary)
    if action is not None and action.get("/S") == "/GoTo":
        return action.get("/D")
    return None


def shown(value: Any) -> str:
    """A simple value in words that are the same wherever it stands."""
    if value is None:
        return "null"
    if isinstance(value, bool | str):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return f"{float(value):g}"
    return str(value)
