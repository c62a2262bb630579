"""Checks: what is wrong with a project that could be read.

Each check is a generator ``Project → Iterator[Diagnostic]`` that opens nothing but
the images that entries name and the project's own style sheets, and says nothing
where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from publish.checks.address_shapes import check_address_shapes
from publish.checks.brand import check_brand
from publish.checks.citations import check_citations
from publish.checks.formulas import check_formulas
from publish.checks.images import check_covers, check_images
from publish.checks.links import check_links
from publish.checks.locators import check_locators
from publish.checks.markers import check_markers
from publish.checks.markup import check_markup
from publish.checks.names import check_names
from publish.checks.notes import check_notes
from publish.checks.reviews import check_reviews
from publish.checks.sections import check_sections
from publish.checks.stylesheets import check_stylesheets
from publish.checks.typography import check_typography
from publish.diagnostics.core import Diagnostic
from publish.model.publication import Project

Check = Callable[[Project], Iterator[Diagnostic]]

CHECKS: dict[str, Check] = {
    "citations": check_citations,
    "locators": check_locators,
    "marks for citations": check_markers,
    "links": check_links,
    "shapes of addresses": check_address_shapes,
    "sections": check_sections,
    "images": check_images,
    "covers": check_covers,
    "markup": check_markup,
    "notes": check_notes,
    "formulas": check_formulas,
    "names": check_names,
    "typography": check_typography,
    "style sheets": check_stylesheets,
    "brand": check_brand,
}
"""The checks by their subject, in the order in which they run."""


def check(project: Project, today: date | None = None) -> Iterator[Diagnostic]:
    """What all checks find; ``today`` is the day that reviews are counted up to, if any."""
    for each in CHECKS.values():
        yield from each(project)
    if today is not None:
        yield from check_reviews(project, today)
