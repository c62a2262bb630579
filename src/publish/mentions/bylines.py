"""Authors with years in a passage: what of them a citation says again, alone or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.mentions.authoryear import LEAD_IN, LEADING_WORDS, LOCATOR, Byline
from publish.mentions.identifiers import identifiers_in
from publish.mentions.normalise import tokens
from publish.mentions.placement import Beside, Form, Placement
from publish.model.mention import Mention

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_YEAR_BRACKET = re.compile(rf"\s*(?P<held>[(\[（]\s*{_YEAR}(?P<locator>{LOCATOR})?\s*[)\]）])\Z")
_LAST_YEAR = re.compile(rf"(?P<year>\d{{4}})[a-z]?(?:(?:{LOCATOR})?\s*[)\]）])?\Z")
_BARE = re.compile(rf".*[^\W\d_].*?[\s,](?P<year>{_YEAR})\Z", re.DOTALL)
_PARTED = re.compile(
    rf"(?P<behind>{LOCATOR})?\s*[;,]?\s*(?:(?:and|und|et|y|e|и|&)\s+)?"
    rf"(?:(?P<before>{LEADING_WORDS})\s+)?"
)
"""What stands between authors with years in one bracket."""
_CLOSED = re.compile(rf"(?P<behind>{LOCATOR})?\s*[)\]）]")


def is_byline(mention: Mention) -> bool:
    """Whether authors with a year stand for the paper: digits at the end of an identifier are
    none.
    """
    text = mention.text
    dated = _LAST_YEAR.search(text) is not None and text[0].isalpha()
    return dated and not any(identifiers_in(text))


def given_year(mention: Mention, line: Byline) -> tuple[int, Beside] | None:
    """Where the year stands that a dated citation says again behind the authors, and
    what else stands there; None where it is neither the record's nor said of its authors.
    """
    given = _LAST_YEAR.search(mention.text)
    if given is None or not (int(given["year"]) == line.year or _names_author(mention, line)):
        return None
    if bracket := _YEAR_BRACKET.search(mention.text):
        return mention.start + bracket.start("held"), Beside(behind=_locator(bracket["locator"]))
    found = _BARE.match(mention.text)
    if found is None:
        return None
    named = mention.text[: found.start("year")].rstrip()  # *Turing, 1950* or *Ren et al. 2015*
    start = len(named) - 1 if named.endswith(",") else found.start("year")
    return mention.start + start, Beside()


def _names_author(mention: Mention, line: Byline) -> bool:
    return any(token.word in line.families[:1] for token in tokens(mention.text))


def filled_brackets(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Authors with years that fill a bracket: *(He et al., 2016, p. 3; Ren et al., 2015)*."""
    row: list[Mention] = []
    for mention in filter(is_byline, mentions):
        if not (row and _PARTED.fullmatch(text, row[-1].end, mention.start)):
            row = []
            lead_in = LEAD_IN.search(text, 0, mention.start)
            if lead_in is None or lead_in[0][0] == ";":
                continue
        row.append(mention)
        if _CLOSED.match(text, mention.end):
            yield row
            row = []


def bracket_placement(passage: int, text: str, row: Sequence[Mention], form: Form) -> Placement:
    """The one citation that takes the place of a bracket which authors with years fill."""
    lead_in, close = LEAD_IN.search(text, 0, row[0].start), _CLOSED.match(text, row[-1].end)
    assert lead_in is not None
    assert close is not None
    first = lead_in["words"] or ""
    items: dict[str, Beside] = {}
    for at, mention in enumerate(row):
        before, behind = first, _locator(close["behind"])
        if at:
            parted = _PARTED.fullmatch(text, row[at - 1].end, mention.start)
            before = (parted and parted["before"]) or ""
        if at + 1 < len(row):
            parted = _PARTED.fullmatch(text, mention.end, row[at + 1].start)
            behind = _locator(parted and parted["behind"])
        items.setdefault(mention.key or "", Beside(before, behind))
    keys, beside = tuple(items), tuple(items.values())
    if first and form == "numbered":  # (see [1])
        beside = (Beside(behind=beside[0].behind), *beside[1:])
        return Placement(passage, row[0].start, keys, close.end() - 1, beside=beside)
    return Placement(passage, lead_in.start(), keys, close.end(), beside=beside)


def _locator(found: str | None) -> str:
    """A locator as it stands in a citation: behind a comma."""
    return f", {found.lstrip(',: ')}" if found else ""
