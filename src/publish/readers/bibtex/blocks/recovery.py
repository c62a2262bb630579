"""One damaged record → what a careful librarian would still read from it.

The splitter drops a record at the first slip. Here the same text is read field by
field (``fields``, ``values``), and where something is missing goes on at the next place
that can only be a field or a record: each guess is a diagnostic with its place.
"""

from __future__ import annotations

import re

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import bib
from publish.engines.bibtex import Block, BlockKind, RawField
from publish.model.place import SourceFile
from publish.readers.bibtex.blocks.fields import MOST_REPAIRS, read_fields
from publish.readers.bibtex.blocks.scan import Landmarks, RecordScan
from publish.readers.bibtex.braces import closing_brace

_OPENING = re.compile(r"@\s*([^\s{}()@,=\"#%]+)\s*([{(])")
_SIGN = re.compile(r"^[ \t]*@", re.MULTILINE)
"""What may begin another record, behind one that can't be read."""
_KEY = re.compile(r"\s*([^,{}()=\"#%\n]*?)\s*(?=,|[{}()=\"#%\n])")


def recover(
    source: SourceFile, start: int, landmarks: Landmarks
) -> tuple[Block, list[Diagnostic]] | None:
    """The block that opens with the ``@`` at ``start``, and every guess that it took.

    None where no block begins. A block of kind ``broken`` could not be read.
    """
    opening = _OPENING.match(source.text, start)
    if not opening:
        return None
    scan = RecordScan(source, start, landmarks.next_record(opening.end()), opening.end())
    scan.closer = "}" if opening.group(2) == "{" else ")"
    return _block(scan, opening, landmarks), scan.found


def _block(scan: RecordScan, opening: re.Match[str], landmarks: Landmarks) -> Block:
    kind = opening.group(1).lower()
    if kind == "comment":
        return _comment(scan, opening.end() - 1, landmarks)
    if kind == "preamble":
        return _preamble(scan, opening.end() - 1)
    if kind == "string":
        read_fields(scan)
        return Block("string", kind, "", scan.start, scan.position, tuple(scan.fields))
    return _record(scan, opening.group(1))


def _comment(scan: RecordScan, opening: int, landmarks: Landmarks) -> Block:
    """A comment may hold whole records; one that never closes ends with its line."""
    end = landmarks.closer(opening)
    if end < 0:
        scan.report(bib.UNCLOSED("a comment is never closed", scan.place(scan.start)))
        end = scan.text.find("\n", opening)
    return Block("comment", "comment", "", scan.start, end + 1 if end >= 0 else len(scan.text))


def _preamble(scan: RecordScan, opening: int) -> Block:
    end = closing_brace(scan.text, opening, scan.limit)
    if end < 0:
        scan.report(bib.UNCLOSED("@preamble is never closed", scan.place(scan.start)))
        end = scan.limit - 1
    text = RawField("", scan.text[opening + 1 : end], opening, opening + 1)
    return Block("preamble", "preamble", "", scan.start, end + 1, (text,))


def _record(scan: RecordScan, kind: str) -> Block:
    """The record; what took too many guesses is broken, and that alone is told."""
    key = _key(scan)
    read_fields(scan)
    state: BlockKind = "record"
    if scan.repairs > MOST_REPAIRS:
        state = "broken"
        hint = "write it anew, each field as `name = {value},`; what stood there is left out"
        message = f"record `{key}` can't be read"
        scan.found = [bib.BROKEN_RECORD(message, scan.place(scan.start), hint)]
        following = _SIGN.search(scan.text, scan.position, scan.limit)
        scan.position = following.start() if following else scan.limit
    return Block(state, kind, key, scan.start, scan.position, tuple(scan.fields))


def _key(scan: RecordScan) -> str:
    """The key, and the position behind it; empty where there is none."""
    found = _KEY.match(scan.text, scan.position, scan.limit)
    if not found:
        return ""
    key, after = found.group(1), found.end()
    behind = scan.text[after : after + 1]
    if behind == ",":
        scan.position = after + 1
        return key
    if behind == "=":
        key, after = _before_field(scan, key, after)
    scan.position = after
    if behind != scan.closer and not (behind == "=" and not key):
        start = found.start(1)
        scan.report(
            bib.MISSING_COMMA(
                f"no comma behind the key `{key}`",
                scan.place(start, start + len(key)),
                "add a comma behind the key",
            )
        )
    return key


def _before_field(scan: RecordScan, text: str, end: int) -> tuple[str, int]:
    """Key and end of it, where the first field came before any comma: its name is the
    last word of ``text``.
    """
    words = text.split()
    if words:
        end = scan.text.rindex(words[-1], scan.position, end)
    return " ".join(words[:-1]), end
