"""A cited brief → its pages, measured; and where they are what was wanted, its file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result, has_errors
from publish.diagnostics.rules import pdf
from publish.engines.extents import Measures
from publish.model.conformance import Conformance
from publish.model.frozen import Frozen
from publish.model.place import Place
from publish.model.publication import Artifact, CitedPublication, Publication
from publish.writers.pdf.brief import TALLEST, FirstColumn, in_columns, set_by, units_of
from publish.writers.pdf.document import stylesheets
from publish.writers.pdf.remarks import remark
from publish.writers.pdf.tags import tagger
from publish.writers.pdf.write import laid_ready, pdf_artifact
from publish.writers.tree import semantic_tree

if TYPE_CHECKING:
    from publish.engines.weasyprint.layout import Layout

HEIGHTS = {"a4": 297.0, "letter": 279.4}
"""Of the sheets, in millimetres."""

POINTS_A_MM = 72 / 25.4


class LaidBrief(Frozen):
    """A brief's pages. ``said`` is what was said while they were made."""

    cited: CitedPublication
    root: Element
    layout: Layout
    measures: Measures
    said: tuple[Diagnostic, ...]

    @property
    def sheet_height(self) -> float:
        """What a page of the real size holds, in points, if this one was endless."""
        publication = self.cited.publication
        brief, trim = publication.brief, publication.settings.pdf.size
        if not (brief and brief.tall):
            return self.measures.height
        return self.measures.height - (TALLEST - HEIGHTS[trim]) * POINTS_A_MM

    def artifact(self) -> Result[Artifact | None]:
        """The pages written and finished as every PDF is."""
        publication = self.cited.publication
        conformance = Conformance(publication.settings.pdf.standard)
        try:
            data, said = self.layout.write(tagger(self.root, conformance), conformance.version)
        except EngineFailure as failure:
            return Result(None, (_failed(failure, publication.entry.path),))
        remarks = tuple(remark(message, publication) for message in said)
        made = pdf_artifact(publication, self.root, data)
        return Result(made, tuple(dict.fromkeys((*self.said, *remarks))))


def lay_out_brief(cited: CitedPublication, first_column: FirstColumn) -> Result[LaidBrief | None]:
    """The pages of a brief; None where there can be none."""
    from publish.engines.weasyprint.layout import lay_out  # 0.4 s, so only now

    publication, found = cited.publication, Collector()
    tree = semantic_tree(cited)
    root = found.take(laid_ready(tree))
    if has_errors(found):
        return found.result(None)
    in_columns(root, first_column)
    at = publication.entry.path
    folder = at.rpartition("/")[0] + "/"
    try:
        layout = lay_out(root, _styles(publication), folder, publication.settings.root)
    except EngineFailure as failure:
        return Result(None, (_failed(failure, at),))
    remarks = (remark(message, publication) for message in layout.warnings)
    if publication.brief and publication.brief.tall:  # measured: what is too wide is left out
        remarks = (each for each in remarks if each.rule != pdf.WORDS_OFF_THE_PAGE)
    said = (*found.items, *remarks)
    return Result(LaidBrief(cited, root, layout, layout.measures(units_of(root)), said), said)


def _styles(publication: Publication) -> tuple[str, ...]:
    settings, brief = publication.settings, publication.brief
    own = (set_by(brief, settings.pdf.size, settings.brand),) if brief else ()
    return (*stylesheets(settings), *own)


def _failed(failure: EngineFailure, path: str) -> Diagnostic:
    told = failure.diagnostic
    return told.rule(told.message, Place(path), told.hint)
