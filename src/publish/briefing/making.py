"""A publication as a brief has it → a page or two that it fits, made and proved, and a report."""

from __future__ import annotations

from collections.abc import Mapping

from publish.briefing.short import laid_at_once
from publish.briefing.telling import (
    half_empty,
    over_the_edge,
    too_long,
    too_wide,
    unknown_priorities,
    unknown_sections,
)
from publish.briefing.work import Work
from publish.briefs.report import BriefReport, Tried, chosen
from publish.briefs.stocktaking import promising, sheet_of, standing_out, stock
from publish.diagnostics.core import Collector, Diagnostic, Result
from publish.engines.garbage import rarely_collected
from publish.fitting import Fit, search
from publish.fitting.ladder import comfortable
from publish.model.frozen import Frozen, field, replace
from publish.model.publication import Artifact, CitedPublication
from publish.proving import proved
from publish.writers.pdf.laying import LaidBrief, lay_out_brief


class MadeBrief(Frozen):
    artifact: Artifact
    report: BriefReport
    cited: CitedPublication
    """What was chosen, from which other formats are made."""
    taken: Mapping[str, int] = field(default_factory=dict)
    """How many blocks of each section that is, by the section's name."""


def made(work: Work) -> Result[MadeBrief | None]:
    """The brief, laid out until it fits, and proved."""
    found = Collector()
    with rarely_collected():
        return found.result(found.take(_made(work, found)))


def _made(work: Work, found: Collector) -> Result[MadeBrief | None]:
    found.extend(unknown_sections(work.whole.entry, work.outline))
    found.extend(unknown_priorities(work.whole.entry, work.outline))
    short = laid_at_once(work, found)
    if short.best is not None:
        return _proved(work, short, {}, found)
    rung = work.rungs[comfortable(work.rungs)]
    count = promising(work.outline, work.pages)
    measured = found.take(work.laid(rung, count, len(work.outline.facts), tall=True))
    if measured is None:
        return Result(None)
    sheet = sheet_of(measured.measures, work.pages, measured.sheet_height, beside=work.beside)
    known = stock(measured.measures, work.outline, rung, count)
    if not work.whole.settings.brief.shorten:
        known = replace(known, parts=tuple(replace(p, whole=True) for p in known.parts))
    failed = Collector()
    fit = search(
        known, sheet, work.rungs, lambda choice: work.tried(choice, failed), short.layouts + 1
    )
    fit = replace(fit, tried=(*short.tried, *fit.tried))
    assert fit.stock is not None
    if fit.best is None:
        return Result(None, tuple(failed.items or (_unfit(work, fit),)))
    wide = too_wide(work.whole.entry, work.outline, fit.stock, count)
    found.extend(wide.values() or half_empty(work.whole.entry, fit))
    asked = {name: len(fit.stock.part(name).blocks) for name in wide}
    return _proved(work, fit, asked, found)


def _unfit(work: Work, fit: Fit[LaidBrief | None]) -> Diagnostic:
    """Why no layout will do."""
    layouts = (each.outcome.layout for each in reversed(fit.tried))
    laid = next((layout for layout in layouts if layout), None)
    over = standing_out(laid.measures) if laid and not fit.overfull else None
    if over is not None:
        return over_the_edge(work.whole, over)
    return too_long(work.whole.entry, work.outline, work.pages, fit.overfull)


def _proved(
    work: Work, fit: Fit[LaidBrief | None], wide: Mapping[str, int], found: Collector
) -> Result[MadeBrief | None]:
    assert fit.best is not None
    laid = fit.best.outcome.layout
    assert laid is not None
    artifact = found.take(proved(laid.cited, "pdf", lambda cited: _written(laid, cited, fit)))
    if artifact is None:
        return Result(None)
    taken = dict(fit.best.choice.taken)
    return Result(MadeBrief(artifact, _report(work, fit, wide, laid), laid.cited, taken))


def _report(
    work: Work, fit: Fit[LaidBrief | None], wide: Mapping[str, int], laid: LaidBrief
) -> BriefReport:
    assert fit.best is not None
    choice = fit.best.choice
    return BriefReport(
        entry=work.whole.id,
        pages=work.pages,
        fill=min(1.0, fit.best.fill),
        layouts=fit.layouts,
        set_by=choice.rung.name,
        size=choice.rung.size,
        sections=tuple(chosen(work.outline, choice.taken, wide)),
        facts=(choice.facts, len(work.outline.facts)),
        references=len(laid.cited.publication.references),
        attempts=tuple(
            Tried(each.choice.rung.name, each.choice.rung.size, each.outcome.pages, each.fill)
            for each in fit.tried
        ),
    )


def _written(
    laid: LaidBrief, cited: CitedPublication, fit: Fit[LaidBrief | None]
) -> Result[Artifact | None]:
    """The file of the pages that fit; of the same pages once more where ``cited`` claims less."""
    if cited is laid.cited:
        return laid.artifact()
    assert fit.best is not None
    again = lay_out_brief(cited, fit.best.choice.first_column)
    return again.value.artifact() if again.value else Result(None, again.diagnostics)
