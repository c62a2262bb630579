"""Mentions to placements: which of them get a citation, and at which character."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from publish.mentions.authoryear import LEAD_IN, Byline, byline_of
from publish.mentions.normalise import UNSPACED, fold, tokens
from publish.mentions.sentences import sentence, sentence_starts
from publish.mentions.taught import short_form
from publish.mentions.words import AND_OTHERS, FUNCTION, SURNAMES, WORKS
from publish.model.document import Document
from publish.model.mention import Mention
from publish.model.passages import Passage, passages
from publish.model.publication import Project
from publish.model.reference import Bibliography
from publish.model.settings import MentionPolicy

_FORMS: Mapping[str, Literal["dated", "noted"]] = {
    "author-date": "dated", "author": "dated", "note": "noted"
}  # fmt: skip
"""What citations look like, by CSL's categories; in the others they are numbers or labels."""
_WRAPPERS = frozenset({"emphasis", "quoted", "link", "script", "smallcaps", "strikeout"})
_CLOSING_QUOTES = "”’»›》〉」』\"'"
_OPENING_QUOTES = "“„‘‚«‹《〈「『\"'"
_CLOSED_BY = {"“": "„", "‘": "‚", "«": "»"}
"""Marks that close only where the other one has opened."""
_GLUED = re.compile(rf"(?:[-‐‑/+]?[^\W_{UNSPACED}\uac00-\ud7a3]+)+")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?(?=\s)")
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_YEAR_BRACKET = re.compile(rf"\s*([(\[（]\s*{_YEAR}\s*[)\]）])\Z")
_LAST_YEAR = re.compile(r"(?P<year>\d{4})[a-z]?\s*[)\]）]?\Z")
_BRACKET_BEHIND = re.compile(r"\s*(?P<held>[(\[（]\s*(?P<year>\d{4})[a-z]?\s*[)\]）])")
_BYLINE = re.compile(rf".*[^\W\d_].*?[\s,](?P<year>{_YEAR})\Z", re.DOTALL)
_BETWEEN = re.compile(
    rf"[\s{_CLOSING_QUOTES}]*[,;、，]?[{_CLOSING_QUOTES}]*\s*"
    r"(?:(?:and|und|et|y|e|en|i|и|och|og|és|ve|&|or|oder|ou|o|или|及|和|と|与)\s*)?"
    rf"(?:(?:the|die|der|das|les?|la|los?|las)\s+)?[{_OPENING_QUOTES}]*"
)
"""What stands between papers that are named in a row."""
_DOUBLED = re.compile(
    rf"[{_CLOSING_QUOTES}]*(?:\s*[(\[（](?:see\s+)?|,?\s+(?:by|of|von|par|de|por|di|van|door)\s+)"
)
"""What stands between a name and its own authors with their year."""
_PARTED = re.compile(r"\s*[;,]?\s*(?:(?:and|und|et|y|e|и|&)\s+)?")
"""What stands between authors with years in one bracket."""
_OWNER = re.compile(
    rf"(?P<family>[^\W\d_]+(?:-[^\W\d_]+)*)(?:\s+(?:{AND_OTHERS})|\s+(?:and|&)\s+[^\W\d_]+)"
    r"(?:[’']s?|\s+)\Z"
)
"""Authors who own what is named behind them; a single name may be a bearer's, not an author's."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A citation to be set in a passage, at a character of its text.

    What stands from ``offset`` up to ``end`` gives way to it (``(2016)`` behind the
    authors, which the citation says again); ``year_only`` then leaves the authors
    out of the citation, since they stand in the text. ``prefix`` are words that
    come to stand inside it, before the first paper.
    """

    passage: int
    offset: int
    keys: tuple[str, ...]
    end: int
    year_only: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How citations are to be set: which mentions get one, and in what kind of style.

    A ``dated`` citation shows authors and year, and takes the place of those that
    stand in the text; a number or a note comes beside them.
    """

    policy: MentionPolicy = "first-in-section"
    form: Literal["dated", "numbered", "noted"] = "dated"
    headings: bool = False

    @classmethod
    def of(cls, project: Project) -> Manner:
        """What the project's settings and style want."""
        wanted = project.settings.citations
        form = _FORMS.get(project.style.citation_format)
        return cls(wanted.mentions, form or "numbered", wanted.headings)


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
    chosen: dict[int, list[Mention]] = {}
    for mention in _first(texts, by_passage, manner):
        chosen.setdefault(mention.passage, []).append(mention)
    found: list[Placement] = []
    for index, here in chosen.items():
        setter = _Setter(texts[index], by_passage[index], here, manner, bibliography)
        found += setter.placements()
    return _clustered(found)


# -- which --------------------------------------------------------------------


