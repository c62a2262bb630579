"""What is joined to a document, and where it goes: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pikepdf import Pdf


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the pages of a part are labelled (ISO 32000-2, 12.4.2).

    ``continued`` goes on from the page before, ``kept`` is as in the part itself,
    ``own`` counts from 1 behind ``prefix``, as A-1, A-2.
    """

    kind: Literal["continued", "kept", "own"] = "continued"
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A document to be joined to another. Its ``document`` is used up: it may be changed.

    ``at`` is the number of the host's own pages that stand before it; None, all.
    ``title`` names its bookmark, under which its own stand; without one they stand
    in its place. ``under`` are the titles of the bookmarks above that one, from the
    outermost; they are made where they aren't there. ``files`` are the names by which
    other documents link to it. ``scripts`` keeps its JavaScript. ``named_together`` is for
    parts that were one document: a name that one of them links to may be another's, so all
    names stay as they are. One that ``goes_on`` begins amid the list that the part before it, or
    the host, ends with: their tags are one list.
    """

    document: Pdf
    title: str | None = None
    at: int | None = None
    under: tuple[str, ...] = ()
    numbering: Numbering = field(default_factory=Numbering)
    files: tuple[str, ...] = ()
    scripts: bool = False
    named_together: bool = False
    goes_on: bool = False
