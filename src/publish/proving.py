"""A cited publication → its files, each written, and proved to keep what it claims (gate 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from publish.cite import cite
from publish.diagnostics.core import EngineFailure, Result
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE, Store
from publish.loading import loading
from publish.model.frozen import Frozen, replace
from publish.model.publication import Artifact, CitedPublication, Publication
from publish.model.settings import FORMATS
from publish.verify import VERIFIERS
from publish.verify.verdict import Verdict
from publish.writers import WRITERS, Writer

LONG = 100_000
"""Characters of a cited text, some thirty pages: below it, a process takes longer to start than
its format takes to be made.
"""

Made = Result[Artifact | None]
"""A file, if it could be made, and all that was said on its way."""


def made_files(
    publication: Publication,
    formats: Sequence[str],
    pandoc: Pandoc,
    pdf: Made | None = None,
    shelf: Store = NO_STORE,
    workers: int = 1,
) -> dict[str, Made]:
    """A publication's files, each with all that was said on its way, gate 2 behind it. The
    EPUB of a collection marks the pages of its PDF: of ``pdf`` where that is there already.
    What is laid out of a large collection, by so many ``workers``, is kept on ``shelf``; of an
    entry by itself they make formats side by side.
    """
    writers = _writers(publication, shelf, workers)
    with loading(formats):
        cited = cite(publication, pandoc, shelf) if formats else Result(None)
    if publication.volume is not None:
        pandoc.close()  # it holds all texts of the collection, and is begun anew when it is wanted
    if cited.value is None:
        return {name: Result(None, cited.diagnostics) for name in formats}
    ordered = sorted(formats, key=FORMATS.index)
    making = _Making(cited.value, writers, pdf, shelf)
    files = making.in_order
    if publication.volume is None and min(workers, len(ordered)) > 1:
        files = making.apart if len(cited.value.markup) >= LONG else making.beside
    made = dict(files(ordered))
    return {
        name: Result(made[name].value, (*cited.diagnostics, *made[name].diagnostics))
        for name in formats
    }


class _Making(Frozen):
    """A text that is made into files: by which writers, with which PDF that is there already, and
    where is kept what needn't be looked at again.
    """

    text: CitedPublication
    writers: Mapping[str, Writer]
    pdf: Made | None
    shelf: Store

    def in_order(self, formats: Sequence[str]) -> Iterator[tuple[str, Made]]:
        text, pdf = self.text, self.pdf
        for name in formats:
            if name == "epub" and text.publication.paged:
                text = _paged(text, pdf)
            file = proved(text, name, self.writers[name], self.shelf)
            pdf = file if name == "pdf" else pdf
            yield name, file

    def beside(self, formats: Sequence[str]) -> Iterator[tuple[str, Made]]:
        """The same, the others made while a PDF is judged, which foreign engines do."""
        if "pdf" not in formats or self.text.publication.paged:
            yield from self.in_order(formats)
            return
        judged = self._judged_beside()
        yield from self.in_order([name for name in formats if name != "pdf"])
        yield "pdf", judged()

    def _judged_beside(self) -> Callable[[], Made]:
        """A PDF, written now and judged in a thread; call it for what comes of it."""
        from concurrent.futures import ThreadPoolExecutor  # takes time to load, and judges do so

        write = self.writers["pdf"]
        made = _written(self.text, write)
        if made.value is None or made.failed:
            return lambda: made
        thread = ThreadPoolExecutor(1)
        verdict = thread.submit(VERIFIERS["pdf"], made.value, self.shelf)
        thread.shutdown(wait=False)
        return lambda: _settled(self.text, "pdf", write, self.shelf, made, verdict.result())

    def apart(self, formats: Sequence[str]) -> Iterator[tuple[str, Made]]:
        """The same, the PDF by one process and the others, which take less, by another."""
        from publish.engines.crew import Crew, Lost  # takes time to load

        def made(name: str) -> Made:
            return proved(self.text, name, self.writers[name], self.shelf)

        try:
            with Crew(made, 2) as crew:
                yield from crew.made(iter(formats))
        except Lost:
            yield from self.in_order(formats)


def _writers(publication: Publication, shelf: Store, workers: int) -> Mapping[str, Writer]:
    """The writers of a publication; a collection may be large."""
    if publication.volume is None:
        return WRITERS

    def write(cited: CitedPublication) -> Result[Artifact | None]:
        from publish.printing import printed

        return printed(cited, shelf, workers)

    return {**WRITERS, "pdf": write}


def _paged(cited: CitedPublication, pdf: Made | None) -> CitedPublication:
    """The text with the beginnings of the pages of its PDF, if that was made."""
    if pdf is None or pdf.value is None:
        return cited
    printed = f"{pdf.value.name}, SHA-256 {pdf.value.sha256}"
    return replace(cited, pages=pdf.value.pages, printed=printed)


def proved(
    cited: CitedPublication, name: str, write: Writer | None = None, shelf: Store = NO_STORE
) -> Made:
    """The file of a format, claiming what it keeps. ``write`` makes it, where the format's own
    writer doesn't; ``shelf`` keeps what needn't be looked at again.
    """
    write = write or WRITERS[name]
    made = _written(cited, write)
    if made.value is None or made.failed:
        return made
    return _settled(cited, name, write, shelf, made, VERIFIERS[name](made.value, shelf))


def _written(cited: CitedPublication, write: Writer) -> Made:
    try:
        return write(cited)
    except EngineFailure as failure:  # a style sheet that can't be used
        return Result(None, failure.diagnostics)


def _settled(
    cited: CitedPublication, name: str, write: Writer, shelf: Store, made: Made, verdict: Verdict
) -> Made:
    """What was made, where it keeps what it claims; else what is made without that claim."""
    if not verdict.unproved:
        return Result(made.value, (*made.diagnostics, *verdict.diagnostics))
    again = proved(_without_claims(cited, verdict.unproved), name, write, shelf)
    said = dict.fromkeys((*verdict.diagnostics, *again.diagnostics))
    return Result(again.value, tuple(said))


def _without_claims(cited: CitedPublication, given_up: Iterable[str]) -> CitedPublication:
    """The publication, to be made into a PDF that doesn't follow these standards."""
    publication = cited.publication
    settings, lost = publication.settings, set(given_up)
    rest = tuple(name for name in settings.pdf.standard if name not in lost)
    settings = replace(settings, pdf=replace(settings.pdf, standard=rest))
    return replace(cited, publication=replace(publication, settings=settings))
