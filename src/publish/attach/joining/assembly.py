"""A document and parts to one file that holds the pages of all, and each one's catalogue.

qpdf copies whatever an object leads to, and each object of a part once. A part's
catalogue is copied whole, so that bookmarks, names, tags and fields of the part
stand in the file beside those of the host, and lead to its pages. What comes after
only has to join two catalogues of one file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pikepdf import Dictionary, Page, Pdf, Stream

from publish.attach.joining.actions import Survey, survey
from publish.attach.joining.goals import Goal
from publish.attach.joining.objects import chain, entry
from publish.attach.joining.part import Part
from publish.attach.joining.promises import Past
from publish.attach.joining.trees import names

T = TypeVar("T")

HOLDERS = (Dictionary, Stream)
"""What has entries."""

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page has from the nodes above it (ISO 32000-2, table 31)."""

STACK = 1 << 29
"""Bytes of stack for copying: qpdf goes down a level for each link of a chain, and the
bookmarks of a book are a chain."""


@dataclass(slots=True)
class Guest:
    """A part whose objects were copied: its catalogue, its pages, the numbers of all.

    ``first`` is the index of its first page in the joined file; ``number`` counts
    the parts from 2, for the host is the first. ``destinations`` has the new names of
    those that got one.
    """

    part: Part
    number: int
    root: Any
    pages: list[Dictionary]
    objects: range
    first: int = 0
    destinations: Mapping[bytes, bytes] = field(default_factory=dict)
    _survey: Survey | None = None

    @property
    def survey(self) -> Survey:
        """Its actions and destinations, looked for once."""
        if self._survey is None:
            self._survey = survey(self.root, self.pages)
        return self._survey

    @property
    def goal(self) -> Goal:
        """The part as something that is led to."""
        return Goal.of(self.part.document, self.root, self.pages)

    @property
    def places(self) -> range:
        """The indices of its pages in the joined file."""
        return range(self.first, self.first + len(self.pages))


@dataclass(slots=True)
class Assembly:
    """The file in the making. ``order`` has its runs of pages: the index of the first of
    the host's own and how many, or a guest. ``files`` are the names by which parts link
    to the host, ``told`` is what could not be kept.
    """

    pdf: Pdf
    own: list[Dictionary]
    own_objects: range
    guests: list[Guest]
    order: list[range | Guest] = field(default_factory=list)
    files: tuple[str, ...] = ()
    past: Past = field(default_factory=Past)
    told: list[tuple[str, str]] = field(default_factory=list)
    _survey: Survey | None = None

    @property
    def root(self) -> Any:
        return self.pdf.Root

    @property
    def own_places(self) -> list[int]:
        """The indices of the host's own pages in the joined file."""
        theirs = {index for guest in self.guests for index in guest.places}
        total = len(self.own) + len(theirs)
        return [index for index in range(total) if index not in theirs]

    @property
    def goal(self) -> Goal:
        """The host as something that is led to."""
        return Goal.of(self.pdf, self.root, self.own)

    def tell(self, subject: str, what: str) -> None:
        self.told.append((subject, what))

    @property
    def survey(self) -> Survey:
        """The host's own actions and destinations, looked for once."""
        if self._survey is None:
            self._survey = survey(self.root, self.own)
        return self._survey

    def objects(self, guest: Guest | None = None) -> list[Any]:
        """All dictionaries and streams that came with a guest, or that are the host's."""
        numbers = self.own_objects if guest is None else guest.objects
        every = (self.pdf.get_object(number, 0) for number in numbers)
        return [item for item in every if isinstance(item, HOLDERS)]


def assemble(
    host: Pdf, parts: Sequence[Part], files: tuple[str, ...] = (), past: Past | None = None
) -> Assembly:
    """The pages of all parts in ``host``, in their places; nothing else is joined yet.

    Where parts went before, the objects of the host count as theirs.
    """
    past = past or Past()
    own = [page.obj for page in host.pages]
    own_objects = range(0 if past.parts else 1, 0 if past.parts else _next_number(host))
    numbered = enumerate(parts, past.parts + 2)
    guests = with_deep_stack(lambda: [_copied(host, part, number) for number, part in numbered])
    assembly = Assembly(host, own, own_objects, guests, files=files, past=past)
    assembly.order = list(_runs(len(own), guests))
    _insert(assembly)
    return assembly


def with_deep_stack(work: Callable[[], T]) -> T:
    """What ``work`` returns, done in a thread that may call deeply."""
    outcome: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failure.append(error)

    before = threading.stack_size(STACK)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def _copied(host: Pdf, part: Part, number: int) -> Guest:
    begin = _next_number(host)
    pages = [_copied_page(host, page.obj) for page in part.document.pages]
    root = host.copy_foreign(part.document.Root)
    for hidden in _hidden_pages(part.document.Root):
        host.copy_foreign(hidden)
    return Guest(part, number, root, pages, range(begin + 1, _next_number(host)))


def _next_number(pdf: Pdf) -> int:
    """The number that a new object gets; it is used up by asking."""
    return pdf.make_indirect(Dictionary()).objgen[0]


def _copied_page(host: Pdf, page: Dictionary) -> Any:
    inherit(page)
    return host.copy_foreign(page)


def inherit(page: Dictionary) -> None:
    """Give a page all that the nodes above it lend, so that it can leave them."""
    for node in chain(page, "/Parent"):
        for key in INHERITED:
            if key in node and key not in page:
                page[key] = node[key]


def _hidden_pages(root: Any) -> Iterator[Dictionary]:
    """Pages that are in no page tree, but have names (ISO 32000-2, 12.7.7)."""
    for category in ("/Pages", "/Templates"):
        for page in names(entry(root.get("/Names"), category, Dictionary)).values():
            if isinstance(page, Dictionary) and page.is_indirect:
                yield page


def _runs(pages: int, guests: Iterable[Guest]) -> Iterator[range | Guest]:
    """The host's pages and the guests in the order of the joined file."""
    done = 0
    for guest in sorted(guests, key=lambda guest: _place(guest.part, pages)):
        place = _place(guest.part, pages)
        if place > done:
            yield range(done, place)
            done = place
        yield guest
    if done < pages:
        yield range(done, pages)


def _place(part: Part, pages: int) -> int:
    return pages if part.at is None else min(max(part.at, 0), pages)


def _insert(assembly: Assembly) -> None:
    position = 0
    for run in assembly.order:
        if isinstance(run, range):
            position += len(run)
            continue
        run.first = position
        for page in run.pages:
            assembly.pdf.pages.insert(position, Page(page))
            position += 1
