"""Checks: what is wrong with a project that could be read.

Those of a text are generators ``Entry, Settings → Iterator[Diagnostic]``, which look at
nothing else: what they find is kept while neither changes. Those of a project,
``Project → Iterator[Diagnostic]``, open nothing but the images that entries name and the
project's own style sheets; what they ask of a text is in its gist. None says anything where
nothing is wrong.
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
from publish.diagnostics.rows import Row, restored, rows
from publish.engines.register import Register
from publish.engines.store import NO_STORE, Store
from publish.engines.versions import installed, reader_versions
from publish.model.entry import Entry
from publish.model.publication import Project
from publish.model.settings import Settings

WORTH_KEEPING = 50
"""Entries; the texts of fewer are looked at again in the time that a store takes."""

TextCheck = Callable[[Entry, Settings], Iterator[Diagnostic]]
Check = Callable[[Project], Iterator[Diagnostic]]

TEXT_CHECKS: dict[str, TextCheck] = {
    "locators": check_locators,
    "marks for citations": check_markers,
    "shapes of addresses": check_address_shapes,
    "sections": check_sections,
    "markup": check_markup,
    "notes": check_notes,
    "formulas": check_formulas,
    "typography": check_typography,
}
"""The checks of a text by their subject, in the order in which they run."""

CHECKS: dict[str, Check] = {
    "citations": check_citations,
    "links": check_links,
    "images": check_images,
    "covers": check_covers,
    "names": check_names,
    "style sheets": check_stylesheets,
    "brand": check_brand,
}
"""Those of a project."""


def check(
    project: Project, today: date | None = None, store: Store = NO_STORE
) -> Iterator[Diagnostic]:
    """What all checks find; ``today`` is the day that reviews are counted up to, if any. What
    was found in many texts is kept in ``store``.
    """
    for each in CHECKS.values():
        yield from each(project)
    yield from _in_texts(project, store)
    if today is not None:
        yield from check_reviews(project, today)


def _in_texts(project: Project, store: Store) -> Iterator[Diagnostic]:
    settings, entries = project.settings, project.entries.values()
    if settings.source is None or len(entries) < WORTH_KEEPING:
        store = NO_STORE
    looking = reader_versions(), installed("quickjax")  # what reads texts, and draws formulas
    around = (settings.source.text if settings.source else "", *looking)
    known = Register(store, f"findings {around}", list[Row])
    for entry in entries:
        before = known.get(entry.path, entry.source.digest) if store.keeps else None
        if before is not None:
            yield from restored(before)
            continue
        found = list(_in_text(entry, settings))
        known.put(entry.path, entry.source.digest, rows(found))
        project.looked_at(entry)
        yield from found
    known.keep({entry.path for entry in entries})


def _in_text(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    for each in TEXT_CHECKS.values():
        yield from each(entry, settings)
