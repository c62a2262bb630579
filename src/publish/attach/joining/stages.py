"""Any number of documents to one file, in bounded memory: some are joined, written, forgotten.

with open("book.pdf", "w+b") as output, pikepdf.open("front.pdf") as front:
    joined = join_in_stages(front, parts(), output)

def parts():
    for entry in entries:
        yield Part(pikepdf.open(entry.pdf), entry.title, under=("Entries",))
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

import pikepdf
from pikepdf import Dictionary, Pdf

from publish.attach.joining.elements import is_element, kids
from publish.attach.joining.goals import Goal
from publish.attach.joining.kept import Shelf
from publish.attach.joining.leaves import Sealed
from publish.attach.joining.part import Part
from publish.attach.joining.passes import join
from publish.attach.joining.promises import Arrived, Past
from publish.attach.joining.sealing import Sealing
from publish.attach.joining.spool import Spool
from publish.attach.joining.structure import tree_of, untie

STAGE = 8_000
"""So many objects of parts, or a few more, are held at a time: about 60 MB."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What was written: the indices of each part's pages in the file, in the order in which
    the parts came, how many pages there are, and what could not be kept (subject, words).
    """

    places: tuple[range, ...]
    pages: int
    told: tuple[tuple[str, str], ...]


def join_in_stages(
    host: Pdf,
    parts: Iterable[Part],
    output: IO[bytes],
    files: tuple[str, ...] = (),
    coming: Collection[str] = (),
    stage: int = STAGE,
) -> Joined:
    """Join ``parts`` to ``host`` as `join` does, and write the file to ``output``.

    ``host`` gives what holds for the whole file (metadata, language, intents, first
    pages) and is not changed. ``parts`` is taken one by one, each when there is room for
    it, so a generator that opens them is enough; all go behind the host's pages (``at`` is
    None), and their documents are closed when they are written. ``output`` is a
    binary file that can be read and sought, as by ``open(path, "w+b")``. It gets PDF 1.5
    at least, with object streams, and isn't encrypted. Streams, fonts and profiles that
    are the same to the byte are written once. ``stage`` is how many objects may be held.

    ``files`` are the names by which parts link to the host, ``coming`` all those
    (``Part.files``) by which parts link to one another, known before the first one comes:
    ``ada-lovelace.pdf``, also with ``#page=2`` or the name of a destination behind it.

    Memory grows by some 50 KB for each part of a few pages. Raises `ValueError` for a part
    with a place, and what pikepdf raises where a document is damaged; the output is half
    written then.
    """
    first = _copied(host)
    if tree_of(first.Root) is None:
        untie(item for item in first.objects if isinstance(item, Dictionary | pikepdf.Stream))
    run = _Run(first, output, files, coming)
    for batch in batches(parts, stage):
        run.join(batch)
    return run.finish()


def joined(front: bytes, parts: Iterable[Part], stage: int = STAGE) -> bytes:
    """The document ``front`` and all ``parts`` behind it as one file, by `join_in_stages`."""
    with pikepdf.open(io.BytesIO(front)) as host, tempfile.TemporaryFile() as output:
        join_in_stages(host, parts, output, stage=stage)
        output.seek(0)
        return output.read()


class _Run:
    """The host as it stands, and what is known of the parts that were written."""

    def __init__(
        self, host: Pdf, output: IO[bytes], files: tuple[str, ...], coming: Collection[str]
    ) -> None:
        self._host, self._files = host, files
        self._past, self._sealed = Past(), Sealed()
        self._past.types = self._sealed.types
        self._past.elsewhere |= {*coming, *files}
        goal = Goal.of(host, host.Root, [page.obj for page in host.pages])
        self._arrived = dict.fromkeys(files, _arrived(goal, {}))
        self._sealing = Sealing(Spool(output), self._sealed, _document(host.Root))
        self._shelves: set[Shelf] = set()
        self._places: list[range] = []
        self._told: dict[tuple[str, str], None] = {}

    def join(self, parts: list[Part]) -> None:
        self._shelves |= {part.under[:n] for part in parts for n in range(1, len(part.under) + 1)}
        assembly = join(self._host, parts, self._files, self._past)
        self._past.parts += len(parts)
        self._places += [guest.places for guest in assembly.guests]
        self._told |= dict.fromkeys(assembly.told)
        for guest in assembly.guests:
            if guest.part.files and guest.pages:
                arrived = _arrived(guest.goal, guest.destinations)
                self._arrived |= dict.fromkeys(set(guest.part.files) - set(self._arrived), arrived)
        self._host = self._sealing.seal(self._host, self._shelves)
        for part in parts:
            part.document.close()

    def finish(self) -> Joined:
        host = self._sealing.seal(self._host, self._shelves)
        self._keep_promises()
        self._sealing.finish(host)
        return Joined(tuple(self._places), len(self._sealed.pages), tuple(self._told))

    def _keep_promises(self) -> None:
        """What links to other parts lead to, where they have come."""
        destinations = self._sealed.destinations
        for name, promise in self._past.promises.values():
            arrived = self._arrived.get(promise.file)
            if arrived is not None:
                destinations[name] = arrived.written(promise.wanted, destinations)
            else:
                told = "links", f"`{promise.file}` never came, and links to it lead nowhere"
                self._told[told] = None


def _arrived(goal: Goal, fresh: Mapping[bytes, bytes]) -> Arrived:
    """A document's pages, and the elements that begin on them, by their numbers."""
    beginnings = goal.beginnings(range(len(goal.pages)))
    numbers = {page: element.objgen[0] for page, element in beginnings.items()}
    return Arrived([page.objgen[0] for page in goal.pages], numbers, fresh)


def batches(parts: Iterable[Part], objects: int) -> Iterator[list[Part]]:
    """Parts in groups that have about so many objects."""
    batch, held = list[Part](), 0
    for part in parts:
        if part.at is not None:
            raise ValueError("parts that are joined in stages have no place of their own")
        batch.append(part)
        held += len(part.document.objects)
        if held >= objects:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _copied(host: Pdf) -> Pdf:
    """The same document by itself, with numbers from 1 and nothing that isn't in use."""
    data = io.BytesIO()
    host.save(data, static_id=True, encryption=False, fix_metadata_version=False)
    return pikepdf.open(data)


def _document(root: Any) -> int | None:
    """The number of the one element right below the root, if it is a `Document`."""
    top = [kid for kid in kids(tree_of(root)) if is_element(kid)]
    return top[0].objgen[0] if len(top) == 1 and top[0].get("/S") == "/Document" else None
