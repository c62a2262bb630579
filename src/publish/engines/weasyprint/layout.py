"""Documents in XML and style sheets become laid out pages, and a tagged PDF.

What WeasyPrint only logs comes back as warnings: it would make a file all the same
when an image, a style or a font is missing.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urljoin
from xml.etree import ElementTree

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration

from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rules import eng, pdf
from publish.engines.bugs import is_bug, summary, traced
from publish.engines.extents import Measures
from publish.engines.frames import in_one_piece
from publish.engines.garbage import uncollected
from publish.engines.pdfstructure import Face, Tagger
from publish.engines.weasyprint import internals
from publish.engines.weasyprint.fetcher import ProjectFetcher
from publish.engines.weasyprint.tables import parsed_tables
from publish.model.conformance import PdfVersion
from publish.model.frozen import Frozen, field, replace

SECONDS = 300.0
"""A book of a thousand pages takes a third of it."""

SHORTER = "divide the entry, or its largest table"
FLATTER = "nest fewer blocks in one another, and see what your style sheets make notes or columns"
PLAINER = "see what your style sheets under `styles/` ask for"

LIBRARIES = frozenset({"cssselect2", "fontTools", "pydyf", "pyphen", "tinycss2", "weasyprint"})

Stretch = internals.Stretch

LOGGERS = ("weasyprint", "fontTools", "PIL")


class SharedFonts(Frozen):
    """The fonts of documents that share their files: of the last document that was written the
    ``faces`` by name, and of all of them the whole ``files`` by digest.
    """

    faces: dict[str, Face] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


class Layout(Frozen):
    """A document laid out in pages. ``warnings`` are what WeasyPrint had to say; of pages of
    a longer document, ``stretch`` says which.
    """

    root: ElementTree.Element
    warnings: tuple[str, ...]
    _document: Any
    stretch: internals.Stretch | None = None

    @property
    def page_count(self) -> int:
        return len(self._document.pages)

    def page_numbers(self) -> dict[str, int]:
        """For each identifier the number of the page on which its element begins."""
        found: dict[str, int] = {}
        for number, page in enumerate(self._document.pages, 1):
            for name in page.anchors:
                found.setdefault(name, number)
        return found

    def bookmarks(self) -> list[tuple[int, str]]:
        """Level, from 1, and title of each bookmark, in the order of the text."""
        return [(level, title) for page in self._document.pages
                for level, title, *_ in page.bookmarks]  # fmt: skip

    def begins_page(self, element: ElementTree.Element) -> bool:
        """Whether an element of the first page begins a page wherever it stands."""
        return internals.begins_page(self._document.pages, element)

    def tops(self, elements: Sequence[ElementTree.Element]) -> list[tuple[int, int]]:
        """Where one of these, which follow one another, begins a page that none of them goes on
        to: how many pages stand before it, and how many of them.
        """
        return internals.tops(self._document.pages, elements)

    def until(self, pages: int) -> Layout:
        """The first ``pages`` alone."""
        return replace(self, _document=self._document.copy(self._document.pages[:pages]))

    def strings(self) -> dict[str, str]:
        """What the strings that style sheets name are behind the last page."""
        return internals.strings(self._document.pages)

    def measures(self, names: Mapping[ElementTree.Element, str]) -> Measures:
        """Where the elements in ``names`` stand, by the names that they get there."""
        return internals.measures(self._document.pages, names)

    @in_one_piece
    def write(
        self,
        tagger: Tagger,
        version: PdfVersion = "1.7",
        seconds: float = SECONDS,
        fonts: SharedFonts | None = None,
        named: Mapping[ElementTree.Element, int] = MappingProxyType({}),
    ) -> tuple[bytes, tuple[str, ...]]:
        """A PDF of this version with the tags that ``tagger`` makes, and the warnings. With
        ``fonts`` it has stand-ins for the files of these. ``named`` are the links that say numbers
        of pages, which the stretch has as numerals then.

        Its streams are not compressed: that is done once, when the file is finished.
        Raises `EngineFailure` where the drawing takes longer than ``seconds``, or breaks down.
        """
        with (
            _heard() as said,
            uncollected(),
            _within(seconds, "drawing"),
            internals.tagging(tagger),
            internals.shortcuts(),
            ExitStack() as further,
        ):
            pages, stretch = self._document.pages, self.stretch
            numerals = None
            if stretch is not None:
                further.enter_context(internals.linked_on(stretch))
                if not stretch.tied:
                    watching = internals.watching_numerals(pages, stretch.first, named)
                    numerals = further.enter_context(watching)
            if fonts is not None:
                fonts.faces.clear()
                further.enter_context(internals.shared_faces(fonts.faces, fonts.files))
            data: bytes = self._document.write_pdf(
                pdf_version=version,
                pdf_tags=True,
                output_intent="srgb",
                pdf_identifier=b"publish" if stretch is None else None,
                uncompressed_pdf=True,
            )
        if stretch is not None and numerals is not None:
            found = numerals(data)
            stretch.numerals, stretch.tied = found or [], found is None
        return data, tuple(said)


@in_one_piece
def lay_out(
    root: ElementTree.Element,
    stylesheets: tuple[str, ...],
    folder: str,
    project: Path,
    labels: internals.Labels | None = None,
    seconds: float = SECONDS,
    stretch: internals.Stretch | None = None,
) -> Layout:
    """Pages of the document ``root``, whose addresses are relative to ``folder``.

    Only files below ``project`` are read, where ``folder`` is (``entries/``): the images of
    the document, and what its style sheets name in ``styles/``. ``root`` is an XHTML tree
    without namespaces (but SVG has its own). ``labels`` gives the texts of those elements that
    name pages, as often as the pages have changed. ``stretch`` is given for pages of a longer
    document.
    Raises `EngineFailure` where the layout takes longer than ``seconds``, or breaks down.
    """
    setting = nullcontext() if labels is None else internals.page_labels(labels)
    numbering = nullcontext() if stretch is None else internals.numbered_on(stretch)
    base = f"file:///{quote(folder)}"
    shown = [urljoin(base, image.get("src", "").strip()) for image in root.iter("img")]
    with (
        _heard() as said,
        uncollected(),
        internals.letting_go(),
        internals.repairs(),
        internals.shortcuts(),
        _within(seconds, "layout"),
        parsed_tables(),
        setting,
        numbering,
        internals.watching_texts() as lost,
    ):
        styles = [_stylesheet(text) for text in stylesheets]
        source = internals.parsed(root, base, ProjectFetcher(project, shown))
        document = source.render(
            font_config=_fonts(),
            stylesheets=styles,
            pdf_tags=True,
            output_intent="srgb",
        )
    first = 1 if stretch is None else stretch.first
    cut_off = [*internals.cut_off_notes(document.pages, first)]
    said += cut_off or lost(document.pages)
    return Layout(root, tuple(said), document, stretch)


def cut_font(data: bytes, index: int, glyphs: Collection[int], *, outlined: bool) -> bytes:
    """The font file ``data`` with these glyphs alone, which keep their numbers."""
    return internals.cut(data, index, glyphs, outlined=outlined)


@contextmanager
def _within(seconds: float, work: str) -> Iterator[None]:
    """Raises `EngineFailure` where the ``work`` takes longer, or breaks down."""
    try:
        with internals.time_limit(seconds):
            yield
    except TimeoutError:
        message = f"the {work} took longer than {seconds:g} seconds"
        raise EngineFailure(eng.ENGINE_TIMEOUT(message, hint=SHORTER)) from None
    except RecursionError:
        message = f"the text is nested too deep for the {work}"
        raise EngineFailure(pdf.LAYOUT_FAILED(message, hint=FLATTER)) from None
    except Exception as error:
        if not (is_bug(error) and _is_theirs(error)):
            raise
        message = f"the {work} broke down: {summary(error)}"
        hint = f"{PLAINER}; {traced(error)}"
        raise EngineFailure(pdf.LAYOUT_FAILED(message, hint=hint)) from None


def _is_theirs(error: Exception) -> bool:
    """Whether it was raised in WeasyPrint, or in what it stands on."""
    trace = error.__traceback__
    assert trace is not None
    while trace.tb_next is not None:
        trace = trace.tb_next
    return str(trace.tb_frame.f_globals.get("__name__")).partition(".")[0] in LIBRARIES


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=64)
def _stylesheet(text: str) -> CSS:
    """A style sheet, parsed once in a process; it may read nothing."""
    if "@font-face" in text:
        internals.forget_lines()
        internals.forget_styles()
    return CSS(string=text, font_config=_fonts(), url_fetcher=ProjectFetcher(None))


class _Listener(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if message not in self.said:
            self.said.append(message)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collects what the libraries log or warn of, and keeps it off the terminal."""
    said: list[str] = []
    listener = _Listener(said)
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", UserWarning)
            warnings.simplefilter("always", RuntimeWarning)
            yield said
        said.extend(str(warning.message) for warning in caught)
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate, logger.level = propagate, level
