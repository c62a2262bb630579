"""Entries → cards of them: a picture of one, or sheets of many."""

from __future__ import annotations

from collections.abc import Sequence

from publish.briefing.publication import number_of, published_at
from publish.diagnostics.core import Result
from publish.engines.pdftext import picture_of
from publish.model.brief import THEME, Trim
from publish.model.frozen import replace
from publish.model.publication import Artifact, Publication
from publish.model.settings import Settings
from publish.verify import VERIFIERS
from publish.writers.pdf.brief import shown
from publish.writers.pdf.cards import PICTURE, Card, cards_pdf, contact_sheet
from publish.writers.terms import terms
from publish.writers.titleblock import kind_label, plain_summary

WIDTH = 1200
"""Of a card's picture, in pixels."""


def card_picture(publication: Publication) -> Result[Artifact | None]:
    """``<id>-card.png``, 1200 by 630 pixels, as previews of links have them."""
    settings = replace(publication.settings, theme=THEME)
    made = cards_pdf([_card(publication)], PICTURE, publication.entry.title, settings,
                     publication.modified)  # fmt: skip
    if made.value is None:
        return made
    data = picture_of(made.value.data, WIDTH)
    return Result(Artifact("png", f"{publication.id}-card.png", data), made.diagnostics)


def card_sheets(
    publications: Sequence[Publication], cards: int, trim: Trim, title: str, settings: Settings
) -> Result[Artifact | None]:
    """The cards of all, so many on each page, as a PDF that keeps the claims of the settings."""
    settings = replace(settings, theme=THEME)
    moment = max(publication.modified for publication in publications)
    shown, sheet = [_card(each) for each in publications], contact_sheet(trim, cards)
    made = cards_pdf(shown, sheet, title, settings, moment)
    if made.value is None:
        return made
    verdict = VERIFIERS["pdf"](made.value)
    if not verdict.unproved:
        return Result(made.value, (*made.diagnostics, *verdict.diagnostics))
    return Result(None, (*made.diagnostics, *verdict.diagnostics))


def _card(publication: Publication) -> Card:
    entry = publication.entry
    address = published_at(publication)
    folder = entry.path.rpartition("/")[0]
    return Card(
        id=publication.id,
        title=entry.title,
        subtitle=entry.subtitle,
        kind=kind_label(publication, terms(entry.lang)),
        words=plain_summary(entry),
        number=number_of(publication),
        lang=entry.lang,
        dir=entry.dir,
        portrait=f"{folder}/{entry.image.file}" if entry.image else None,
        alt=entry.image.alt if entry.image and not entry.image.decorative else "",
        address=address,
        shown_address=shown(address or ""),
    )
