"""Mentions to placements: which of them get a citation, and at which character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from publish.mentions.authorship import bracketed
from publish.mentions.authoryear import Byline, byline_of
from publish.mentions.bylines import bracket_placement, filled_brackets, given_year, is_byline
from publish.mentions.identifiers import identifiers_in
from publish.mentions.normalise import fold, tokens
from publish.mentions.placement import Manner, Placement
from publish.mentions.policy import chosen
from publish.mentions.reach import (
    POSSESSIVE,
    behind,
    is_adjective,
    noun_behind,
    outside,
    possessed,
)
from publish.mentions.sentences import sentence, sentence_starts
from publish.mentions.words import (
    AND_OTHERS,
    CLOSING_QUOTES,
    FUNCTION,
    OPENING_QUOTES,
    SURNAMES,
)
from publish.model.document import Document
from publish.model.frozen import replace
from publish.model.mention import Mention
from publish.model.passages import Passage, passages
from publish.model.reference import Bibliography

_BRACKET_BEHIND = re.compile(r"\s*(?P<held>[(\[（]\s*(?P<year>\d{4})[a-z]?\s*[)\]）])")
_BRACKET_LEAD = re.compile(r"[(\[（]\s*(?:[^\W\d_]+[.:]?\s+)?\Z")
_BRACKET_REST = re.compile(r"\s*[,;]\s*[^()\[\]（）\ufffc]{1,60}[)\]）]")
_BETWEEN = re.compile(
    rf"[\s{CLOSING_QUOTES}]*[,;、，]?[{CLOSING_QUOTES}]*\s*"
    r"(?:(?:and|und|et|y|e|en|i|и|och|og|és|ve|&|or|oder|ou|o|или|及|和|と|与)\s*)?"
    rf"(?:(?:the|die|der|das|les?|la|los?|las)\s+)?[{OPENING_QUOTES}]*"
)
"""What stands between papers that are named in a row."""
_YEAR_FIRST = re.compile(r"\d{4}\s")
_OWNER = re.compile(
    rf"(?P<family>[^\W\d_]+(?:-[^\W\d_]+)*)(?:\s+(?:{AND_OTHERS})|\s+(?:and|&)\s+[^\W\d_]+)"
    r"(?:[’']s?|\s+)\Z"
)
"""Authors who own what is named behind them; a single name may be a bearer's, not an author's."""
_SOLE_OWNER = re.compile(r"(?P<family>[^\W\d_]+(?:-[^\W\d_]+)*)[’']s?\Z")
"""One who owns it as the only author: *Turing's Computing Machinery and Intelligence*."""


def placements(
    document: Document,
    mentions: Iterable[Mention],
    manner: Manner,
    bibliography: Bibliography,
) -> list[Placement]:
    """Where the mentions of a document get citations, in reading order.

    ``mentions`` are those of the document. Facts name their source themselves, so
    they get none, and headings only if asked for. A paper that the author cites
    needs none from there on, to the end of the section (or of the entry: ``first``).
    """
    if manner.policy in ("report", "off"):
        return []
    texts = passages(document, located=False)
    by_passage: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.status == "sure" and mention.key is not None:
            by_passage.setdefault(mention.passage, []).append(mention)
    wanted: dict[int, list[Mention]] = {}
    for mention in chosen(texts, by_passage, manner):
        wanted.setdefault(mention.passage, []).append(mention)
    found: list[Placement] = []
    for index, here in wanted.items():
        setter = _Setter(texts[index], by_passage[index], here, manner, bibliography)
        found += setter.placements()
    return _clustered(found)


