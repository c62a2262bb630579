"""What makes a publication a brief: its sheet, how its type is set, where the whole stands."""

from __future__ import annotations

from typing import Literal, get_args

from publish.model.frozen import Frozen

THEME = "brief"
"""The theme by which briefs are laid out, whatever that of the dossiers is."""

SMALLEST = 8.5
"""The least size of text in a brief, in points."""

Trim = Literal["a4", "letter"]
ReferenceForm = Literal["full", "linked", "shortest"]
"""As the style has them; with addresses as links behind the words; and with names
shortened as the style shortens them in citations."""


Step = Literal["pictures", "columns", "space", "leading", "size", "references", "shortest"]
"""What a rung of the ladder takes a little of."""

STEPS: tuple[Step, ...] = get_args(Step)


class Rung(Frozen):
    """How a brief is set. ``size`` and ``leading`` of its text in points, ``gap`` and
    ``figure`` as parts of the theme's spaces and pictures, ``aside`` the width in
    millimetres of the column beside the text.
    """

    name: str
    size: float
    leading: float
    gap: float = 1.0
    figure: float = 1.0
    aside: float = 46.0
    references: ReferenceForm = "full"

    @property
    def small(self) -> float:
        """The size of references, facts and captions."""
        return max(SMALLEST, round(self.size * 0.88, 2))

    @property
    def raised(self) -> float:
        """The size of letters above and below the line, such as the marks of notes."""
        return max(SMALLEST, round(self.size * 0.7, 2))

    @property
    def small_leading(self) -> float:
        return round(self.small * self.leading / self.size * 0.95, 2)


class Brief(Frozen):
    """``number`` is that of the document, ``address`` where its dossier is published (None:
    nobody knows) and ``qr`` the same as a drawing in SVG. ``closing_page`` starts a new page
    before the references, ``tall`` sets all on one endless page, to be measured. ``beside``
    says whether there is a column beside the text: two entries beside each other have none.
    """

    pages: int
    rung: Rung
    number: str
    address: str | None = None
    qr: str = ""
    closing_page: bool = False
    tall: bool = False
    beside: bool = True
