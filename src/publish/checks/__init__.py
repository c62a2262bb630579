"""Checks: what is wrong with a project that could be read.

Each check is a generator ``Project → Iterator[Diagnostic]`` that opens nothing but
the images that entries name and the project's own style sheets, and says nothing
where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.checks.citations import check_citations
from publish.checks.formulas import check_formulas
from publish.checks.glyphs import check_glyphs
from publish.checks.images import check_images
from publish.checks.links import check_links
from publish.checks.markup import check_markup
from publish.checks.names import check_names
from publish.checks.notes import check_notes
from publish.checks.sections import check_sections
from publish.checks.stylesheets import check_stylesheets
from publish.diagnostics.core import Diagnostic
from publish.model.publication import Project

Check = Callable[[Project], Iterator[Diagnostic]]

CHECKS: dict[str, Check] = {
    "citations": check_citations,
    "links": check_links,
    "sections": check_sections,
    "images": check_images,
    "glyphs": check_glyphs,
    "markup": check_markup,
    "notes": check_notes,
    "formulas": check_formulas,
    "names": check_names,
    "style sheets": check_stylesheets,
}
"""The checks by their subject, in the order in which they run."""


def check(project: Project) -> Iterator[Diagnostic]:
    """What all checks find."""
    for each in CHECKS.values():
        yield from each(project)
