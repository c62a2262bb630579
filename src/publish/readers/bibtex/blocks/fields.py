"""The fields of a damaged record, up to where it ends or must have ended."""

from __future__ import annotations

import re

from publish.diagnostics.rules import bib
from publish.readers.bibtex.blocks.scan import NAME, RecordScan
from publish.readers.bibtex.blocks.values import read_field, take_back

MOST_REPAIRS = 20
"""After so many guesses about one record, what comes out is no record any more."""

_GOES_ON = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=\s*[\"{\w]")
_JUNK = re.compile(r"[^,})]*")


def read_fields(scan: RecordScan) -> None:
    """All fields up to the record's end; leaves the position behind its brace, or where
    there was too much to guess.
    """
    commas = 1
    while scan.repairs <= MOST_REPAIRS:
        at = scan.position = scan.skip(scan.position)
        if at >= scan.limit:
            if take_back(scan):
                continue
            return _missing_end(scan)
        sign = scan.text[at]
        if sign == ",":
            commas += 1
            _comma(scan, commas)
        elif sign in (scan.closer, "}"):
            if not _GOES_ON.match(scan.text, at + 1, scan.limit):
                scan.position = at + 1
                return None
            _stray(scan, at + 1)
        elif sign == "%":
            _percent(scan)
        elif _named_field(scan, commas):
            commas = 0
    return None


def _comma(scan: RecordScan, commas: int) -> None:
    at = scan.position
    scan.position += 1
    if commas > 1 and scan.fields:
        scan.report(bib.EXTRA_COMMA("two commas in a row", scan.place(at), "remove one"))


def _named_field(scan: RecordScan, commas: int) -> bool:
    """Reads a field; false where what stands here is none, and was left out."""
    name = NAME.match(scan.text, scan.position, scan.limit)
    if not name:
        junk = _JUNK.match(scan.text, scan.position, scan.limit)
        _stray(scan, max(scan.position + 1, junk.end() if junk else 0))
        return False
    if not commas:
        scan.report(
            bib.MISSING_COMMA(
                f"no comma before the field `{name.group()}`",
                scan.place(*name.span()),
                "add a comma behind the value before it",
            )
        )
    read_field(scan, name.group())
    return True


def _missing_end(scan: RecordScan) -> None:
    end = len(scan.text[: scan.limit].rstrip())
    scan.position = max(end, scan.start + 1)
    scan.report(
        bib.UNCLOSED(
            f"the record is never closed by `{scan.closer}`",
            scan.place(scan.start),
            f"add `{scan.closer}` behind its last field",
        )
    )


def _stray(scan: RecordScan, end: int) -> None:
    """Leaves out what belongs to nothing, from the position to ``end``."""
    start = scan.position
    text = " ".join(scan.text[start:end].split())
    shown = text if len(text) <= 40 else text[:40] + "…"
    scan.report(
        bib.STRAY_TEXT(
            f"`{shown}` belongs to no field", scan.place(start, end), "remove it, or check braces"
        )
    )
    scan.position = end


def _percent(scan: RecordScan) -> None:
    """A line behind ``%``, which is left out."""
    end = scan.text.find("\n", scan.position, scan.limit)
    end = scan.limit if end < 0 else end
    if "=" in scan.text[scan.position : end]:
        scan.found.append(
            bib.COMMENTED_OUT(
                "a field behind `%` was left out",
                scan.place(scan.position, end),
                "remove the line",
            )
        )
    scan.position = end
