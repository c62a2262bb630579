"""Briefs that were made and proved before → the same again, where nothing in them has changed.

The file is kept as every made file is (`publish.kept`), under a key of all that the whole
entry, the settings and the house put into it; beside it what was chosen, from which the
brief's text can be had again without a layout.
"""

from __future__ import annotations

from typing import NamedTuple

from publish.briefing.making import MadeBrief, made
from publish.briefing.work import Work
from publish.briefs.reduction import reduced
from publish.briefs.report import BriefReport
from publish.diagnostics.core import Result, are_lasting
from publish.engines.packing import pack, unpack
from publish.engines.store import hash_of
from publish.kept import KeptFiles, Parts, concerning
from publish.model.brief import Rung
from publish.model.content import pictures
from publish.model.publication import CitedPublication, Publication


class _Kept(NamedTuple):
    report: BriefReport
    taken: dict[str, int]
    rung: Rung
    closing_page: bool
    markup: str


def made_or_kept(work: Work, kept: KeptFiles | None) -> Result[MadeBrief | None]:
    """The brief, made now unless it is kept from before."""
    if kept is None:
        return made(work)
    sight = kept.sight([*pictures(work.whole), *_logo(work)])
    parts = _parts(work, kept)
    if not parts:
        return made(work)
    before = _found(work, kept, parts)
    if before is not None:
        return before
    now = made(work)
    may_stay = are_lasting(now.diagnostics) and kept.holds(sight)
    if now.value is not None and not now.failed and may_stay:
        kept.keep(parts, now.value.artifact, now.diagnostics)
        kept.put_beside(parts, "brief", pack(_chosen(now.value)))
    return now


def _parts(work: Work, kept: KeptFiles) -> Parts:
    """What goes into the brief, hashed by what an author calls it."""
    parts = concerning(kept.parts(work.whole, pictures(work.whole)), "pdf")
    settings = work.whole.settings
    brand, looks = settings.brand, kept.looks.of("brief")
    of_briefs = repr((work.pages, settings.brief, brand, settings.formats, looks))
    of_brief = {"the brief": hash_of((of_briefs,)), **kept.digests(_logo(work))}
    return {**parts, **of_brief} if parts else {}


def _logo(work: Work) -> tuple[str, ...]:
    brand = work.whole.settings.brand
    return (brand.logo,) if brand and brand.logo else ()


def _chosen(brief: MadeBrief) -> _Kept:
    how = brief.cited.publication.brief
    assert how is not None
    return _Kept(brief.report, dict(brief.taken), how.rung, how.closing_page, brief.cited.markup)


def _found(work: Work, kept: KeptFiles, parts: Parts) -> Result[MadeBrief | None] | None:
    data = kept.find_beside(parts, "brief")
    chosen = unpack(data, _Kept) if data is not None else None
    before = kept.find(parts, "pdf", work.whole)
    if chosen is None or before is None or before.value is None:
        return None
    cited = CitedPublication(_publication(work, chosen), chosen.markup)
    brief = MadeBrief(before.value, chosen.report, cited, chosen.taken)
    return Result(brief, before.diagnostics)


def _publication(work: Work, chosen: _Kept) -> Publication:
    brief = work.set_by(chosen.rung, closing_page=chosen.closing_page)
    facts = chosen.report.facts[0]
    return reduced(work.whole, work.outline, chosen.taken, facts, brief, work.words.continued)
