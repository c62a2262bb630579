"""The writer of PDF: all steps in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from publish.diagnostics.core import (
    Collector,
    Diagnostic,
    EngineFailure,
    Result,
    has_errors,
)
from publish.diagnostics.rules import pdf, res
from publish.engines.garbage import uncollected
from publish.engines.glyphs import missing_glyphs, together, undrawn
from publish.engines.pikepdf import Finishing, finish
from publish.model.conformance import Conformance
from publish.model.frozen import Frozen
from publish.model.place import Place
from publish.model.publication import Artifact, CitedPublication, PageStart, Publication
from publish.model.settings import Settings
from publish.writers.entry_links import SCHEME, made_file, page_on_site
from publish.writers.pdf.breaks import watching
from publish.writers.pdf.document import print_document, stylesheets
from publish.writers.pdf.formulas import draw_formulas
from publish.writers.pdf.metadata import information, languages_in, metadata_of
from publish.writers.pdf.notes import place_notes
from publish.writers.pdf.pages import CitedPages, NumbersInText
from publish.writers.pdf.pieces import Pieces
from publish.writers.pdf.remarks import remark
from publish.writers.pdf.sources import sources
from publish.writers.pdf.tags import tagger
from publish.writers.pdf.xmp import xmp
from publish.writers.tree import Tree

if TYPE_CHECKING:
    from publish.engines.weasyprint.layout import Layout, SharedFonts, Stretch


def write_pdf(
    cited: CitedPublication, tree: Tree, *, moment: datetime | None = None, style: str = ""
) -> Result[Artifact | None]:
    """The PDF of a publication; None where it can't be made.

    ``tree`` is changed and belongs to this writer from here on. ``moment`` (UTC) is
    the date of the file, else that of the publication, ``style`` a style sheet behind the others.
    """
    publication, found = cited.publication, Collector()
    root = found.take(laid_ready(tree))
    pages = CitedPages(root, tree.terms, publication.entry.lang)
    folder = publication.entry.path.rpartition("/")[0] + "/"
    styles = (*stylesheets(publication.settings), *filter(None, [style]))
    sheet = Sheet(publication, root, styles, folder, pages)
    return found.result(found.take(printed(sheet, moment)) if not has_errors(found) else None)


def laid_ready(tree: Tree) -> Result[Element]:
    """The document of one entry."""
    found = Collector()
    found.extend(tree.said)
    found.extend(draw_formulas(tree))
    if tree.publication.brief is None:
        place_notes(tree)
    root = found.take(print_document(tree))
    found.extend(_undrawable(root, tree.publication))
    return found.result(root)


class Sheet(Frozen):
    """A document that is ready to be laid out: its style sheets, the ``folder`` that its
    addresses are relative to, and the numbers of ``pages`` in its text. The files of its
    formulas are counted from ``first_formula``.
    """

    publication: Publication
    root: Element
    styles: tuple[str, ...]
    folder: str
    pages: NumbersInText
    first_formula: int = 1


class Drawn(Frozen):
    """Pages as the layout engine wrote them, and where the text has them begin."""

    data: bytes
    layout: Layout
    starts: tuple[PageStart, ...] = ()


def printed(sheet: Sheet, moment: datetime | None = None) -> Result[Artifact | None]:
    """The PDF of a document; None where it can't be made."""
    with uncollected():  # its boxes go when it is there
        return _printed(sheet, moment)


def _printed(sheet: Sheet, moment: datetime | None) -> Result[Artifact | None]:
    publication, found = sheet.publication, Collector()
    made = found.take(drawn(sheet))
    if made is None:
        return found.result(None)
    return found.result(pdf_artifact(publication, sheet.root, made.data, moment, made.starts))


def pdf_artifact(
    publication: Publication,
    root: Element,
    data: bytes,
    moment: datetime | None = None,
    pages: tuple[PageStart, ...] = (),
) -> Artifact:
    """The file, of what the layout engine wrote of ``root``, whose ``pages`` begin there."""
    addresses = entry_addresses(root, publication.settings)
    finishing = finishing_of(publication, languages_in(root), addresses, moment)
    return artifact_of(publication, finish(data, finishing), finishing, pages)


