"""A revision as a unified diff, as `diff -u` and ``patch`` know it.

Lines are compared around the edits only, so that a change in a file of a million
lines is shown at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby

from publish.model.edit import Edit
from publish.revision.edits import Revision, revised

_CONTEXT = 3
_MOST_LINES = 20_000
"""Changed lines in a row beyond which what is alike between them isn't sought."""

Block = tuple[int, list[str], list[str]]
"""Lines that change: the number of the first, from 0, the old lines, the new ones."""


def unified(revision: Revision) -> Iterator[str]:
    """The lines of the diff, each with its line break; none where nothing changes."""
    lines = _lines(revision.source.text)
    blocks = [block for region in _regions(revision) for block in _compared(*region)]
    if not blocks:
        return
    yield f"--- a/{revision.path}\n"
    yield f"+++ b/{revision.path}\n"
    moved = 0
    for hunk in _hunks(blocks):
        yield from _hunk(lines, hunk, moved)
        moved += sum(len(new) - len(old) for _, old, new in hunk)


def _lines(text: str) -> list[str]:
    """Lines with their line breaks; only ``\\n`` ends one."""
    *whole, last = text.split("\n")
    return [line + "\n" for line in whole] + [last] * bool(last)


def _regions(revision: Revision) -> Iterator[Block]:
    """The lines that edits touch; edits on the same line are taken together."""
    source = revision.source
    region: list[Edit] = []
    last = 0
    for edit in revision.edits:
        if region and (source.place(edit.start).line or 1) > last:
            yield _region(revision, region, last)
            region = []
        region.append(edit)
        last = source.place(edit.end).line or 1
    if region:
        yield _region(revision, region, last)


def _region(revision: Revision, edits: Iterable[Edit], last: int) -> Block:
    """The whole lines from the first edit up to the line ``last``."""
    source, edits = revision.source, list(edits)
    first = source.place(edits[0].start).line or 1
    start = source.offset(first, 1)
    end = source.text.find("\n", source.offset(last, 1)) + 1 or len(source.text)
    old = source.text[start:end]
    shifted = [Edit(e.path, e.start - start, e.end - start, e.text) for e in edits]
    return first - 1, _lines(old), _lines(revised(old, shifted))


def _compared(first: int, old: list[str], new: list[str]) -> Iterator[Block]:
    """The parts of a region whose lines really differ."""
    if len(old) + len(new) > _MOST_LINES:
        yield first, old, new
        return
    for tag, i, end, j, stop in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield first + i, old[i:end], new[j:stop]


def _hunks(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks whose contexts meet are shown together."""
    hunk: list[Block] = []
    for block in blocks:
        if hunk and block[0] - _end(hunk[-1]) > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _end(block: Block) -> int:
    return block[0] + len(block[1])


def _hunk(lines: list[str], hunk: list[Block], moved: int) -> Iterator[str]:
    start = max(hunk[0][0] - _CONTEXT, 0)
    end = min(_end(hunk[-1]) + _CONTEXT, len(lines))
    grown = sum(len(new) - len(old) for _, old, new in hunk)
    old_range = _range(start, end - start)
    yield f"@@ -{old_range} +{_range(start + moved, end - start + grown)} @@\n"
    at = start
    for block in hunk:
        yield from _marked(" ", lines[at : block[0]])
        yield from _marked("-", block[1])
        yield from _marked("+", block[2])
        at = _end(block)
    yield from _marked(" ", lines[at:end])


def _range(start: int, length: int) -> str:
    """A run of lines as a hunk's heading names it (POSIX, diff -u)."""
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for ended, group in groupby(lines, key=lambda line: line.endswith("\n")):
        for line in group:
            yield mark + line if ended else f"{mark}{line}\n\\ No newline at end of file\n"
