"""A .bib file → the edits that lay it out: one field a line, signs below one another.

Comments, order, values, macros and @preamble stay as they are written; so does every
block that isn't wholly understood. A file that is laid out already gets no edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from publish.bibliography.blocks import BibText, is_verbatim
from publish.bibliography.interchange.bibtex import definition, laid_out
from publish.engines.bibtex import Block
from publish.model.edit import Edit

_TRAILING = re.compile(r"[ \t]+(?=\n)")
_EMPTY_LINES = re.compile(r"\n{3,}")


def layout_edits(file: BibText) -> list[Edit]:
    """The edits of one file, in the order of its text; those side by side are one."""
    edits: list[Edit] = []
    for edit in _edits(file):
        if edits and edits[-1].end == edit.start:
            before = edits.pop()
            edit = Edit(edit.path, before.start, edit.end, before.text + edit.text)
        edits.append(edit)
    return edits


def _edits(file: BibText) -> Iterator[Edit]:
    text, path = file.source.text, file.source.path
    at = 0
    widths = _widths(file)
    former: Block | None = None
    for block in file.blocks:
        if block.start < at:  # it was read out of the damaged one before it
            continue
        lines = 0 if former is None else 1 if former.kind == block.kind == "string" else 2
        yield from _changed(path, text, at, block.start, _gap(text[at : block.start], lines))
        yield from _changed(path, text, block.start, block.end, _laid_out(file, block, widths))
        at, former = block.end, block
    if at < len(text) or text[-1:] in ("}", ")"):  # else the last block is never closed
        yield from _changed(path, text, at, len(text), _tail(text[at:], at == 0))


def _widths(file: BibText) -> dict[int, int]:
    """How wide the names of @strings are that stand line below line, by their offsets."""
    found: dict[int, int] = {}
    run: list[Block] = []
    for block in file.blocks:
        if block.kind != "string":
            continue
        gap = file.source.text[run[-1].end : block.start] if run else ""
        run = [*run, block] if run and not gap.strip() and gap.count("\n") < 2 else [block]
        found.update(dict.fromkeys((b.start for b in run), max(len(b.key) for b in run)))
    return found


def _changed(path: str, text: str, start: int, end: int, new: str) -> Iterator[Edit]:
    if text[start:end] != new:
        yield Edit(path, start, end, new)


def _laid_out(file: BibText, block: Block, widths: Mapping[int, int]) -> str:
    written = file.text(block)
    if not is_verbatim(file.source.text, block):
        return written
    if block.kind == "string":
        width = widths[block.start]
        return definition(block.fields[0].name, block.fields[0].value, width).rstrip("\n")
    if block.kind == "record":
        fields = [(item.name.lower(), item.value) for item in block.fields]
        return laid_out(block.type.lower(), block.key, fields).rstrip("\n")
    return written


def _gap(text: str, lines: int) -> str:
    """What stands before a block: comments stay, blanks at line ends go. Where nothing
    stands, as many line breaks as ``lines`` says, at least.
    """
    tidy = _EMPTY_LINES.sub("\n\n", _TRAILING.sub("", text))
    if not tidy.strip():
        return "\n" * (max(lines, min(tidy.count("\n"), 2)) if lines else 0)
    last = tidy.rpartition("\n")
    if last[1] and not last[2].strip():  # the next block's indentation
        tidy = last[0] + "\n"
    return tidy


def _tail(text: str, is_first: bool) -> str:
    tidy = _EMPTY_LINES.sub("\n\n", _TRAILING.sub("", text)).rstrip()
    return f"{tidy}\n" if tidy or not is_first else ""
