"""A publication as a brief has it → a page or two that it fits, made and proved, and a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from publish.briefing.publication import number_of, published_at
from publish.briefing.telling import half_empty, too_long, too_wide, unknown_sections
from publish.briefs.outline import Outline, outline
from publish.briefs.reduction import reduced
from publish.briefs.report import BriefReport, chosen
from publish.briefs.shortening import shortened
from publish.briefs.stocktaking import promising, running_over, sheet_of, stock
from publish.cite import cite
from publish.diagnostics.core import Collector, Result
from publish.engines.pandoc import Pandoc
from publish.engines.qrcodes import drawn
from publish.fitting import Choice, Fit, Outcome, ladder, search
from publish.fitting.ladder import comfortable
from publish.model.brief import Brief, Rung
from publish.model.publication import Artifact, CitedPublication, Publication
from publish.pipeline import proved
from publish.writers.pdf.brief import FirstColumn
from publish.writers.pdf.laying import LaidBrief, lay_out_brief
from publish.writers.terms import Terms, terms


@dataclass(frozen=True, slots=True)
class MadeBrief:
    artifact: Artifact
    report: BriefReport
    cited: CitedPublication
    """What was chosen, from which other formats are made."""
    taken: Mapping[str, int] = field(default_factory=dict)
    """How many blocks of each section that is, by the section's name."""


@dataclass(slots=True)
class Work:
    """One brief while it is made."""

    whole: Publication
    outline: Outline
    pages: int
    pandoc: Pandoc
    words: Terms
    number: str
    address: str | None
    qr: str
    rungs: tuple[Rung, ...]

    @classmethod
    def of(cls, whole: Publication, pages: int, pandoc: Pandoc) -> Work:
        words, settings = terms(whole.entry.lang), whole.settings
        address = published_at(whole)
        return cls(
            whole,
            outline(whole, words.questions),
            pages,
            pandoc,
            words,
            number_of(whole),
            address,
            drawn(address) if address else "",
            ladder(settings.brief.size, settings.brief.smallest),
        )

    def made(self) -> Result[MadeBrief | None]:
        """The brief, laid out until it fits, and proved."""
        found = Collector()
        return found.result(found.take(self._made(found)))

    def _made(self, found: Collector) -> Result[MadeBrief | None]:
        found.extend(unknown_sections(self.whole.entry, self.outline))
        rung = self.rungs[comfortable(self.rungs)]
        count = promising(self.outline, self.pages)
        measured = found.take(self._laid(rung, count, len(self.outline.facts), tall=True))
        if measured is None:
            return Result(None)
        sheet = sheet_of(measured.measures, self.pages, measured.sheet_height)
        known = stock(measured.measures, self.outline, rung, count)
        if not self.whole.settings.brief.shorten:
            known = replace(known, parts=tuple(replace(p, whole=True) for p in known.parts))
        failed = Collector()
        fit = search(known, sheet, self.rungs, lambda choice: self._outcome(choice, failed))
        if fit.best is None:
            told = failed.items or [
                too_long(self.whole.entry, self.outline, self.pages, fit.overfull)
            ]
            return Result(None, tuple(told))
        wide = too_wide(self.whole.entry, self.outline, fit.stock, count)
        found.extend(wide.values() or half_empty(self.whole.entry, fit))
        asked = {name: len(fit.stock.part(name).blocks) for name in wide}
        return self._proved(fit, asked, found)

    def _proved(
        self, fit: Fit[LaidBrief | None], wide: Mapping[str, int], found: Collector
    ) -> Result[MadeBrief | None]:
        assert fit.best is not None
        laid = fit.best.outcome.layout
        assert laid is not None
        artifact = found.take(proved(laid.cited, "pdf", lambda cited: _written(laid, cited, fit)))
        if artifact is None:
            return Result(None)
        taken = dict(fit.best.choice.taken)
        return Result(MadeBrief(artifact, self._report(fit, wide, laid), laid.cited, taken))

    def _report(
        self, fit: Fit[LaidBrief | None], wide: Mapping[str, int], laid: LaidBrief
    ) -> BriefReport:
        assert fit.best is not None
        choice = fit.best.choice
        return BriefReport(
            entry=self.whole.id,
            pages=self.pages,
            fill=fit.best.fill,
            layouts=fit.layouts,
            set_by=choice.rung.name,
            size=choice.rung.size,
            sections=tuple(chosen(self.outline, choice.taken, wide)),
            facts=(choice.facts, len(self.outline.facts)),
            references=len(laid.cited.publication.references),
        )

    # -- layouts ------------------------------------------------------------------

    def _outcome(self, choice: Choice, failed: Collector) -> Outcome[LaidBrief | None]:
        made = self._laid(
            choice.rung, choice.taken, choice.facts, choice.first_column, choice.closing_page
        )
        laid = made.value
        if laid is None:
            failed.extend(made.diagnostics)
            return Outcome(0, 0.0, None, sound=False)
        at, measures = laid.measures.extents["closing"], laid.measures
        high = (measures.pages - 1) * measures.height + at.bottom
        sound = all(map(measures.holds, measures.extents.values()))
        over = running_over(measures, self.outline)
        return Outcome(measures.pages, high, laid, sound, over)

    def _laid(
        self,
        rung: Rung,
        taken: Mapping[str, int],
        facts: int,
        first_column: FirstColumn = len,
        closing_page: bool = False,
        tall: bool = False,
    ) -> Result[LaidBrief | None]:
        """So many blocks of each section, cited and laid out. By default all references stand
        in one column, to be measured.
        """
        brief = Brief(self.pages, rung, self.number, self.address, self.qr, closing_page, tall)
        words = "" if tall else self.words.continued
        publication = reduced(self.whole, self.outline, taken, facts, brief, words)
        style = shortened(publication.style, rung.references)
        found = Collector()
        cited = found.take(cite(replace(publication, style=style), self.pandoc))
        if cited is None:
            return found.result(None)
        laid = lay_out_brief(replace(cited, publication=publication), first_column)
        return found.result(found.take(laid))


def _written(
    laid: LaidBrief, cited: CitedPublication, fit: Fit[LaidBrief | None]
) -> Result[Artifact | None]:
    """The file of the pages that fit; of the same pages once more where ``cited`` claims less."""
    if cited is laid.cited:
        return laid.artifact()
    assert fit.best is not None
    again = lay_out_brief(cited, fit.best.choice.first_column)
    return again.value.artifact() if again.value else Result(None, again.diagnostics)
