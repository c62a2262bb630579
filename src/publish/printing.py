"""A cited publication → its PDF: one of ordinary size in one run; of a large collection each
entry by itself, and all joined.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from publish.attach.joining import Part, joined
from publish.attach.sewing import Section, Unlike, sewn
from publish.diagnostics.core import Result
from publish.diagnostics.rules import pdf
from publish.engines.crew import Lost, apart
from publish.engines.garbage import give_back
from publish.engines.store import Store
from publish.loading import load
from publish.model.place import Place
from publish.model.publication import Artifact, CitedPublication
from publish.writers import WRITERS
from publish.writers.pdf.entrywise import Bound, write_entrywise
from publish.writers.pdf.parting import Impossible, hindrance, is_large

MOST_PIECES = 12
"""Of one section that is sewn: all take 50 MB at most."""

STAGE = 3_000
"""Objects that are held while sections are joined: those of some thirty pages."""


def printed(cited: CitedPublication, shelf: Store, workers: int = 1) -> Result[Artifact | None]:
    """The PDF of a publication; what is laid out of a large one is kept on ``shelf``, and so
    many ``workers`` lay it out.
    """
    book = cited.publication
    if book.volume is None or not is_large(book):
        return WRITERS["pdf"](cited)
    if workers > 1:
        load(["pdf"])  # for all of them
    reason = hindrance(book)
    if reason is None:
        try:
            with _keeping(shelf) as there:
                return write_entrywise(cited, there, partial(_bound, there), workers)
        except (Impossible, Lost) as hindered:
            reason = str(hindered)
    made = WRITERS["pdf"](cited)
    if book.volume.collection.layout == "auto":
        return made
    message = f"`{book.id}` isn't laid out entry by entry: {reason}"
    told = pdf.LAID_OUT_WHOLE(message, Place(book.entry.path), 'take out `layout = "entries"`')
    return Result(made.value, (*made.diagnostics, told))


def _bound(
    shelf: Store, front: bytes, longest: int, sections: Callable[[], Iterable[Bound]]
) -> bytes:
    """The first pages and all behind them as one file. The ``longest`` section has so many
    documents: to be sewn, all are held.
    """

    def make() -> bytes:
        with suppress(Unlike):
            if longest <= MOST_PIECES:
                return sewn(front, (Section(*each) for each in sections()), shelf)
        return joined(front, _parts(sections()), STAGE)

    give_back()
    (made,) = apart(lambda: iter([make()]))
    return made


def _parts(sections: Iterable[Bound]) -> Iterator[Part]:
    """The documents of all sections; those behind the first of one go on with its list."""
    for number, each in enumerate(sections):
        for piece, document in enumerate(each.documents()):
            goes_on = piece > 0 or number == 0
            yield Part(document, under=each.under, named_together=True, goes_on=goes_on)


@contextmanager
def _keeping(shelf: Store) -> Iterator[Store]:
    """A store that keeps what is put there, at least for now."""
    if shelf.keeps:
        yield shelf
        return
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        yield Store(Path(folder))
