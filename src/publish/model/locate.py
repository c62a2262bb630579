"""Words of a parsed text back to their places in the file.

Pandoc's Markdown reader keeps no positions. But words keep their order, so the
words of a passage are matched with those of the source, one by one. Where they
part (an address, an attribute, an entity), the next place where two words in a
row agree again is taken. What stands between words (quotes, dashes, escapes) is
then found in the gap between its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from publish.model.expressions import expression


class Markup(Protocol):
    """What the locator needs to know of a span of a passage (`passages.Span`)."""

    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def target(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...


OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a passage's text for what isn't words: code, mathematics, images,
notes and citations."""

_OBJECTS = frozenset({"code", "math", "image", "note", "citation", "raw"})
_HIDDEN = expression(
    r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"  # addresses of links
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]+\S+[^\n]*$"  # definitions of references
    r"|(?<=[\])`])\{\s*(?:[#.][\w-]|\w+=)[^}\n]*\}"  # attributes
    r"|(?P<heading>^\#{1,6} [^\n]*?)\{[#.][^}\n]*\}[ \t]*$",  # and of headings
    re.MULTILINE,
)
_UNSPACED = r"\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of scripts that put no spaces between words: each is a word here."""
_WORD = expression(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_WORD_OR_OBJECT = expression(f"{OBJECT}|{_WORD.pattern}")
_NOTE_MARK = expression(r"\[\^(?P<id>[^\]\s]+)\](?!:)|\^\[")
_NOTE_TEXT = expression(r"^ {0,3}\[\^(?P<id>[^\]\s]+)\]:", re.MULTILINE)
_SPELLINGS = {
    "‘": ("'",), "’": ("'",), "“": ('"',), "”": ('"',), "–": ("--",), "—": ("---",),
    "…": ("...",), " ": ("\n",), "\u00a0": ("\\ ", "&nbsp;", " "),
    "&": ("&amp;",), "<": ("&lt;",), ">": ("&gt;",),
}  # fmt: skip
_LOCATOR = expression(r"[ \n]?\[(?!\^)[^\]\n]*\](?![\[(])")
_REACH, _REACH_ALONE = 300, 60
"""How many words ahead in the source the next word of a passage may stand; fewer
where no other word stands behind it to prove it."""
_MARGIN = 12
"""How far, in characters, marks may stand from the first and last word of a passage."""


class _Token(NamedTuple):
    """A word or an object of a passage, ``start`` and ``end`` in its text."""

    start: int
    end: int
    word: str
    object: Markup | None = None


class Locator:
    """Finds the passages of one fragment (``text[start:end]``), in order."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._end = end
        part = _HIDDEN.sub(_blank, text[start:end])
        self._text = " " * start + part
        found = list(_WORD.finditer(part))
        self._words = [match.group() for match in found]
        self._starts = [start + match.start() for match in found]
        self._used = bytearray(len(found))
        self._notes = {m["id"]: start + m.end() for m in _NOTE_TEXT.finditer(part)}
        self._marks: list[int] = []
        self.cursor = 0
        """The word of the source behind the last passage."""

    def align(
        self, text: str, spans: Sequence[Markup], since: int | None = None, note: int | None = None
    ) -> list[int]:
        """The offset in the file of each character of a passage's text.

        ``since`` is an earlier `cursor` from which to look (cells of a row may
        stand line by line); ``note`` is the number of the note, counted from 0 in
        the order of their marks, in which the passage stands.
        """
        tokens = list(_tokens(text, spans))
        if note is not None:
            begin = self._word_at(self._marks[note] if note < len(self._marks) else 0)
        else:
            begin = self.cursor if since is None else since
        first = self._beginning(tokens, begin)
        places, cursor = self._places(tokens, first)
        if note is None:
            self.cursor = cursor if since is None else max(self.cursor, cursor)
        return self._offsets(text, tokens, places, self._offset(first))

    # -- words ----------------------------------------------------------------

    def _beginning(self, tokens: Sequence[_Token], begin: int) -> int:
        """Where a passage starts: where its first words stand in a row."""
        row: list[str] = []
        for token in tokens[:5]:
            if token.object is not None:
                break
            row.append(token.word)
        for length in sorted({len(row), min(3, len(row)), min(2, len(row))}, reverse=True):
            if length and (at := self._find(row[:length], begin)) is not None:
                return at
        if len(row) > 1 and (at := self._find(row, 0)) is not None:
            return at
        return begin

    def _find(self, row: list[str], begin: int) -> int | None:
        """The first unused place of these words in a row; a lone one must be near."""
        end = len(self._words) if len(row) > 2 else begin + _REACH
        at = begin
        while True:
            try:
                at = self._words.index(row[0], at, end)
            except ValueError:
                return None
            if not self._used[at] and self._words[at : at + len(row)] == row:
                return at
            at += 1

    def _places(self, tokens: Sequence[_Token], cursor: int) -> tuple[list[int], int]:
        """The offset of each token (-1 where it wasn't found), and the next word."""
        places: list[int] = []
        for index, token in enumerate(tokens):
            if token.object is not None:
                offset, cursor = self._object(token.object, cursor)
                places.append(offset)
                continue
            at = self._next(tokens, index, cursor)
            if at is None:
                places.append(-1)
                continue
            self._used[at] = 1
            places.append(self._starts[at])
            cursor = at + 1
        return places, cursor

    def _next(self, tokens: Sequence[_Token], index: int, cursor: int) -> int | None:
        """Where the token stands: here, or where it and the one behind it agree."""
        words, used = self._words, self._used
        word = tokens[index].word
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        follower = behind.word if behind is not None and behind.object is None else None
        reach = _REACH if follower else _REACH_ALONE
        for at in range(cursor, min(cursor + reach, len(words))):
            if words[at] != word or used[at]:
                continue
            here = at == cursor or all(used[cursor:at])
            if here or follower is None or words[at + 1 : at + 2] == [follower]:
                return at
        return None

    def _word_at(self, offset: int) -> int:
        """The first word of the source at or behind an offset."""
        return bisect_left(self._starts, offset)

    def _offset(self, word: int) -> int:
        return self._starts[word] if word < len(self._starts) else self._end

    def _behind(self, word: int) -> int:
        """The offset behind the word before ``word``."""
        return self._starts[word - 1] + len(self._words[word - 1]) if word else 0

    # -- objects --------------------------------------------------------------

    def _object(self, span: Markup, cursor: int) -> tuple[int, int]:
        """The offset of a citation, note, formula …, and the word behind it."""
        begin = self._behind(cursor)
        if span.kind == "citation":
            return self._citation(span.keys, begin, cursor)
        if span.kind == "note":
            return self._note(begin, cursor)
        if span.kind == "image":
            at = self._text.find("![", begin, self._offset(cursor + _REACH_ALONE))
            return at, cursor if at < 0 else self._word_at(at)
        words = _WORD.findall(span.target)[:5]
        reach = self._offset(cursor + _REACH_ALONE)
        at = self._text.find(span.target, begin, reach) if span.target else -1
        if at >= 0:
            return at, self._word_at(at + len(span.target))
        found = self._find(words, cursor) if words else None
        return (-1, cursor) if found is None else (self._starts[found], found + len(words))

    def _citation(self, keys: Sequence[str], begin: int, cursor: int) -> tuple[int, int]:
        first, end = -1, begin
        for key in keys:
            reach = self._offset(cursor + _REACH_ALONE)
            written = re.compile(r"@\{?" + re.escape(key) + r"(?!\w)\}?")
            found = written.search(self._text, end, max(reach, end))
            if not found:
                return first, cursor
            first, end = (found.start() if first < 0 else first), found.end()
        if located := _LOCATOR.match(self._text, end):  # of a narrative citation
            return first, self._word_at(located.end())
        return first, self._word_at(_closed(self._text, end))

    def _note(self, begin: int, cursor: int) -> tuple[int, int]:
        mark = _NOTE_MARK.search(self._text, begin, self._offset(cursor + _REACH_ALONE))
        if mark is None:
            self._marks.append(begin)
            return -1, cursor
        if mark["id"]:
            self._marks.append(self._notes.get(mark["id"], mark.end()))
            return mark.start(), self._word_at(mark.end())
        self._marks.append(mark.end())
        return mark.start(), self._word_at(_closed(self._text, mark.end()))

    # -- characters -----------------------------------------------------------

    def _offsets(
        self, text: str, tokens: Sequence[_Token], places: Sequence[int], begin: int
    ) -> list[int]:
        """The offset of each character, from those of the words around it."""
        offsets: list[int] = []
        at = self._before(text[: tokens[0].start] if tokens else text, begin, offsets)
        limits = self._limits(places)
        for index, token in enumerate(tokens):
            limit = limits[index]
            at = self._between(text[len(offsets) : token.start], at, limit, offsets)
            size = token.end - token.start
            if places[index] >= 0:
                at = places[index]
                offsets.extend(range(at, at + size) if token.object is None else [at])
                at += size
            else:
                at = self._unspaced(at, limit)
                offsets.extend(min(at + i, self._end) for i in range(size))
        tail = text[len(offsets) :]
        self._between(tail, at, min(at + len(tail) + _MARGIN, self._end), offsets)
        return offsets

    def _limits(self, places: Sequence[int]) -> list[int]:
        """For each token the place of the next one that was found."""
        limits, limit = [], self._end
        for place in reversed(places):
            limit = place if place >= 0 else limit
            limits.append(limit)
        return limits[::-1]

    def _before(self, gap: str, begin: int, offsets: list[int]) -> int:
        """The offsets of what stands before the first word, found backwards."""
        found: list[int] = []
        at = begin
        for char in reversed(gap):
            for spelling in (char, *_SPELLINGS.get(char, ())):
                if (place := self._text.rfind(spelling, max(at - _MARGIN, 0), at)) >= 0:
                    at = place
                    break
            found.append(at)
        offsets.extend(reversed(found))
        return begin

    def _between(self, gap: str, at: int, limit: int, offsets: list[int]) -> int:
        """Append the offsets of what stands between two words; the offset behind."""
        for char in gap:
            spellings = (char, *_SPELLINGS.get(char, ()))
            found = [(self._text.find(spelling, at, limit), spelling) for spelling in spellings]
            place, spelling = min((f for f in found if f[0] >= 0), default=(at, ""))
            offsets.append(place)
            at = place + len(spelling)
        return at

    def _unspaced(self, at: int, limit: int) -> int:
        while at < limit and (self._text[at].isspace() or self._text[at] == "\0"):
            at += 1
        return at


def _blank(hidden: re.Match[str]) -> str:
    heading = hidden["heading"] or ""
    return heading + re.sub(r"[^\n]", "\0", hidden.group()[len(heading) :])


def _tokens(text: str, spans: Sequence[Markup]) -> Iterator[_Token]:
    """Words, split where markup begins or ends inside them, and objects."""
    objects = {span.start: span for span in spans if span.kind in _OBJECTS}
    borders = {edge for span in spans for edge in (span.start, span.end)}
    for match in _WORD_OR_OBJECT.finditer(text):
        start, end = match.span()
        if match.group() == OBJECT:
            if span := objects.get(start):
                yield _Token(start, end, OBJECT, span)
            continue
        if end - start == 1 or borders.isdisjoint(range(start + 1, end)):
            yield _Token(start, end, match.group())
            continue
        edges = [start, *(e for e in range(start + 1, end) if e in borders), end]
        for left, right in pairwise(edges):
            yield _Token(left, right, text[left:right])


def _closed(text: str, start: int) -> int:
    """The offset behind the ``]`` that closes the group around ``start``; ``start``
    if the paragraph ends before.
    """
    depth = 0
    for at in range(start, len(text)):
        char = text[at]
        if char == "[":
            depth += 1
        elif char == "]":
            if depth == 0:
                return at + 1
            depth -= 1
        elif char == "\n" and text[at + 1 : at + 2] in ("\n", ""):
            break
    return start
