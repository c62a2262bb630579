"""Mentions to placements: which of them get a citation, and at which character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from publish.mentions.normalise import UNSPACED, tokens
from publish.mentions.taught import short_form
from publish.mentions.words import FUNCTION, WORKS
from publish.model.document import Document
from publish.model.mention import Mention
from publish.model.passages import Passage, passages
from publish.model.settings import MentionPolicy

_WRAPPERS = frozenset({"emphasis", "quoted", "link", "script", "smallcaps", "strikeout"})
_CLOSING_QUOTES = "”’»›》〉」』\"'"
_CLOSED_BY = {"“": "„", "‘": "‚", "«": "»"}
"""Marks that close only where the other one has opened."""
_GLUED = re.compile(rf"(?:[-‐‑/+]?[^\W_{UNSPACED}\uac00-\ud7a3]+)+")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?(?=\s)")
_YEAR_BRACKET = re.compile(r"\s*([(\[（]\s*(?:1[5-9]|20)\d\d[a-z]?\s*[)\]）])\Z")
_BYLINE = re.compile(r".*[^\W\d_].*?[\s,](?:1[5-9]|20)\d\d[a-z]?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Placement:
    """A citation to be set in a passage, at a character of its text.

    What stands from ``offset`` up to ``end`` gives way to it (``(2016)`` behind the
    authors, which the citation says again); ``year_only`` then leaves the authors
    out of the citation, since they stand in the text.
    """

    passage: int
    offset: int
    keys: tuple[str, ...]
    end: int
    year_only: bool = False


def placements(
    document: Document, mentions: Iterable[Mention], policy: MentionPolicy
) -> list[Placement]:
    """Where the mentions of a document get citations, in reading order.

    ``mentions`` are those of the document. Facts name their source themselves and
    headings carry no citations, so neither gets any. A paper that the author cites
    needs none from there on, to the end of the section (or of the entry: ``first``).
    """
    if policy in ("report", "off"):
        return []
    texts = passages(document, located=False)
    chosen = _first(texts, mentions, policy)
    return _clustered(_placed(texts[mention.passage], mention) for mention in chosen)


# -- which --------------------------------------------------------------------


def _first(
    texts: Sequence[Passage], mentions: Iterable[Mention], policy: MentionPolicy
) -> Iterator[Mention]:
    """The mentions that policy asks to cite."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.status == "sure" and mention.key is not None:
            found.setdefault(mention.passage, []).append(mention)
    seen: set[tuple[str, str]] = set()
    for passage in texts:
        if passage.context == "heading" or passage.fragment.startswith("facts"):
            continue
        scope = _scope(passage, policy)
        mentions_here = _without_doubles(passage.text, found.get(passage.index, ()))
        for key, named in _events(passage, mentions_here):
            first = policy == "every" or (scope, key) not in seen
            if named is not None and not named.cited and first:
                yield named
            seen.add((scope, key))


def _without_doubles(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Without the names right before their own *(Kingma and Ba, 2015)*, which is what
    the citation takes the place of.
    """
    for mention, behind in zip_longest(mentions, mentions[1:]):
        double = behind is not None and behind.key == mention.key
        bracketed = double and text[mention.end : behind.start] in (" (", " [")
        if not (bracketed and _BYLINE.match(behind.text)):
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


def _placed(passage: Passage, mention: Mention) -> Placement:
    assert mention.key is not None
    text, keys = passage.text, (mention.key,)
    if bracket := _YEAR_BRACKET.search(mention.text):
        start = mention.start + bracket.start(1)
        return Placement(passage.index, start, keys, mention.end, year_only=True)
    held = text[mention.start - 1 : mention.start] + text[mention.end : mention.end + 1]
    if held in ("()", "[]") and _BYLINE.match(mention.text):
        return Placement(passage.index, mention.start - 1, keys, mention.end + 1)
    offset = _outside(passage, _behind(text, mention))
    return Placement(passage.index, offset, keys, offset)


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
        offset += _closes(text, offset)
    return offset


def _closes(text: str, offset: int) -> bool:
    """Whether a quotation mark that closes stands at the offset."""
    mark = text[offset : offset + 1]
    opening = _CLOSED_BY.get(mark)
    return bool(mark) and (
        mark in _CLOSING_QUOTES or (opening is not None and opening in text[:offset])
    )


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
