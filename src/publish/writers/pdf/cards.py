"""Entries → cards: what each is in a few words, one by itself or so many on each page.

A card is as high as it has to be on its sheet. Words that don't fit are counted out: a layout
of all of them says how many lines each summary fills, and so how many of its words remain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from math import ceil, floor
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from publish.diagnostics.core import Collector, Result
from publish.engines.jinja import theme_of
from publish.engines.pikepdf import Finishing, finish
from publish.model.brand import Brand
from publish.model.conformance import Conformance
from publish.model.direction import direction
from publish.model.frozen import Frozen, replace
from publish.model.publication import Artifact
from publish.model.settings import Settings
from publish.writers.pdf.brief import faces
from publish.writers.pdf.metadata import Metadata, information
from publish.writers.pdf.tags import tagger
from publish.writers.pdf.xmp import xmp

if TYPE_CHECKING:
    from publish.engines.weasyprint.layout import Layout

POINTS_A_MM = 72 / 25.4
LEADING = 1.36
"""Of the words, as in the style sheet."""
PADDING = 0.5
"""Below the last line of a card, as a part of the size of its words."""
MOST_LAYOUTS = 5
ENDING = "…"


class Card(Frozen):
    """What a card says of an entry. ``portrait`` is relative to the project; ``address``
    where the whole is published, ``shown_address`` the same as people read it.
    """

    id: str
    title: str
    subtitle: str | None
    kind: str
    words: str
    number: str
    lang: str
    dir: str
    portrait: str | None = None
    alt: str = ""
    address: str | None = None
    shown_address: str = ""


class CardSheet(Frozen):
    """Lengths in points: of the page, its margins, the space ``between`` cards, and ``base``,
    the size of the words.
    """

    width: float
    height: float
    margin: float
    columns: int
    rows: int
    between: float
    base: float
    small: float
    titled: bool = True
    """Whether the sheet's title is shown at its head."""

    @property
    def head(self) -> float:
        return 34.0 if self.titled else 0.0

    @property
    def high(self) -> float:
        """The height of a card."""
        left = self.height - 2 * self.margin - self.head
        return floor((left - (self.rows - 1) * self.between) / self.rows) - 1.0


PICTURE = CardSheet(900.0, 472.5, 48.0, 1, 1, 0.0, 24.0, 16.0, titled=False)
"""1200 by 630 pixels at 96 to the inch, as previews of links have them."""

GRIDS = {2: (1, 2), 4: (2, 2), 6: (2, 3), 8: (2, 4), 10: (2, 5)}
"""How many cards stand on a page, in so many columns and rows."""

TRIMS = {"a4": (210 * POINTS_A_MM, 297 * POINTS_A_MM), "letter": (612.0, 792.0)}


def contact_sheet(trim: str, cards: int) -> CardSheet:
    """So many cards (of those in `GRIDS`) on each page."""
    (width, height), (columns, rows) = TRIMS[trim], GRIDS[cards]
    base = 14.0 if cards == 2 else 12.0 if cards == 4 else 9.0
    return CardSheet(width, height, 42.0, columns, rows, 18.0, base, max(8.5, base * 0.8))


def cards_pdf(
    cards: Sequence[Card], sheet: CardSheet, title: str, settings: Settings, moment: datetime
) -> Result[Artifact | None]:
    """The cards as a PDF with the claims of the settings; None where it can't be made."""
    found = Collector()
    laid = found.take(_fitted(cards, sheet, title, settings))
    if laid is None:
        return found.result(None)
    conformance = Conformance(settings.pdf.standard)
    data, _ = laid.write(tagger(laid.root, conformance), conformance.version)
    lang = _language(cards, settings)
    langs = tuple(dict.fromkeys((lang, *(card.lang for card in cards))))
    about = Metadata(title=title, lang=lang, languages=langs, publisher=settings.publisher or "")
    finishing = Finishing(
        xmp=xmp(about, moment, conformance),
        information=information(about),
        moment=moment,
        lang=lang,
        version=conformance.version,
    )
    return found.result(
        Artifact("pdf", "cards.pdf", finish(data, finishing), settings.pdf.standard)
    )


