"""Formulas that can't be drawn, or can't be MathML: an unknown command, an open brace."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import htm, pdf
from publish.engines.mathjax import FormulaError, draw
from publish.model.entry import Entry
from publish.model.equations import one_line
from publish.model.passages import Passage, passages
from publish.model.settings import Settings

HINT = "check its braces and commands; MathJax's TeX is what counts"
MATHML_HINT = "leave out what isn't mathematics: links, boxes, code points"


def check_formulas(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    """Draws each formula, and keeps the drawing for the PDF; pandoc has tried its MathML."""
    if "$" in entry.source.text:
        for passage in passages(entry.document):
            yield from _unshowable(passage, entry.document.unconverted)


def _unshowable(passage: Passage, unconverted: frozenset[str]) -> Iterator[Diagnostic]:
    assert passage.source is not None
    for span in passage.spans:
        if span.kind == "math":
            tex = one_line(span.target)
            start = passage.offsets[span.start]
            place = passage.source.place(start, start + len(span.target))
            try:
                draw(tex, span.display)
            except FormulaError as error:
                message = f"formula `{tex}` can't be drawn: {error}"
                yield pdf.FORMULA_NOT_DRAWN.at(passage.source, place, message, HINT)
                continue
            if span.target in unconverted:
                message = f"formula `{tex}` has no form in MathML"
                yield htm.FORMULA_WITHOUT_MATHML.at(passage.source, place, message, MATHML_HINT)
