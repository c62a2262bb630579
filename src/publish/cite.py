"""A publication to a cited publication: the one citation run for all formats.

pandoc's citeproc renders citations and reference list in the publication's CSL
style. Only the records that are cited travel to it.
"""

from __future__ import annotations

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import cit, eng
from publish.engines.pandoc import Pandoc
from publish.model.place import Place
from publish.model.publication import CitedPublication, Publication

NO_FORM = "Bibliography entry with no printed form:"


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
    found.extend(_told(warning, place) for warning in pandoc.warnings())
    return found.result(CitedPublication(publication, markup))


def _told(warning: str, place: Place) -> Diagnostic:
    """pandoc's warning as ours; a reference that prints as nothing is an error."""
    message = warning.removeprefix("[WARNING] ")
    if key := message.partition(NO_FORM)[2].strip():
        return cit.EMPTY_REFERENCE(
            f"the style prints nothing for the reference `{key}`",
            place,
            hint="complete the record (where it appeared, its publisher), or use another style",
        )
    return eng.PANDOC_WARNING(f"pandoc says: {message}", place)