def artifact_of(
    publication: Publication,
    data: bytes,
    finishing: Finishing,
    pages: tuple[PageStart, ...] = (),
) -> Artifact:
    """The finished file ``data`` as what it is of the publication."""
    return Artifact(
        "pdf",
        f"{publication.stem}.pdf",
        data,
        publication.settings.pdf.standard,
        tuple(file.name for file in finishing.attachments),
        publication.entry.source,
        pages=pages,
    )


def drawn(
    sheet: Sheet,
    stretch: Stretch | None = None,
    fonts: SharedFonts | None = None,
    tell: Callable[[int], None] = lambda pages: None,
    pieces: Pieces | None = None,
) -> Result[Drawn | None]:
    """The document laid out, page numbers filled in, tagged and written; None where it can't
    be. A ``stretch`` of a longer one asks for pages that aren't known: it isn't written then.
    ``tell`` is told how many pages there are, before they are written. Of a document in
    ``pieces`` it is the next one.
    """
    from publish.engines.weasyprint.layout import lay_out  # 0.4 s, so only now

    publication, root = sheet.publication, sheet.root
    settings = publication.settings
    conformance = Conformance(settings.pdf.standard)
    starts: list[PageStart] = []
    try:

        def lay() -> Layout:
            return lay_out(
                root, sheet.styles, sheet.folder, settings.root, sheet.pages, stretch=stretch
            )

        layout = lay() if pieces is None else pieces.laid(lay)
        settled = not sheet.pages(layout.page_numbers(), layout.page_count)
        sheet.pages.settle()
        tell(layout.page_count)
        if stretch is not None and not all(stretch.asked.values()):
            return Result(Drawn(b"", layout))
        tag = tagger(root, conformance, sheet.first_formula)
        if publication.volume is not None:
            tag = watching(tag, root, starts, 1 if stretch is None else stretch.first)
        named = sheet.pages.named()
        data, while_writing = layout.write(tag, conformance.version, fonts=fonts, named=named)
    except EngineFailure as failure:
        told = failure.diagnostic
        return Result(None, (told.rule(told.message, _at(publication), told.hint),))
    said = dict.fromkeys((*layout.warnings, *while_writing))
    diagnostics = [remark(message, publication) for message in said]
    if not settled:
        message = "page numbers in the text have not settled"
        diagnostics.append(pdf.PAGE_NUMBERS_UNSETTLED(message, _at(publication)))
    return Result(Drawn(data, layout, tuple(starts)), tuple(diagnostics))


def _undrawable(root: Element, publication: Publication) -> list[Diagnostic]:
    """Characters of the document, references included, that no font has."""
    text = "".join(root.itertext())
    hint = "write it as mathematics or in words; a record's text stands in its `.bib` file"
    return [
        res.MISSING_GLYPH(undrawn(chars), _at(publication), hint)
        for chars in together(char for _, char in missing_glyphs(text))
    ]


def _at(publication: Publication) -> Place:
    return Place(publication.entry.path)


def finishing_of(
    publication: Publication,
    languages: Iterable[str],
    addresses: Mapping[str, str],
    moment: datetime | None = None,
) -> Finishing:
    """What is added to a publication's pages, in which there are these languages and where
    ``addresses`` are those of its links.
    """
    conformance = Conformance(publication.settings.pdf.standard)
    attach = publication.settings.pdf.attach_sources and conformance.may_attach
    moment = moment or publication.modified
    data = metadata_of(publication, languages)
    return Finishing(
        xmp=xmp(data, moment, conformance),
        information=information(data),
        moment=moment,
        lang=publication.entry.lang,
        version=conformance.version,
        attachments=sources(publication) if attach else (),
        addresses=addresses,
    )


def entry_addresses(root: Element, settings: Settings) -> dict[str, str]:
    """Where each ``entry:ID#place`` is: on the project's site, else beside this file."""
    links = {link.get("href", "") for link in root.iter("a")}
    return {
        link: page_on_site(link, settings) or made_file(link, suffix="pdf")
        for link in sorted(links)
        if link.startswith(SCHEME)
    }
