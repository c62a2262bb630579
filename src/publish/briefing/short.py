"""A short entry → all of it on its pages, by the roomiest rung, in one layout.

That everything has room is foretold (`publish.briefs.foresight`); what comes of it is what a
search among measured heights would find, two layouts later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.briefing.work import Work
from publish.briefs.foresight import closes_at_once, first_by_letters, sheet_for
from publish.briefs.reduction import whole
from publish.briefs.stocktaking import references_in_two
from publish.diagnostics.core import Collector
from publish.fitting import Attempt, Choice, Fit, Sheet
from publish.writers.pdf.brief import FirstColumn
from publish.writers.pdf.laying import LaidBrief


def laid_at_once(work: Work, found: Collector) -> Fit[LaidBrief | None]:
    """All of an entry, where it surely has room; else nothing was laid out, or in vain."""
    rung = work.rungs[0]
    sheet = sheet_for(work.whole, work.pages, beside=work.beside)
    closes = closes_at_once(work.whole, work.outline, rung, sheet)
    if closes is None:
        return Fit(None, 0)
    return _laid(work, sheet, first_by_letters(rung, sheet), found, closes=closes)


def _laid(
    work: Work,
    sheet: Sheet,
    first: FirstColumn,
    found: Collector,
    *,
    closes: bool,
    before: tuple[Attempt[LaidBrief | None], ...] = (),
) -> Fit[LaidBrief | None]:
    rung, taken, facts = work.rungs[0], whole(work.outline), len(work.outline.facts)
    layouts, parting = len(before) + 1, _Parting(first)
    made = work.laid(rung, taken, facts, parting, closes)
    if made.value is None:
        return Fit(None, layouts, tried=before)
    outcome, measures = work.outcome(made.value), made.value.measures
    fill = outcome.height / (work.pages * measures.height)
    choice = Choice(rung, taken, facts, closes, outcome.height, fill, parting, complete=True)
    attempt = Attempt(choice, outcome, fill)
    tried = (*before, attempt)
    if outcome.pages != work.pages or not outcome.sound:
        return Fit(None, layouts, tried=tried)
    parted = references_in_two(measures, rung, sheet)
    if parted != parting.said and not before:
        return _laid(work, sheet, lambda *_: parted, found, closes=closes, before=tried)
    found.extend(made.diagnostics)
    return Fit(attempt, layouts, tried=tried)


@dataclass(slots=True)
class _Parting:
    """Says how many references stand in the first column, and remembers it."""

    first: FirstColumn
    said: int = 0

    def __call__(self, keys: Sequence[str], letters: Sequence[int]) -> int:
        self.said = self.first(keys, letters)
        return self.said
