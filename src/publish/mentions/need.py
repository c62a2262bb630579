"""A name and how it stands in the text to the support that it needs.

A name that no everyday word looks like speaks for itself. The more everyday it is, and
the plainer it stands in the text, the more the text around it must say.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from publish.mentions.dress import Dress, dress, shows_marks
from publish.mentions.names import MADE_UP, Name, NameKind, content_words, marked_words
from publish.mentions.normalise import Token
from publish.mentions.reading import Reading

NEVER = 9
_START_NEED = {
    Dress.PLAIN: 4, Dress.INITIAL: 4, Dress.APART: 4, Dress.UNCASED: 3, Dress.CAPITALISED: 3,
    Dress.TITLED: 2, Dress.BOOKED: 2,
}  # fmt: skip
"""What the mere beginning of a title needs."""


class Look:
    """How the words ``row`` stand in a text, read once for all names that they may be."""

    def __init__(self, reading: Reading, row: Sequence[Token]) -> None:
        self.row = row
        self.style = dress(reading, row)

    @cached_property
    def content(self) -> int:
        """How many content words there are."""
        return content_words(self.row)

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """Those of the words that no everyday word looks like."""
        return marked_words(self.row)

    @cached_property
    def level(self) -> int:
        """The content words; a long name with few of them counts for more."""
        words, row = self.content, self.row
        unspaced = all(len(token.raw) == 1 for token in row)
        return words if words < 2 or unspaced else max(words, len(row) - (words == 2))


def need(name: Name, look: Look) -> int:
    """How much support the name needs where it looks like this.

    Weights: 0 speaks for itself, 2 is an author in the same sentence, `NEVER` is
    never enough.
    """
    row, style, level = look.row, look.style, look.level
    if name.kind < NameKind.TITLE:
        return _given_need(name, look)
    if name.kind in MADE_UP:
        return 4 if shows_marks(row, name) else NEVER
    if not name.kind.whole:
        return _START_NEED[style]
    if name.marked:
        return _marked_need(name, look)
    if look.marked:  # a title that lost its capitals: `Mask r-cnn`
        return 1 if len(row) == 1 and look.marked[0].removesuffix("s").isupper() else 0
    part = name.kind is NameKind.SHORT
    if part and len(row) == 1 and name.text.islower() and style is Dress.PLAIN:
        return 2  # *the purrr package*: a name that its own title writes small
    if style >= Dress.TITLED:
        return int(part and level < 4) if len(row) > 1 or style is Dress.BOOKED else 1
    if style is Dress.CAPITALISED:
        return (max(5 - level, 1) if part else max(4 - level, 0)) if level > 2 else 2 + part
    if style is Dress.UNCASED:
        return max(4 - look.content, 0)
    if style is Dress.INITIAL and level < 2:
        return 3
    plain = _plain_need(look.content, len(row)) + part
    return min(plain, 2 + part) if style is Dress.APART and look.content > 1 else plain


def _plain_need(words: int, length: int) -> int:
    """The need of a title in small letters: the more words, the less by chance."""
    if words > 3:
        return max(5 - words, 0)
    return 3 if words == 3 else 2 if words == 2 and length > 4 else NEVER


def _given_need(name: Name, look: Look) -> int:
    """A name that somebody chose is taken as it is, but *Adam* isn't *adam*."""
    row = look.row
    if len(row) > 1 or name.marked or name.text[:1].islower() or look.style is not Dress.PLAIN:
        return 0
    return NEVER if name.text[:1].isupper() and row[0].raw[0].islower() else 0


def _marked_need(name: Name, look: Look) -> int:
    """A name with capitals or digits speaks for itself where it is written with them."""
    row, style = look.row, look.style
    if shows_marks(row, name):
        short = (
            name.kind is not NameKind.GIVEN
            and len(row) == 1
            and len(row[0].raw) < 4
            and row[0].raw.isupper()
        )
        plain = style is Dress.PLAIN and len(name.marked) < name.content and look.level < 4
        return 1 if short or plain else 0
    mixed = any(not mark.removesuffix("s").isupper() for mark in name.marked)
    if len(row) > 2:
        return 0
    if mixed and len(row) == 1 and len(row[0].raw) > 4:
        return 2  # *GloVe* named elsewhere makes no paper of a *glove*
    return NEVER if style < Dress.CAPITALISED else 3
