"""A field of a damaged record → its name and a value that is a whole expression.

A value whose end is missing ends where the next field seems to begin; one without
braces gets them.
"""

from __future__ import annotations

import re

from publish.diagnostics.rules import bib
from publish.engines.bibtex import RawField
from publish.readers.bibtex.blocks.scan import NAME, RecordScan
from publish.readers.bibtex.braces import closing_brace, closing_quote

_NEXT_FIELD = re.compile(r"[,\n]\s*[A-Za-z][\w+:.-]*\s*=\s*(?=[\w{\"])")
_BARE = re.compile(r"[^\s,{}()\"#=]+")
_UNQUOTED = re.compile(r"[^,{}\"=\n]+(?:\{[^{}\n]*\}[^,{}\"=\n]*)*")
_SIGNS = re.compile(r"\\.|[{}]|[^\\{}]+|\\", re.DOTALL)


def read_field(scan: RecordScan, name: str) -> None:
    """``name = value``; leaves the position behind the value."""
    start = scan.position
    value_start = scan.skip(scan.text.index("=", start + len(name)) + 1)
    scan.position = value_start
    pieces: list[str] = []
    while (piece := _piece(scan, name)) is not None:
        pieces.append(piece)
        at = scan.skip(scan.position)
        if scan.text[at : at + 1] != "#" or at >= scan.limit:
            break
        scan.position = scan.skip(at + 1)
    scan.fields.append(RawField(name, " # ".join(pieces) or "{}", start, value_start))


def take_back(scan: RecordScan) -> bool:
    """Takes back the last value, where it holds the fields behind it: the brace that
    closed it was the record's. The position is then behind its true text.
    """
    if not scan.fields:
        return False
    last = scan.fields[-1]
    if not last.value.startswith("{") or not _NEXT_FIELD.search(last.value):
        return False
    scan.fields.pop()
    scan.position = last.value_start
    scan.fields.append(last._replace(value=_unclosed(scan, last.name)))
    return True


def _piece(scan: RecordScan, name: str) -> str | None:
    """One text, number or macro of a value, as an expression that is whole."""
    at = scan.position
    sign = scan.text[at] if at < scan.limit else ""
    if sign and sign in '{"':
        end = _closing(scan, sign)
        if end < 0:
            return _unclosed(scan, name)
        scan.position = end + 1
        return scan.text[at : end + 1]
    bare = _BARE.match(scan.text, at, scan.limit)
    if not bare:
        return None
    if not _stands_alone(scan, bare):
        return _unquoted(scan, name)
    scan.position = bare.end()
    return bare.group()


def _stands_alone(scan: RecordScan, word: re.Match[str]) -> bool:
    """Whether a word without braces is a number or a macro, and no text of many words."""
    after = scan.skip(word.end())
    return bool(
        word.group().isdigit()
        or after >= scan.limit
        or scan.text[after] in ",#})"
        or NAME.match(scan.text, after, scan.limit)
    )


def _closing(scan: RecordScan, sign: str) -> int:
    """Where the value at the position closes. Where an escaped brace makes two
    answers possible, the one that a comma or the record's end follows is right.
    """
    text, at, limit = scan.text, scan.position, scan.limit
    if sign == '"':
        return closing_quote(text, at, limit)
    escaped = closing_brace(text, at, limit)
    if escaped >= 0 and _ends_well(scan, escaped + 1):
        return escaped
    counted = closing_brace(text, at, limit, escapes=False)
    if counted >= 0 and _ends_well(scan, counted + 1):
        return counted
    return escaped


def _ends_well(scan: RecordScan, after: int) -> bool:
    at = scan.skip(after)
    sign = scan.text[at : at + 1] if at < scan.limit else ""
    if sign == ",":
        rest = scan.skip(at + 1)
        following = scan.text[rest : rest + 1]
        return following in ("}", ")", ",", "%", "") or bool(
            NAME.match(scan.text, rest, scan.limit)
        )
    return sign in (scan.closer, "#")


def _unclosed(scan: RecordScan, name: str) -> str:
    """A text that isn't closed ends where the next field seems to begin."""
    text, at = scan.text, scan.position
    following = _NEXT_FIELD.search(text, at + 1, scan.limit)
    end = following.start() if following else scan.limit
    value = text[at + 1 : end].rstrip().rstrip(",").rstrip()
    if not following:
        value = value.rstrip("})").rstrip()
    scan.report(
        bib.UNCLOSED(
            f"the value of `{name}` is never closed",
            scan.place(at),
            f"close it with `{'}' if text[at] == '{' else chr(34)}`",
        )
    )
    scan.position = end
    return "{" + _balanced(value) + "}"


def _unquoted(scan: RecordScan, name: str) -> str:
    at = scan.position
    words = _UNQUOTED.match(scan.text, at, scan.limit)
    end = words.end() if words else at + 1
    value = scan.text[at:end].strip()
    scan.report(
        bib.UNQUOTED_VALUE(
            f"the value of `{name}` has no braces",
            scan.place(at, at + len(value)),
            "put braces around it",
        )
    )
    scan.position = end
    return "{" + _balanced(value) + "}"


def _balanced(text: str) -> str:
    """``text`` with the braces that lack a counterpart left out."""
    kept: list[str] = []
    opened: list[int] = []
    for part in _SIGNS.findall(text):
        if part == "{":
            opened.append(len(kept))
        elif part == "}":
            if not opened:
                continue
            opened.pop()
        kept.append(part)
    for index in opened:
        kept[index] = ""
    return "".join(kept)
