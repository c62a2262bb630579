"""A document's passages as the finder reads them: words, sentences, and what to skip."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from publish.mentions.normalise import Token, folded, stem, tokens
from publish.mentions.sentences import sentence, sentence_starts
from publish.mentions.words import REFERENCE_LISTS
from publish.model.passages import Passage, Span

_QUOTED = re.compile(r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|《[^《》]+》|『[^『』]+』")
OPENING = "“„‘‚«‹\"'《〈「『"
"""The marks that open a quotation or a title."""
_ADDRESS = re.compile(r"(?:(?<!\w)\w+://|www\.)[^\s\ufffc]+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
"""From the beginning of a word only: in a text without spaces, from each letter, that would take
the square of its length.
"""
_BEGINNING = attrgetter("start")
_SKIPPED = frozenset({"link", "strikeout"})


class Said(NamedTuple):
    """The folded words of a sentence; ``raised`` are those that don't begin with a small
    letter.
    """

    words: frozenset[str]
    raised: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One passage: its words, its sentences, the keys cited in each sentence."""

    passage: Passage
    tokens: Sequence[Token]
    starts: list[int]
    citations: Mapping[int, frozenset[str]]
    apart: Sequence[tuple[int, int]]
    """What stands in quotation marks or is emphasised: start and end, marks included."""
    addresses: Sequence[tuple[int, int]]
    _said: dict[int, Said] = field(default_factory=dict, init=False, compare=False, repr=False)
    _stems: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def text(self) -> str:
        return self.passage.text

    def sentence(self, offset: int) -> tuple[int, int]:
        """The start and end of the sentence around an offset."""
        return sentence(self.starts, offset, len(self.text))

    def words(self, start: int, end: int) -> Iterator[Token]:
        """The words within two offsets."""
        first = bisect_left(self.tokens, start, key=_BEGINNING)
        last = bisect_left(self.tokens, end, lo=first, key=_BEGINNING)
        return iter(self.tokens[first:last])

    def said(self, offset: int) -> Said:
        """What the sentence around an offset says; read once for all names that it holds."""
        begin, stop = self.sentence(offset)
        if begin not in self._said:
            tokens = list(self.words(begin, stop))
            raised = frozenset([t.word for t in tokens if not t.raw[0].islower()])
            self._said[begin] = Said(frozenset([t.word for t in tokens]), raised)
        return self._said[begin]

    def stems(self) -> dict[str, str]:
        """Every word of the passage as written, by its stem; found once for all names."""
        if not self._stems:
            self._stems.update((stem(token.word), token.raw) for token in self.tokens)
        return self._stems

    def cited(self, offset: int) -> frozenset[str]:
        """The keys that the author cites in the sentence around an offset."""
        return self.citations.get(self.sentence(offset)[0], frozenset())

    def sets_apart(self, word: Token) -> bool:
        """Whether a word is quoted or emphasised, alone or among others."""
        start, apart = word.start, self.apart
        if start and self.passage.text[start - 1] in OPENING:
            return True
        return bool(apart) and any(left <= start < right for left, right in apart)

    def skipped(self, start: int, end: int) -> bool:
        """Whether characters stand in a link with a text of its own, or are struck out."""
        return any(
            span.kind in _SKIPPED and span.start < end and start < span.end
            for span in self.passage.spans
            if not is_address(span, self.text)
        )

    def in_address(self, start: int, end: int) -> bool:
        """Whether characters are part of an address."""
        return any(left < end and start < right for left, right in self.addresses)


def readings(passages: Iterable[Passage], headings: bool = False) -> list[Reading]:
    """The passages in which mentions are looked for, in reading order.

    Headings are left out unless asked for, and sections that list literature.
    """
    found: list[Reading] = []
    listing: str | None = None
    passages = list(passages)
    notes = _cited_in_notes(passages)
    for passage in passages:
        if passage.context == "heading":
            words = folded(passage.text).split()
            is_list = len(words) <= 3 and any(word in REFERENCE_LISTS for word in words)
            listing = passage.section if is_list else None
            if not headings:
                continue
        elif passage.section == listing:
            continue
        found.append(_reading(passage, notes))
    return found


def is_address(span: Span, text: str) -> bool:
    """Whether a link's text is its own address, as in ``<https://doi.org/…>``."""
    if span.kind != "link":
        return False
    shown = text[span.start : span.end]
    return bool(shown) and span.target.removeprefix("mailto:") in (shown, "http://" + shown)


def _reading(
    passage: Passage, notes: Mapping[tuple[str, tuple[int | str, ...]], frozenset[str]]
) -> Reading:
    starts = sentence_starts(passage.text)
    cited: dict[int, frozenset[str]] = {}
    paths = {segment.start: segment.path for segment in passage.segments}
    for span in passage.spans:
        if span.kind not in ("citation", "note"):
            continue
        keys = frozenset(span.keys)
        if span.kind == "note":
            keys = notes.get((passage.fragment, passage.container + paths[span.start]), frozenset())
        begin, _ = sentence(starts, max(span.start - 2, 0), len(passage.text))
        cited[begin] = cited.get(begin, frozenset()) | keys
    addresses = [match.span() for match in _ADDRESS.finditer(passage.text)]
    apart = list(_set_apart(passage))
    return Reading(passage, tokens(passage.text), starts, cited, apart, addresses)


def _set_apart(passage: Passage) -> Iterator[tuple[int, int]]:
    """Emphasised and quoted stretches, whether or not pandoc took the marks for quotes."""
    spans = {(s.start, s.end) for s in passage.spans if s.kind in ("emphasis", "quoted")}
    yield from sorted(spans | {match.span() for match in _QUOTED.finditer(passage.text)})


def _cited_in_notes(
    passages: Iterable[Passage],
) -> dict[tuple[str, tuple[int | str, ...]], frozenset[str]]:
    """The keys cited in each note, by fragment and path of the note's node."""
    found: dict[tuple[str, tuple[int | str, ...]], frozenset[str]] = {}
    for passage in passages:
        if passage.context != "note":
            continue
        keys = frozenset(key for span in passage.spans for key in span.keys)
        for cut in range(len(passage.container)):
            place = (passage.fragment, passage.container[:cut])
            found[place] = found.get(place, frozenset()) | keys
    return found


def starts_sentence(reading: Reading, token: Token) -> bool:
    """Whether a word is the first of its sentence."""
    begin, _ = reading.sentence(token.start)
    return not any(c.isalnum() for c in reading.text[begin : token.start])
