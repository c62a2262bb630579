"""Formulas that can't be drawn: an unknown command, a brace that isn't closed."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import pdf
from publish.engines.mathjax import FormulaError, draw
from publish.model.passages import Passage, passages
from publish.model.publication import Project

HINT = "check its braces and commands; MathJax's TeX is what counts"


def check_formulas(project: Project) -> Iterator[Diagnostic]:
    """Draws each formula; the drawings are kept for the PDF."""
    for entry in project.entries.values():
        if "$" in entry.source.text:
            for passage in passages(entry.document):
                yield from _undrawable(passage)


def _undrawable(passage: Passage) -> Iterator[Diagnostic]:
    assert passage.source is not None
    for span in passage.spans:
        if span.kind == "math":
            tex = " ".join(span.target.split())
            try:
                draw(tex, False)
            except FormulaError as error:
                start = passage.offsets[span.start]
                place = passage.source.place(start, start + len(span.target))
                message = f"formula `{tex}` can't be drawn: {error}"
                yield pdf.FORMULA_NOT_DRAWN.at(passage.source, place, message, HINT)
