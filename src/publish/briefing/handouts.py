"""What is made of briefs, and of entries beside them: pages, cards, sheets of cards, packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from publish.briefing.cards import card_picture, card_sheets
from publish.briefing.making import MadeBrief
from publish.briefing.pack import packed
from publish.briefing.page import page_of
from publish.briefing.publication import paper_for
from publish.diagnostics.core import Result
from publish.engines.pandoc import Pandoc
from publish.model.brief import Trim
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.mention import Mention
from publish.model.publication import Artifact, Project
from publish.publications import publication_of

Made = Result[Artifact | None]
Gate = Callable[[Sequence[Entry], date | None, Callable[[Sequence[Entry]], Made]], Made]
"""What is made of those entries that pass gate 1 on that day; None where none does."""


class Handouts(Frozen):
    """Makes them for one project; nothing is written."""

    project: Project
    mentions_of: Callable[[Entry], Sequence[Mention]]
    pandoc: Pandoc
    gate: Gate

    def page(self, brief: MadeBrief) -> Result[Artifact | None]:
        """A brief's text as a page for screens, ``<id>-brief.html``."""
        return page_of(brief)

    def card(self, brief: MadeBrief) -> Result[Artifact | None]:
        """The entry of a brief as a picture, ``<id>-card.png``, 1200 by 630 pixels."""
        return card_picture(brief.cited.publication)

    def sheets(
        self,
        entries: Sequence[str],
        title: str,
        cards: int = 8,
        trim: Trim | None = None,
        *,
        today: date | None = None,
    ) -> Made:
        """The cards of entries, so many (2, 4, 6, 8 or 10) on each page of a PDF. One that has
        errors has no card, which is told; None where none has one. ``today`` is as for a brief.
        """
        chosen = [self.project.entry(name) for name in dict.fromkeys(entries)]
        paper = paper_for(self.project.settings, trim)
        return self.gate(chosen, today, lambda good: self._sheets(good, title, cards, paper))

    def _sheets(self, entries: Sequence[Entry], title: str, cards: int, paper: Trim) -> Made:
        publications = [
            publication_of(self.project, entry, self.mentions_of(entry)) for entry in entries
        ]
        return card_sheets(publications, cards, paper, title, self.project.settings)

    def pack(self, briefs: Sequence[MadeBrief], title: str) -> Result[Artifact | None]:
        """Briefs with cover, contents and one list of what they cite, as one PDF."""
        return packed(briefs, title, self.pandoc)
