"""The running text of a document: its paragraphs as strings, tied to nodes and places.

What looks at words (mentions, glyph coverage, typography) works on passages, so
that markup, code and mathematics can't be mistaken for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.model.document import Document, Fragment
from publish.model.frozen import Frozen
from publish.model.locate import OBJECT, Locator
from publish.model.nodes import Node, Path
from publish.model.place import Place, SourceFile

__all__ = ["OBJECT", "Passage", "Segment", "Span", "passages", "top_level"]

_WRAPPERS = {
    "Emph": "emphasis",
    "Strong": "emphasis",
    "Underline": "emphasis",
    "Strikeout": "strikeout",
    "Superscript": "script",
    "Subscript": "script",
    "SmallCaps": "smallcaps",
}


class Span(Frozen):
    """Characters ``start`` to ``end`` that stand inside markup of one kind.

    Kinds: ``emphasis``, ``strikeout``, ``script``, ``smallcaps``, ``quoted``,
    ``link`` (``target`` is its address), ``code``, ``math`` (``display`` if it stands
    by itself), ``image``, ``note`` and ``citation`` (``keys``; ``narrative`` when the
    authors stand in the text).
    """

    kind: str
    start: int
    end: int
    target: str = ""
    keys: tuple[str, ...] = ()
    narrative: bool = False
    display: bool = False


class Segment(Frozen):
    """Characters that come from one node; ``path`` leads to it from the container."""

    start: int
    end: int
    path: Path


@dataclass(slots=True)
class Passage:
    """One run of text: a paragraph, a heading, a table cell, a note's paragraph.

    ``container`` leads from the fragment's blocks to the list of inlines.
    ``section`` counts the top-level sections of the body from 1 (0 before the
    first); each other fragment is a section of its own, by its name.
    ``context`` is ``paragraph``, ``heading``, ``cell``, ``caption``, ``quote``
    (inside a block quotation) or ``note``.
    """

    index: int
    fragment: str
    section: str
    context: str
    container: Path
    text: str = ""
    segments: list[Segment] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    source: SourceFile | None = None

    def place(self, start: int, end: int | None = None) -> Place:
        """The place in the file of the characters ``start`` to ``end``."""
        assert self.source is not None
        first = self.offsets[min(start, len(self.offsets) - 1)] if self.offsets else 0
        if end is None or end <= start:
            return self.source.place(first)
        return self.source.place(first, self.offsets[min(end, len(self.offsets)) - 1] + 1)

    def key_place(self, citation: Span, index: int = 0) -> Place:
        """The place in the file of one of a citation's keys, its ``@`` included."""
        assert self.source is not None
        at = end = self.offsets[citation.start]
        for key in citation.keys[: index + 1]:
            written = re.compile(r"@\{?" + re.escape(key) + r"(?!\w)").search(self.source.text, end)
            if not written:
                break
            at, end = written.span()
        return self.source.place(at, end)


def passages(document: Document, *, located: bool = True) -> tuple[Passage, ...]:
    """All passages of a document, in reading order, notes behind their paragraph.

    ``located=False`` leaves out their places in the file, which cost most of the time, unless
    they were asked for before.
    """
    located = located or document.knows("passages")
    name = "passages" if located else "passages without places"
    return document.once(name, lambda: _read(document, located))


def _read(document: Document, located: bool) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for fragment in document.fragments:
        _Reader(document.source, fragment, found, located).read()
    return tuple(found)


def top_level(blocks: Any) -> int:
    """The lowest heading level at the top of ``blocks``: that of its sections."""
    return min((block["c"][0] for block in blocks if block["t"] == "Header"), default=1)


