"""What stands around words that may be a name, gathered once for all that they may name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from publish.mentions.dress import Dress, dress
from publish.mentions.normalise import Token, fold, phrase, stem
from publish.mentions.reading import Reading
from publish.mentions.taught import short_form
from publish.mentions.words import ALSO_VERBS, DETERMINERS, SOFTWARE, THINGS, WORKS
from publish.model.frozen import Frozen


class Support(Frozen):
    """A reason to take a name for this paper's. ``specific`` supports tell one paper
    from another; ``anchor`` ones tie it to the entry; the rest only say that some
    paper is meant.
    """

    weight: int
    reason: str
    specific: bool = False
    anchor: bool = False


class Surroundings:
    """What stands around the words ``row``."""

    def __init__(self, reading: Reading, row: Sequence[Token]) -> None:
        self.reading = reading
        self.row = row
        self.start, self.end = row[0].start, row[-1].end
        self.said = reading.said(self.start)
        """The words of the whole sentence, the name's own among them."""
        self.people: dict[tuple[str, ...], tuple[Support, ...]] = {}
        """What authors who are named nearby say, by the authors' family names."""

    @cached_property
    def outside(self) -> list[Token]:
        """The other words of the sentence."""
        begin, stop = self.reading.sentence(self.start)
        words = self.reading.words
        return [*words(begin, min(stop, self.start)), *words(max(begin, self.end), stop)]

    @cached_property
    def raws(self) -> frozenset[str]:
        """The other words as written."""
        return frozenset(t.raw for t in self.outside)

    @cached_property
    def phrase(self) -> str:
        """The other words of the sentence, folded, blanks around them."""
        return f" {phrase(self.outside)} "

    @cached_property
    def behind(self) -> Token | None:
        """The word right behind, with nothing but a space or a hyphen between."""
        found = next((t for t in self.outside if t.start >= self.end), None)
        return found if found and found.gap in (" ", "-") else None

    @cached_property
    def own_stems(self) -> frozenset[str]:
        return frozenset(stem(t.word) for t in self.row)

    @cached_property
    def standing(self) -> tuple[Support, ...]:
        """What stands right beside the words."""
        return tuple(_standing(self.reading, self.row))


def _standing(reading: Reading, row: Sequence[Token]) -> Iterator[Support]:
    """What stands right beside the name: its kind of thing, its short form."""
    tokens_, text = reading.tokens, reading.text
    at = next(i for i, t in enumerate(tokens_) if t.start >= row[0].start)
    called = at > 1 and row[0].gap == " " and tokens_[at - 2].word in DETERMINERS
    noun = at > 0 and tokens_[at - 1].word in WORKS - ALSO_VERBS
    if noun and row[0].gap[:1] == " " and len(row[0].gap) < 3:
        called = called or dress(reading, row) >= Dress.APART  # *powieść „Solaris”*
    beside = [tokens_[at - 1]] if called else []
    last = next(i for i, t in enumerate(tokens_) if t.end >= row[-1].end)
    beside += [t for t in tokens_[last + 1 : last + 2] if t.gap in (" ", "-")]
    for token in beside:
        if token.word in WORKS or token.word in SOFTWARE:
            yield Support(2, f"the text calls it `{token.raw}`")
            break
        if token.word in THINGS:
            yield Support(1, f"the text calls it `{token.raw}`")
            break
    if short := short_form(text, row):
        form = short.text.removesuffix("s")
        initials = len(form) > 3 and fold(form) == "".join(token.word[0] for token in row)
        coined = initials or not form.isupper()
        yield Support(1 + coined, f"the text gives it the short form `{short.text}`")
