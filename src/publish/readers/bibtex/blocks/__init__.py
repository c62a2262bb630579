"""The text of a .bib file → its blocks, none lost without a word.

The splitter's blocks are taken where they are whole. Where one is broken, or its
pieces can't be what was meant, and where a record hides in the text between two
blocks, ``recovery`` reads the record again from its first character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Collector, Result
from publish.diagnostics.rules import bib
from publish.engines.bibtex import Block
from publish.engines.bibtex.splitting import split
from publish.model.place import SourceFile
from publish.readers.bibtex.blocks.recovery import recover
from publish.readers.bibtex.blocks.scan import Landmarks
from publish.readers.bibtex.braces import is_expression

_FIELD_NAME = re.compile(r"[^\s=,{}()\"#%@\\]+")
_SOUND_KEY = re.compile(r"[^\s,{}()\"#=%@\\][^\s,{}()\"#=%\\]*")
_LOST_FIELD = re.compile(r"\s*,?\s*[A-Za-z][\w-]*\s*=\s*[\"{\w]")
_WORD_END = re.compile(r"\w")
_SIGN = re.compile(r"@\s*([A-Za-z][\w-]*)?[ \t]*([{(])?")


def read_blocks(source: SourceFile) -> Result[list[Block]]:
    """Every block of the file in order, and what had to be guessed or skipped."""
    return reading_of(source)[0]


def reading_of(source: SourceFile) -> tuple[Result[list[Block]], bool]:
    """The same, and whether all comments are closed: where one isn't, what follows a text
    would have been read as more of it.
    """
    reading = _Reading(source)
    read = reading.found.result(list(reading.blocks()))
    return read, reading.landmarks.closed


class _Reading:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.found = Collector()
        self.landmarks = Landmarks(source.text)

    def blocks(self) -> Iterator[Block]:
        position = 0
        splits = split(self.source.text)
        for index, block in enumerate(splits):
            if block.start < position:
                continue
            for lost in self._between(position, block.start):
                yield lost
                position = lost.end
            if block.start < position:
                continue
            if self._is_behind_percent(block.start):
                position = self._commented_out(block)
                continue
            following = splits[index + 1].start if index + 1 < len(splits) else None
            taken = block if self._is_sound(block, following) else self._recovered(block.start)
            if taken:
                yield taken
                position = taken.end
            else:
                position = block.start + 1
        yield from self._between(position, len(self.source.text))

    def _recovered(self, start: int) -> Block | None:
        recovered = recover(self.source, start, self.landmarks)
        if not recovered:
            return None
        block, diagnostics = recovered
        self.found.extend(diagnostics)
        return block

    def _is_sound(self, block: Block, following: int | None) -> bool:
        """Whether the splitter's block is what its author meant."""
        if block.kind in ("comment", "preamble", "string"):
            # the splitter takes every type that begins so, such as jurabib's @commented
            sign = _SIGN.match(self.source.text, block.start)
            if not sign or (sign.group(1) or "").lower() != block.kind:
                return False
        if block.kind in ("comment", "preamble"):
            return True
        if block.kind == "broken":
            return False
        if block.kind == "record" and not _SOUND_KEY.fullmatch(block.key):
            return False
        for name, value, _, _ in block.fields:
            if not _FIELD_NAME.fullmatch(name) or not is_expression(value):
                return False
        text = self.source.text
        gap_end = following if following is not None else len(text)
        return not (
            gap_end - block.end > 3
            and text.find("=", block.end, gap_end) >= 0
            and _LOST_FIELD.match(text, block.end, gap_end)
        )

    def _between(self, start: int, end: int) -> Iterator[Block]:
        """Records that hide in the text between two blocks."""
        text = self.source.text
        position, told = start, False
        while (at := text.find("@", position, end)) >= 0:
            position = at + 1
            sign = _SIGN.match(text, at)
            kind = (sign.group(1) or "").lower() if sign else ""
            opens = bool(sign and kind and sign.group(2))
            if self._is_behind_percent(at):
                position = _line_end(text, at)
                if _opens_record(text, at):
                    self._report_comment(at)
            elif opens and not _WORD_END.search(text[max(0, at - 1) : at]):
                block = self._recovered(at)
                if block:
                    yield block
                    position = block.end
                    if position > end:
                        return
            elif kind != "comment":
                if told:
                    continue
                told = True
                self.found.add(
                    bib.STRAY_SIGN(
                        "an `@` between records that begins none",
                        self.source.place(at, at + 1),
                        "put the text into an @comment{…}",
                    )
                )
            else:
                position = _line_end(text, at)

    def _is_behind_percent(self, at: int) -> bool:
        text = self.source.text
        return text[text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("%")

    def _commented_out(self, block: Block) -> int:
        """Leaves out a block whose first line is commented out; returns its end.

        Of a block whose every line is commented, the splitter can't know the end.
        """
        text = self.source.text
        if block.kind == "record" or (block.kind == "broken" and _opens_record(text, block.start)):
            self._report_comment(block.start)
        end = _line_end(text, block.start)
        while text.startswith("%", end + 1):
            end = _line_end(text, end + 1)
        return max(end, block.end) if block.kind != "broken" else end

    def _report_comment(self, at: int) -> None:
        self.found.add(
            bib.COMMENTED_OUT(
                "a record behind `%` was left out",
                self.source.place(at),
                "use @comment{…}, or remove it",
            )
        )


def _opens_record(text: str, at: int) -> bool:
    sign = _SIGN.match(text, at)
    kind = (sign.group(1) or "").lower() if sign else ""
    return bool(sign and sign.group(2)) and kind not in ("", "comment", "string", "preamble")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