class _Reader:
    """Collects the passages of one fragment."""

    def __init__(
        self, source: SourceFile, fragment: Fragment, found: list[Passage], located: bool
    ) -> None:
        self.source = source
        self.fragment = fragment
        self.found = found
        self.located = located
        end = fragment.end if located else fragment.start
        self.locator = Locator(source.text, fragment.start, end)
        self.level = top_level(fragment.blocks)
        self.section = 0
        self.notes: list[tuple[Path, Any]] = []
        self.note_count = 0
        self.note: int | None = None
        self.row = 0
        self.pieces: list[str] = []
        self.length = 0

    def read(self) -> None:
        self._blocks(self.fragment.blocks, (), "paragraph")

    # -- blocks ---------------------------------------------------------------

    def _blocks(self, blocks: Any, path: Path, context: str) -> None:
        for index, block in enumerate(blocks):
            self._block(block, (*path, index), context)

    def _block(self, block: Node, path: Path, context: str) -> None:
        kind = block["t"]
        content: Any = block.get("c")
        if kind in ("Para", "Plain"):
            self._passage(content, (*path, "c"), context)
        elif kind == "Header":
            if content[0] == self.level and len(path) == 1:
                self.section += 1
            self._passage(content[2], (*path, "c", 2), "heading")
        elif kind == "LineBlock":
            for index, line in enumerate(content):
                self._passage(line, (*path, "c", index), context)
        elif kind == "BlockQuote":
            self._blocks(content, (*path, "c"), "quote")
        elif kind == "Div":
            self._blocks(content[1], (*path, "c", 1), context)
        elif kind == "BulletList":
            for index, item in enumerate(content):
                self._blocks(item, (*path, "c", index), context)
        elif kind == "OrderedList":
            for index, item in enumerate(content[1]):
                self._blocks(item, (*path, "c", 1, index), context)
        elif kind == "DefinitionList":
            for index, (term, definitions) in enumerate(content):
                self._passage(term, (*path, "c", index, 0), context)
                for number, definition in enumerate(definitions):
                    self._blocks(definition, (*path, "c", index, 1, number), context)
        elif kind == "Figure":
            self._blocks(content[2], (*path, "c", 2), context)
            self._blocks(content[1][1], (*path, "c", 1, 1), "caption")
        elif kind == "Table":
            start = self.locator.cursor
            self._blocks(content[1][1], (*path, "c", 1, 1), "caption")
            end, self.locator.cursor = self.locator.cursor, start  # it stands on either side
            for row, row_path in _rows(content, (*path, "c")):
                self.row = self.locator.cursor
                for index, cell in enumerate(row):
                    self._blocks(cell[4], (*row_path, index, 4), "cell")
            self.locator.cursor = max(self.locator.cursor, end)

    # -- inlines --------------------------------------------------------------

    def _passage(self, inlines: Any, container: Path, context: str) -> None:
        in_body = self.fragment.name == "body"
        passage = Passage(
            index=len(self.found),
            fragment=self.fragment.name,
            section=f"body.{self.section}" if in_body else self.fragment.name,
            context=context,
            container=container,
            source=self.source,
        )
        self.found.append(passage)
        self.pieces, self.length = [], 0
        self._inlines(inlines, (), passage)
        passage.text = "".join(self.pieces)
        if self.located:
            since = self.row if context == "cell" else None
            passage.offsets = self.locator.align(passage.text, passage.spans, since, self.note)
        notes, self.notes = self.notes, []
        for path, blocks in notes:
            self._note(blocks, container + path)

    def _note(self, blocks: Any, path: Path) -> None:
        outer, self.note = self.note, self.note_count
        self.note_count += 1
        self._blocks(blocks, path, "note")
        self.note = outer

    def _inlines(self, inlines: Any, path: Path, passage: Passage) -> None:
        for index, node in enumerate(inlines):
            self._inline(node, (*path, index), passage)

    def _inline(self, node: Node, path: Path, passage: Passage) -> None:
        kind = node["t"]
        content: Any = node.get("c")
        start = self.length
        if kind in _WRAPPERS:
            self._inlines(content, (*path, "c"), passage)
            passage.spans.append(Span(_WRAPPERS[kind], start, self.length))
        elif kind == "Span":
            self._inlines(content[1], (*path, "c", 1), passage)
        elif kind == "Quoted":
            single = content[0]["t"] == "SingleQuote"
            self._add("‘" if single else "“")
            self._inlines(content[1], (*path, "c", 1), passage)
            self._add("’" if single else "”")
            passage.spans.append(Span("quoted", start, self.length))
        elif kind == "Link":
            self._inlines(content[1], (*path, "c", 1), passage)
            passage.spans.append(Span("link", start, self.length, target=content[2][0]))
        else:
            if kind == "Str":
                self._add(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                self._add(" ")
            else:
                self._add(OBJECT)
                passage.spans.append(self._object(node, path, start))
            passage.segments.append(Segment(start, self.length, path))

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _object(self, node: Node, path: Path, start: int) -> Span:
        kind = node["t"]
        content: Any = node.get("c")
        if kind == "Cite":
            keys = tuple(item["citationId"] for item in content[0])
            narrative = content[0][0]["citationMode"]["t"] == "AuthorInText"
            return Span("citation", start, start + 1, keys=keys, narrative=narrative)
        if kind == "Note":
            self.notes.append(((*path, "c"), content))
            return Span("note", start, start + 1)
        if kind == "Image":
            return Span("image", start, start + 1, target=content[2][0])
        if kind in ("Code", "Math"):
            display = kind == "Math" and content[0]["t"] == "DisplayMath"
            return Span(kind.lower(), start, start + 1, target=content[1], display=display)
        return Span("raw", start, start + 1)


def _rows(table: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """Each row's cells of a pandoc table, with the path to them."""
    head, bodies, foot = table[3], table[4], table[5]
    for index, row in enumerate(head[1]):
        yield row[1], (*path, 3, 1, index, 1)
    for number, body in enumerate(bodies):
        for part in (2, 3):
            for index, row in enumerate(body[part]):
                yield row[1], (*path, 4, number, part, index, 1)
    for index, row in enumerate(foot[1]):
        yield row[1], (*path, 5, 1, index, 1)