def _language(cards: Sequence[Card], settings: Settings) -> str:
    """That of a sheet, which says where its rows begin; a card by itself has its own."""
    return cards[0].lang if len(cards) == 1 else settings.lang or cards[0].lang


def _fitted(
    cards: Sequence[Card], sheet: CardSheet, title: str, settings: Settings
) -> Result[Layout | None]:
    """The layout in which each card holds as many of its words as it has room for."""
    found = Collector()
    shown = list(cards)
    for _ in range(MOST_LAYOUTS):
        laid = found.take(_laid(shown, sheet, title, settings))
        if laid is None:
            return found.result(None)
        shorter = _shortened(shown, laid, sheet)
        if shorter == shown:
            return found.result(laid)
        shown = shorter
    return found.result(laid)


def _shortened(shown: Sequence[Card], laid: Layout, sheet: CardSheet) -> list[Card]:
    """The cards, with fewer words where one is higher than it may be."""
    names = {each: name for each in laid.root.iter() if (name := each.get("data-unit"))}
    extents = laid.measures(names).extents
    made = []
    for card in shown:
        top, foot = extents[f"card-{card.id}"].top, extents[f"foot-{card.id}"].bottom
        excess = foot - top + PADDING * sheet.base - sheet.high
        words = extents.get(f"words-{card.id}")
        if excess <= 0 or words is None:
            made.append(card)
            continue
        filled, there = sum(words.fills), sum(map(ceil, words.fills))
        kept = max(0.0, there - ceil(excess / (sheet.base * LEADING))) / filled
        made.append(replace(card, words=_cut(card.words, min(kept, 1.0))))
    return made


def _cut(words: str, part: float) -> str:
    """So much of the words, ended by a mark that says that there are more."""
    length = int(len(words) * part) - 2
    if length <= 0:
        return ""
    return words.removesuffix(ENDING)[:length].rsplit(" ", 1)[0].rstrip(" ,;:.–—") + ENDING


def _laid(
    cards: Sequence[Card], sheet: CardSheet, title: str, settings: Settings
) -> Result[Layout | None]:
    from publish.engines.weasyprint.layout import lay_out  # 0.4 s, so only now

    found = Collector()
    brand = settings.brand or Brand()
    theme = theme_of(settings)
    lang = _language(cards, settings)
    markup = found.take(
        theme.render(
            "cards.html.j2",
            title=title,
            titled=sheet.titled,
            lang=lang,
            dir=direction(lang),
            house=brand.name or settings.publisher or settings.title,
            rows=list(_rows(cards, sheet.columns)),
        )
    )
    if not markup:
        return found.result(None)
    root = ElementTree.fromstring(markup)
    styles = (theme.text("cards.css"), _style(sheet, brand))
    return found.result(lay_out(root, styles, "", settings.root))


def _rows(cards: Sequence[Card], columns: int) -> Iterator[list[Card | None]]:
    for at in range(0, len(cards), columns):
        row: list[Card | None] = [*cards[at : at + columns]]
        yield row + [None] * (columns - len(row))


def _style(sheet: CardSheet, brand: Brand) -> str:
    values = {
        **faces(brand),
        "accent": brand.ink,
        "base": f"{sheet.base}pt",
        "small": f"{sheet.small}pt",
        "between": f"{sheet.between}pt",
        "high": f"{sheet.high}pt",
    }
    said = " ".join(f"--{name}: {value};" for name, value in values.items())
    title = f"font-size: 15pt; line-height: 20pt; margin: 0 0 {sheet.head - 20}pt; font-weight: 500"
    return (
        f":root {{ {said} }} h1.sheet {{ {title} }}\n"
        f"@page {{ size: {sheet.width}pt {sheet.height}pt; margin: {sheet.margin}pt }}\n"
        f"@page :nth(n+2) {{ margin-top: {sheet.margin + sheet.head}pt }}"
    )
