"""How a name stands in its sentence: set apart, in capitals, plain; whole or a part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum

from publish.mentions.names import Name, is_marked
from publish.mentions.normalise import Token
from publish.mentions.reading import OPENING, Reading, starts_sentence
from publish.mentions.words import AND, FUNCTION, OPENERS, PREFIXES, SIZES, THINGS, WORKS


class Dress(IntEnum):
    """What the writing itself says about words being a name; more is surer."""

    PLAIN = 0
    INITIAL = 1
    """A capital, but only the one that begins every sentence."""
    UNCASED = 2
    """A script without capitals."""
    CAPITALISED = 3
    APART = 4
    """In quotation marks or emphasised, in small letters: perhaps just a term."""
    TITLED = 5
    """In quotation marks or emphasised, with the capitals of a title."""
    BOOKED = 6
    """In the marks that only titles have: 《》 and 『』."""


_CLOSING = "”“’‘»›\"'》〉」』"
_BOOKED = "《〈『"
_BESIDE = FUNCTION | WORKS | THINGS
_VERSION = re.compile(r"v\d+(?:\.\d+)?|\d(?:\.\d)?|I{2,3}|IV|VI{0,3}")
_JOINED = re.compile(rf"(?:[,;:.(\[]|\b(?:{AND}|or|oder|ou|o|или))\Z")
_JOINS = re.compile(rf"\s*(?:[,;:.!?)\]]|(?:{AND}|or|oder|ou|o|или)\b|\Z)")


def dress(reading: Reading, row: Sequence[Token]) -> Dress:
    """How the words of ``row`` stand in their sentence."""
    start, end = row[0].start, row[-1].end
    if reading.text[start - 1 : start] in _BOOKED and reading.text[start - 1 : start]:
        return Dress.BOOKED
    apart = _apart(reading, start, end)
    if not any(c.upper() != c.lower() for token in row for c in token.raw):
        return Dress.TITLED if apart else Dress.UNCASED
    first = row[0]
    opens = starts_sentence(reading, first) and not is_marked(first.raw)
    content = [t for t in row if t.word not in FUNCTION and t.raw[0].upper() != t.raw[0].lower()]
    counted = [t for t in content if not (opens and t is first)]
    counted = [t for t in counted if len(t.raw) > 1 or t.raw.isupper()]
    raised = bool(counted) and all(t.raw[0].isupper() or is_marked(t.raw) for t in counted)
    capital = first.raw[0].isupper()
    if apart:
        title = raised or (capital and len(row) > 1 and not opens) or (opens and not counted)
        title = title or (capital and len(row) > (2 if _quoted(reading.text, start) else 3))
        return Dress.TITLED if title else Dress.APART
    if raised or (len(row) > 3 and not opens and capital):
        return Dress.CAPITALISED
    return Dress.INITIAL if opens and capital and not counted else Dress.PLAIN


def _apart(reading: Reading, start: int, end: int) -> bool:
    """Whether quotation marks or emphasis hold just these words."""
    text = reading.text
    before, behind = text[start - 1 : start], text[end : end + 2]
    if (
        before
        and before in OPENING
        and behind
        and (
            behind[0] in _CLOSING
            or (behind[0] in ".,;:!?" and behind[1:] and behind[1] in _CLOSING)
        )
    ):
        return True
    return any(
        span.kind in ("emphasis", "quoted")
        and start - 1 <= span.start <= start
        and end <= span.end <= end + 2
        and not any(c.isalnum() for c in text[end : span.end])
        for span in reading.passage.spans
    )


def _quoted(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in OPENING


def longer_name(reading: Reading, row: Sequence[Token], lang: str) -> str | None:
    """The longer name of which the words seem to be only a part, if they do.

    *Mask R-CNN* is no *R-CNN*, *MoCo v2* no *MoCo*; but *ResNet-50* is a *ResNet*.
    """
    start, end = row[0].start, row[-1].end
    tokens, text = reading.tokens, reading.text
    first = bisect_left(tokens, start, key=lambda t: t.start)
    behind = bisect_left(tokens, end, key=lambda t: t.start)
    if first and _leads(reading, tokens[first - 1], tokens[first], lang):
        return text[tokens[first - 1].start : end]
    if behind < len(tokens) and _follows(tokens[behind], lang):
        return text[start : tokens[behind].end]
    return None


def _leads(reading: Reading, before: Token, first: Token, lang: str) -> bool:
    """Whether the word before belongs to the name."""
    if first.gap not in (" ", "-", "‑", "‐"):
        return False
    if first.hyphenated:
        return before.word not in PREFIXES
    if not before.raw[0].isupper() or before.word in _BESIDE:
        return False
    if before.raw[0].isascii() != first.raw[0].isascii():  # another script
        return False
    if lang == "de":
        return is_marked(before.raw)
    if starts_sentence(reading, before):
        if lang not in ("en", ""):  # every word has a capital there, and no list knows them all
            return is_marked(before.raw)
        return not (before.word in OPENERS or before.word.endswith(("ing", "ly")))
    return True


def _follows(behind: Token, lang: str) -> bool:
    """Whether the word behind belongs to the name."""
    if behind.gap not in ("", " ", "-", "‑", "‐"):
        return False
    if _VERSION.fullmatch(behind.raw):
        return True
    if behind.hyphenated:
        compound = lang == "de" and not is_marked(behind.raw)
        return behind.raw[0].isupper() and behind.word not in SIZES and not compound
    titled = behind.raw[0].isupper() and behind.raw[1:].islower()
    known = behind.word in _BESIDE or behind.word in ("i",)
    return behind.gap == " " and titled and not known and lang != "de"


def part_of_title(reading: Reading, row: Sequence[Token]) -> str | None:
    """The longer title in quotation marks or emphasis that holds the words, if any."""
    start, end = row[0].start, row[-1].end
    for left, right in reading.apart:
        if not left <= start < end <= right:
            continue
        inner = reading.text[left:right].strip("“”„‘’«»\"'")
        words = [t for t in reading.words(left, right) if t.word not in FUNCTION]
        raised = all(t.raw[0].isupper() or is_marked(t.raw) for t in words)
        more = any(not start <= t.start < end for t in words)
        if (
            more
            and raised
            and len(words) > 2
            and not _separate(reading.text[left:start], reading.text[end:right])
        ):
            return inner
    return None


def _separate(before: str, behind: str) -> bool:
    """Whether words are one of several in a row, as in *Mask R-CNN and ResNet*."""
    before, behind = before.strip("“„‘«» "), behind.strip("”“’»« ")
    left = not before or _JOINED.search(before) is not None
    return left and (not behind or _JOINS.match(behind) is not None)


def shows_marks(row: Sequence[Token], name: Name) -> bool:
    """Whether the words have the capitals and digits that mark the name."""
    raws = {form for t in row for form in (t.raw, t.raw.removesuffix("s"))}
    whole = "".join(t.raw for t in row)
    return all(
        mark in raws or mark.removesuffix("s") in raws or mark in whole for mark in name.marked
    )