def _first(
    texts: Sequence[Passage], found: Mapping[int, Sequence[Mention]], manner: Manner
) -> Iterator[Mention]:
    """The mentions that policy asks to cite."""
    seen: set[tuple[str, str]] = set()
    for passage in texts:
        heading = passage.context == "heading" and not manner.headings
        if heading or passage.fragment.startswith("facts"):
            continue
        scope = _scope(passage, manner.policy)
        mentions_here = _without_doubles(passage.text, found.get(passage.index, ()))
        for key, named in _events(passage, mentions_here):
            first = manner.policy == "every" or (scope, key) not in seen
            if named is not None and not named.cited and first:
                yield named
            seen.add((scope, key))


def _without_doubles(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Without the names right before their own *(Kingma and Ba, 2015)* or *by Kingma and
    Ba (2015)*, where the citation goes.
    """
    for mention, behind in zip_longest(mentions, mentions[1:]):
        double = behind is not None and behind.key == mention.key and _is_byline(behind)
        if not (double and _DOUBLED.fullmatch(text, mention.end, behind.start)):
            yield mention


def _scope(passage: Passage, policy: MentionPolicy) -> str:
    """Within what the first mention counts: notes are apart, the questions are one."""
    section = "" if policy == "first" else passage.section.partition(".")[0]
    if section == "body":
        section = passage.section
    return f"{section} note" if passage.context == "note" else section


def _events(passage: Passage, mentions: Iterable[Mention]) -> Iterator[tuple[str, Mention | None]]:
    """The keys that are mentioned, or cited by the author (None), in reading order."""
    events: list[tuple[int, str, Mention | None]] = [(m.start, m.key or "", m) for m in mentions]
    events += [(span.start, key, None) for span in passage.spans for key in span.keys]
    return ((key, mention) for _, key, mention in sorted(events, key=lambda event: event[0]))


# -- where --------------------------------------------------------------------


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
        for row in self._bracketed():
            if any(mention in self.chosen for mention in row):
                yield self._in_bracket(row)
            done.update(mention.start for mention in row)
        for row in self._rows(done):
            placed = [self._placed(mention) for mention in row if mention in self.chosen]
            keys = {key for place in placed for key in place.keys}
            if 1 < len(placed) == len(keys) == len({mention.key for mention in row}):
                last = placed[-1]
                placed = [replace(p, offset=last.offset, end=last.end) for p in placed]
            yield from placed

    # -- several at once ---------------------------------------------------------

    def _bracketed(self) -> Iterator[list[Mention]]:
        """Authors with years that fill a bracket: *(He et al., 2016; Ren et al., 2015)*."""
        for row in self._runs(self.mentions, _PARTED, _is_byline):
            lead_in = LEAD_IN.search(self.text, 0, row[0].start)
            if (
                lead_in
                and lead_in[0][0] != ";"
                and self.text[row[-1].end :][:1] in (")", "]", "）")
            ):
                yield row

    def _in_bracket(self, row: Sequence[Mention]) -> Placement:
        keys = tuple(dict.fromkeys(m.key for m in row if m.key))
        lead_in = LEAD_IN.search(self.text, 0, row[0].start)
        assert lead_in is not None
        prefix = lead_in["words"] or ""
        if prefix and self.form == "numbered":  # (see [1])
            return Placement(self.passage.index, row[0].start, keys, row[-1].end)
        return Placement(self.passage.index, lead_in.start(), keys, row[-1].end + 1, prefix=prefix)

    def _rows(self, done: Container[int]) -> Iterator[list[Mention]]:
        """The other mentions, those together that stand in a row: *A, B, and C*."""
        others = [mention for mention in self.mentions if mention.start not in done]
        return self._runs(others, _BETWEEN, lambda mention: True, bylines=False)

    def _runs(
        self,
        mentions: Iterable[Mention],
        between: re.Pattern[str],
        wanted: Callable[[Mention], bool],
        bylines: bool = True,
    ) -> Iterator[list[Mention]]:
        """Those that are wanted, in runs with nothing but such text between them."""
        run: list[Mention] = []
        for mention in filter(wanted, mentions):
            if run and not (
                between.fullmatch(self.text, self._reach(run[-1], bylines), mention.start)
                and (bylines or not (_is_byline(run[-1]) or _is_byline(mention)))
            ):
                yield run
                run = []
            run.append(mention)
        if run:
            yield run

    def _reach(self, mention: Mention, bylines: bool) -> int:
        """Where a mention ends, with what belongs to a name."""
        return mention.end if bylines else _behind(self.text, mention)

    # -- one ---------------------------------------------------------------------

    def _placed(self, mention: Mention) -> Placement:
        """Where the citation of one mention stands, and what gives way to it."""
        assert mention.key is not None
        keys, index = (mention.key,), self.passage.index
        given = self._given_year(mention)
        if given is not None:
            return Placement(index, given, keys, mention.end, year_only=True)
        offset = _outside(self.passage, _behind(self.text, mention))
        if owned := _POSSESSIVE.match(self.text, offset):  # “Mask R-CNN”’s heads
            offset = _outside(self.passage, _possessed(self.text, owned.end()))
        line = self._line(mention.key)
        bracket = _BRACKET_BEHIND.match(self.text, offset)
        if bracket is None or int(bracket["year"]) != line.year:
            authors = self.dated and self._owned(mention, line)
            return Placement(index, offset, keys, offset, year_only=authors)
        start, end = bracket.span("held")
        if not self.dated:
            return Placement(index, end, keys, end)
        return Placement(index, start, keys, end, year_only=self._authored(mention, line))

    def _line(self, key: str) -> Byline:
        reference = self.bibliography.get(key)
        return byline_of(reference) if reference else Byline(key, (), None)

    def _given_year(self, mention: Mention) -> int | None:
        """Where the year stands that a dated citation says again behind the authors."""
        given = _LAST_YEAR.search(mention.text)
        same = given is not None and int(given["year"]) == self._line(mention.key or "").year
        if not (self.dated and same):
            return None
        if bracket := _YEAR_BRACKET.search(mention.text):
            return mention.start + bracket.start(1)
        before = self.text[: mention.start]
        inside = before.count("(") > before.count(")")
        line = _BYLINE.match(mention.text) if inside else None
        if line is None:
            return None
        named = mention.text[: line.start("year")].rstrip()  # *Turing, 1950* or *Ren et al. 2015*
        return mention.start + (len(named) - 1 if named.endswith(",") else line.start("year"))

    def _owned(self, mention: Mention, line: Byline) -> bool:
        """Whether the name stands right behind its authors: *He et al.'s Mask R-CNN*."""
        before = self.text[: mention.start].rstrip(_OPENING_QUOTES + " ")
        owner = _OWNER.search(before)
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


def _is_byline(mention: Mention) -> bool:
    """Whether authors with a year stand for the paper."""
    return _LAST_YEAR.search(mention.text) is not None and mention.text[0].isalpha()


def _behind(text: str, mention: Mention) -> int:
    """The offset behind the name and what belongs to it: its short form, the rest of
    a compound, the thing possessed, the word *paper*.
    """
    row = [t for t in tokens(text) if mention.start <= t.start < mention.end]
    short = short_form(text, row) if row else None
    end = short.close if short and short.start >= mention.end else mention.end
    if glued := _GLUED.match(text, end):
        end = glued.end()
    if possessive := _POSSESSIVE.match(text, end):
        return _possessed(text, possessive.end())
    behind = tokens(text[end : end + 40])[:1]
    if behind and behind[0].gap == " " and behind[0].word in WORKS:
        return end + behind[0].end
    return end


def _possessed(text: str, end: int) -> int:
    """The end of the noun phrase behind a possessive, where it is short and clear."""
    row = tokens(text[end : end + 80])
    for count, token in enumerate(row[:4]):
        if token.word in FUNCTION or token.gap != " ":
            return end + row[count - 1].end if count else end
    return end + row[-1].end if 0 < len(row) < 4 else end


def _outside(passage: Passage, offset: int) -> int:
    """The same offset, or that behind the markup and the quotation marks around it."""
    text = passage.text
    before = -1
    while before != offset:
        before = offset
        for span in passage.spans:
            if span.kind in _WRAPPERS and span.start < offset <= span.end:
                offset = max(offset, span.end)
        offset += _closing(text, offset)
    return offset


def _closing(text: str, offset: int) -> int:
    """How long the quotation mark is that closes at the offset; French sets a space before it."""
    mark = text[offset : offset + 1]
    if mark.isspace() and text[offset + 1 : offset + 2] == "»" and "«" in text[:offset]:
        return 2
    if mark in ("'", "’") and text[offset + 1 : offset + 2].isalpha():
        return 0  # a possessive
    opening = _CLOSED_BY.get(mark)
    closes = mark in _CLOSING_QUOTES or (opening is not None and opening in text[:offset])
    return int(bool(mark) and closes)


def _clustered(found: Iterable[Placement]) -> list[Placement]:
    """Placements at one and the same spot become one, with all their keys."""
    merged: list[Placement] = []
    for place in sorted(found, key=lambda p: (p.passage, p.offset)):
        last = merged[-1] if merged else None
        if last and (last.passage, last.offset) == (place.passage, place.offset):
            keys = tuple(dict.fromkeys(last.keys + place.keys))
            merged[-1] = replace(last, keys=keys)
        else:
            merged.append(place)
    return merged
