"""A PDF, or some of its pages, as something to be looked at; and what is found there."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Pdf, Stream

from publish.attach.joining.actions import script_of
from publish.attach.joining.objects import entry, text
from publish.attach.joining.targets import Target, Targets, destination_of
from publish.model.frozen import Frozen


class Item(NamedTuple):
    """Something in a PDF. ``page`` is an index, None where it is on no page."""

    kind: str
    page: int | None
    what: str

    def __str__(self) -> str:
        place = "" if self.page is None else f" on page {self.page + 1}"
        return f"{self.kind}{place}: {self.what}"


class View(Frozen):
    """What of a document is looked at: some of its pages (by their indices), or all."""

    pdf: Pdf
    pages: tuple[Dictionary, ...]
    places: dict[int, int]
    targets: Targets

    @classmethod
    def of(cls, pdf: Pdf, indices: Sequence[int] | None = None) -> View:
        every = [page.obj for page in pdf.pages]
        seen = range(len(every)) if indices is None else indices
        places = {index: place for place, index in enumerate(seen)}
        return cls(pdf, tuple(every[index] for index in places), places, Targets(pdf.Root, every))

    def target(self, target: Target | None) -> str | None:
        """A destination's page, from the first of the view's; None if it is in none of them."""
        if target is None or target.page is None:
            return None
        if target.page not in self.places:
            return None
        return f"page {self.places[target.page] + 1} {target.view}"


def goal_of(view: View, item: Dictionary) -> str:
    destination = destination_of(item)
    if destination is not None:
        target = view.targets.of(destination)
        return view.target(target) or ("another page" if target and target.page is not None
                                       else "nowhere")  # fmt: skip
    action = entry(item, "/A", Dictionary)
    if action is None:
        return "nowhere"
    kind = text(action, "/S") or "none"
    if kind == "JavaScript":
        return f"script {script_of(action)}"
    details = (text(action, key) for key in ("/URI", "/F", "/N", "/D"))
    return " ".join([kind, *(each for each in details if each)])


def digest(content: Any) -> str:
    """The first digits of the SHA-256 of what a stream or an array of streams decodes to."""
    streams: Sequence[Any] = list(content) if isinstance(content, Array) else [content]
    sum_ = sha256()
    for stream in streams:
        if isinstance(stream, Stream):
            try:
                sum_.update(stream.read_bytes())
            except Exception:  # a filter that nobody can undo
                sum_.update(stream.read_raw_bytes())
    return sum_.hexdigest()[:16]