class _Setter:
    """Sets the citations of one passage: of its sure mentions, those that were chosen."""

    def __init__(
        self,
        passage: Passage,
        mentions: Sequence[Mention],
        chosen: Sequence[Mention],
        manner: Manner,
        bibliography: Bibliography,
    ) -> None:
        self.passage, self.text = passage, passage.text
        self.mentions, self.chosen = mentions, chosen
        self.bibliography = bibliography
        self.form, self.dated = manner.form, manner.form == "dated"

    def placements(self) -> Iterator[Placement]:
        done: set[int] = set()
        for row in filled_brackets(self.text, self.mentions):
            if any(mention in self.chosen for mention in row):
                yield bracket_placement(self.passage.index, self.text, row, self.form)
            done.update(mention.start for mention in row)
        others = [mention for mention in self.mentions if mention.start not in done]
        for row in self._rows(others):
            placed = [self._placed(mention) for mention in row if mention in self.chosen]
            if len(row) > 1 and row[-1] in self.chosen:
                placed[-1] = self._behind_noun(placed[-1], row[-1])
            keys = {key for place in placed for key in place.keys}
            if 1 < len(placed) == len(keys) == len({mention.key for mention in row}):
                last = placed[-1]
                placed = [replace(p, offset=last.offset, end=last.end) for p in placed]
            yield from placed

    def _rows(self, mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
        """Mentions in rows: *A, B, and C*; authors with a year stand by themselves."""
        row: list[Mention] = []
        for mention in mentions:
            joined = row and _BETWEEN.fullmatch(
                self.text, behind(self.text, row[-1]), mention.start
            )
            if row and (not joined or is_byline(row[-1]) or is_byline(mention)):
                yield row
                row = []
            row.append(mention)
        if row:
            yield row

    def _placed(self, mention: Mention) -> Placement:
        """Where the citation of one mention stands, and what gives way to it."""
        assert mention.key is not None
        keys, index = (mention.key,), self.passage.index
        line = self._line(mention.key)
        given = given_year(mention, line) if self.dated else None
        if given is not None:
            start, beside = given
            return Placement(index, start, keys, mention.end, year_only=True, beside=(beside,))
        offset = outside(self.passage, self._reach(mention))
        if owned := POSSESSIVE.match(self.text, offset):  # “Mask R-CNN”’s heads
            offset = outside(self.passage, possessed(self.text, owned.end()))
        offset = self._behind_bracket(mention, offset)
        bracket = _BRACKET_BEHIND.match(self.text, offset)
        if bracket is None or int(bracket["year"]) != line.year:
            if held := bracketed(self.text, offset, line.families):
                start, end = held
                return Placement(index, start if self.dated else end, keys, end)
            authors = self.dated and self._owned(mention, line)
            return Placement(index, offset, keys, offset, year_only=authors)
        start, end = bracket.span("held")
        if not self.dated:
            return Placement(index, end, keys, end)
        authors = self._owned(mention, line) or self._authored(mention, line)
        return Placement(index, start, keys, end, year_only=authors)

    def _behind_noun(self, place: Placement, mention: Mention) -> Placement:
        """The same, or behind the noun to which compounds in a row belong: *BERT-based and
        RoBERTa-based models*.
        """
        if place.offset != place.end or not is_adjective(self.text[mention.end : place.end]):
            return place
        end = noun_behind(self.text, place.end)
        return replace(place, offset=end, end=end)

    def _behind_bracket(self, mention: Mention, offset: int) -> int:
        """The same offset, or behind the bracket that an identifier shares with what is said
        of it: *(arXiv:1512.03385, 2015)*.
        """
        held = _BRACKET_REST.match(self.text, offset)
        if held is None or not _BRACKET_LEAD.search(self.text, 0, mention.start):
            return offset
        alone = not any(offset <= other.start < held.end() for other in self.mentions)
        return held.end() if alone and any(identifiers_in(mention.text)) else offset

    def _reach(self, mention: Mention) -> int:
        """Where a name and what belongs to it ends, other names that hang on it included."""
        end = behind(self.text, mention)
        for other in self.mentions:
            if mention.end <= other.start < end:  # Mask R-CNN/Faster R-CNN
                return max(end, self._reach(other))
        return end

    def _line(self, key: str) -> Byline:
        reference = self.bibliography.get(key)
        return byline_of(reference) if reference else Byline(key, (), None)

    def _owned(self, mention: Mention, line: Byline) -> bool:
        """Whether the name stands right behind its authors, as in *He et al.'s Mask R-CNN*,
        or ends with them: *2016 paper by He et al.*
        """
        if _YEAR_FIRST.match(mention.text):
            return True
        before = self.text[: mention.start].rstrip(OPENING_QUOTES + " ")
        owner = _OWNER.search(before)
        if owner is None and len(line.families) == 1 and not line.others:
            owner = _SOLE_OWNER.search(before)
        return owner is not None and fold(owner["family"]) in line.families[:1]

    def _authored(self, mention: Mention, line: Byline) -> bool:
        """Whether the first author stands before the name in the same sentence."""
        begin, _ = sentence(sentence_starts(self.text), mention.start, len(self.text))
        row = tokens(self.text[begin : mention.start])
        everyday = FUNCTION | SURNAMES
        return any(
            token.word in line.families[:1]
            and token.raw[0].isupper()
            and (at > 0 or token.word not in everyday)
            for at, token in enumerate(row)
        )


def _clustered(found: Iterable[Placement]) -> list[Placement]:
    """Placements at one and the same spot become one, with all their keys."""
    merged: list[Placement] = []
    for place in sorted(found, key=lambda p: (p.passage, p.offset)):
        last = merged[-1] if merged else None
        if last and (last.passage, last.offset) == (place.passage, place.offset):
            items = {**dict(place.items), **dict(last.items)}
            keys = tuple(dict.fromkeys(last.keys + place.keys))
            merged[-1] = replace(last, keys=keys, beside=tuple(items[key] for key in keys))
        else:
            merged.append(place)
    return merged
