"""A publication to a cited publication: the one citation run for all formats.

pandoc's citeproc renders citations and reference list in the publication's CSL
style. Only the records that are cited travel to it.
"""

from __future__ import annotations

from publish.diagnostics.core import Collector, EngineFailure, Result
from publish.diagnostics.rules import eng
from publish.engines.pandoc import Pandoc
from publish.model.place import Place
from publish.model.publication import CitedPublication, Publication


def cite(publication: Publication, pandoc: Pandoc) -> Result[CitedPublication | None]:
    """The publication as one HTML fragment, cited. None if pandoc failed."""
    found = Collector()
    place = Place(publication.entry.path)
    try:
        markup = pandoc.cite(
            publication.blocks,
            [reference.csl for reference in publication.references],
            publication.style.xml,
            publication.entry.lang,
            publication.nocite,
        )
    except EngineFailure as failure:
        failed = failure.diagnostic
        return Result(None, (failed.rule(failed.message, place, failed.hint),))
    for warning in pandoc.warnings():
        found.add(eng.PANDOC_WARNING(f"pandoc says: {warning}", place))
    return found.result(CitedPublication(publication, markup))
