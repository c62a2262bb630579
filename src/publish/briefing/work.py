"""What is chosen of a publication as a brief has it → its pages, cited and laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.briefing.publication import number_of, published_at
from publish.briefs.outline import Outline, outline
from publish.briefs.reduction import reduced
from publish.briefs.shortening import shortened
from publish.briefs.stocktaking import running_over
from publish.cite import cite
from publish.diagnostics.core import Collector, Result
from publish.engines.pandoc import Pandoc
from publish.engines.qrcodes import drawn
from publish.fitting import Choice, Outcome, ladder
from publish.model.brief import Brief, Rung
from publish.model.frozen import replace
from publish.model.publication import Publication
from publish.writers.pdf.brief import FirstColumn
from publish.writers.pdf.laying import LaidBrief, lay_out_brief
from publish.writers.terms import Terms, terms


@dataclass(slots=True)
class Work:
    """One brief while it is made: what it is made of, and how it may be set."""

    whole: Publication
    outline: Outline
    pages: int
    pandoc: Pandoc
    words: Terms
    number: str
    address: str | None
    qr: str
    beside: bool
    rungs: tuple[Rung, ...]

    @classmethod
    def of(cls, whole: Publication, pages: int, pandoc: Pandoc) -> Work:
        words, settings = terms(whole.entry.lang), whole.settings
        address, parts = published_at(whole), outline(whole, words.questions)
        beside = not whole.compared
        return cls(
            whole,
            parts,
            pages,
            pandoc,
            words,
            number_of(whole),
            address,
            drawn(address) if address else "",
            beside,
            ladder(
                settings.brief.size, settings.brief.smallest, settings.brief.ladder, beside=beside
            ),
        )

    def set_by(self, rung: Rung, *, closing_page: bool = False, tall: bool = False) -> Brief:
        """How the brief is set by a rung."""
        return Brief(
            self.pages, rung, self.number, self.address, self.qr, closing_page, tall, self.beside
        )

    def laid(
        self,
        rung: Rung,
        taken: Mapping[str, int],
        facts: int,
        first_column: FirstColumn = lambda keys, _: len(keys),
        closing_page: bool = False,
        tall: bool = False,
    ) -> Result[LaidBrief | None]:
        """So many blocks of each section, cited and laid out. By default all references stand
        in one column, to be measured.
        """
        brief = self.set_by(rung, closing_page=closing_page, tall=tall)
        words = "" if tall else self.words.continued
        publication = reduced(self.whole, self.outline, taken, facts, brief, words)
        style = shortened(publication.style, rung.references)
        found = Collector()
        cited = found.take(cite(replace(publication, style=style), self.pandoc))
        if cited is None:
            return found.result(None)
        laid = lay_out_brief(replace(cited, publication=publication), first_column)
        return found.result(found.take(laid))

    def tried(self, choice: Choice, failed: Collector) -> Outcome[LaidBrief | None]:
        """A choice, laid out; why it can't be goes into ``failed``."""
        made = self.laid(
            choice.rung, choice.taken, choice.facts, choice.first_column, choice.closing_page
        )
        if made.value is None:
            failed.extend(made.diagnostics)
            return Outcome(0, 0.0, None, sound=False)
        return self.outcome(made.value)

    def outcome(self, laid: LaidBrief) -> Outcome[LaidBrief | None]:
        """How high a layout stands, and whether all of it stands on its pages."""
        at, measures = laid.measures.extents["closing"], laid.measures
        high = (measures.pages - 1) * measures.height + at.bottom
        sound = all(map(measures.holds, measures.extents.values()))
        over = running_over(measures, self.outline)
        return Outcome(measures.pages, high, laid, sound, over)
