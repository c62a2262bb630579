"""The pages that go between documents: what is asked of whoever lays them out."""

from __future__ import annotations

from typing import Protocol

from publish.model.frozen import Frozen


class Frame(Frozen):
    """What pages have to fit into: the report's size in points, its language, its claims, and
    whether it has tags.
    """

    width: float
    height: float
    lang: str
    claims: tuple[str, ...]
    tagged: bool = True


class Line(Frozen):
    """A line of the contents: ``target`` is the address that leads to the part."""

    letter: str
    title: str
    label: str
    target: str


class Sheets(Protocol):
    """Lays out pages, each answer a PDF that keeps the frame's claims."""

    def divider(self, frame: Frame, name: str, title: str) -> bytes:
        """A page that says what follows."""

    def contents(self, frame: Frame, name: str, lines: tuple[Line, ...]) -> bytes:
        """Pages that list what follows, with links."""
