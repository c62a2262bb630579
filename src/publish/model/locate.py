"""Words of a parsed text back to their places in the file.

Pandoc's Markdown reader keeps no positions. But words keep their order, so one
pass over both finds each again: the source is taken without its escapes and
addresses, quotes and dashes in one spelling on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_SPELLINGS = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "--", "—": "---", "…": "...", "\u00a0": " ",
}  # fmt: skip
_HIDDEN = re.compile(
    r"<!--.*?-->"  # comments
    r"|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"  # addresses of links
    r"|^\[[^\]\n]+\]:[ \t]+\S+"  # reference definitions
    r"|\{[#.][^}\n]*\}",  # attributes
    re.DOTALL | re.MULTILINE,
)
_NOTE_DEFINITION = re.compile(r"^\[\^", re.MULTILINE)
_WORDS = re.compile(r"[^\s\ufffc'\"*_]+")
_REACH = 600
"""How far ahead, in characters, the next word of a passage may stand."""


def _normal(text: str) -> str:
    for shown, plain in _SPELLINGS.items():
        text = text.replace(shown, plain)
    return text


class Locator:
    """Finds the words of one fragment, in order."""

    def __init__(self, text: str, start: int, end: int) -> None:
        part = text[start:end]
        hidden = _HIDDEN.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), part)
        kept: list[str] = []
        self._origin: list[int] = []
        for index, char in enumerate(hidden):
            if char == "\\" and index + 1 < len(hidden) and not hidden[index + 1].isalnum():
                continue
            for plain in _SPELLINGS.get(char, char):
                kept.append(plain)
                self._origin.append(start + index)
        self._origin.append(end)
        self._text = "".join(kept)
        self._cursor = 0

    def align(self, text: str, spans: Sequence[Any], note: bool = False) -> list[int]:
        """The offset in the file of each character of a passage's text.

        Code, mathematics and citations are found by their own text (``spans``).
        A note's text may stand anywhere, so it is looked for apart (``note``).
        """
        objects = {span.start: span for span in spans if span.end == span.start + 1}
        cursor = self._beginning(text, 0 if note else self._cursor)
        offsets: list[int] = []
        for piece in re.finditer(r"\s|\ufffc|[^\s\ufffc]+", text):
            token = piece.group()
            if token.isspace():
                offsets.append(self._origin[cursor])
                continue
            if token == "\ufffc":
                offsets.append(self._origin[cursor])
                cursor = self._object(objects.get(piece.start()), cursor, offsets)
                continue
            cursor = self._word(token, cursor, offsets)
        if not note:
            self._cursor = cursor
        return offsets

    def _beginning(self, text: str, cursor: int) -> int:
        """Where a passage starts: where its first words stand in a row."""
        words = [re.escape(_normal(w.group())) for w in _WORDS.finditer(text)][:5]
        if not words:
            return cursor
        gap = r"(?:[\s*_~^>|\[\]'\"`(:-]|\[@[^\]]*\]|@[\w:.-]+)*"
        found = re.compile(gap.join(words)).search(self._text, cursor)
        return found.start() if found else cursor

    def _word(self, token: str, cursor: int, offsets: list[int]) -> int:
        plain = _normal(token)
        at = self._text.find(plain, cursor, cursor + len(plain) + _REACH)
        if at < 0:
            for char in token:
                cursor = self._character(char, cursor, offsets)
            return cursor
        for char in token:
            offsets.append(self._origin[at])
            at += len(_SPELLINGS.get(char, char))
        return at

    def _character(self, char: str, cursor: int, offsets: list[int]) -> int:
        """A word with markup inside is found letter by letter."""
        plain = _normal(char)
        at = self._text.find(plain, cursor, cursor + 40)
        offsets.append(self._origin[at if at >= 0 else cursor])
        return cursor if at < 0 else at + len(plain)

    def _object(self, span: Any, cursor: int, offsets: list[int]) -> int:
        if span is None:
            return cursor
        for key in span.keys:
            found = re.compile(r"@\{?" + re.escape(key)).search(self._text, cursor)
            if not found:
                return cursor
            if key == span.keys[0]:
                offsets[-1] = self._origin[found.start()]
            cursor = found.end()
        if span.kind in ("code", "math") and span.target:
            at = self._text.find(span.target, cursor, cursor + _REACH)
            if at >= 0:
                offsets[-1] = self._origin[at]
                return at + len(span.target)
        return cursor
