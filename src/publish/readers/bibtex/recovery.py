"""One damaged record → what a careful librarian would still read from it.

The splitter drops a record at the first slip. This scanner takes the same text,
field by field, and where something is missing goes on at the next place that can
only be a field or a record: each guess is a diagnostic with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import bib
from publish.engines.bibtex import Block, BlockKind, RawField
from publish.model.place import Place, SourceFile
from publish.readers.bibtex.braces import closing_brace, closing_braces, closing_quote

_OPENING = re.compile(r"@\s*([^\s{}()@,=\"#%]+)\s*([{(])")
NEXT_RECORD = re.compile(
    r"^[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]\s*"
    r"(?:[^,{}()=\"#%\n]*,\s*(?:%[^\n]*\n\s*)*(?:[\w:.+-]+\s*=|[})])|[\w:.+-]+\s*=)",
    re.MULTILINE,
)
"""A line that can only be the start of another record, even inside a value."""

_NEXT_FIELD = re.compile(r"[,\n]\s*[A-Za-z][\w+:.-]*\s*=\s*(?=[\w{\"])")
_NAME = re.compile(r"[^\s=,{}()\"#%@\\]+(?=\s*=)")
_KEY = re.compile(r"\s*([^,{}()=\"#%\n]*?)\s*(?=,|[{}()=\"#%\n])")
_BARE = re.compile(r"[^\s,{}()\"#=]+")
_UNQUOTED = re.compile(r"[^,{}\"=\n]+(?:\{[^{}\n]*\}[^,{}\"=\n]*)*")
_GOES_ON = re.compile(r"\s*,\s*[A-Za-z][\w-]*\s*=\s*[\"{\w]")
_BLANK = re.compile(r"\s*")
_JUNK = re.compile(r"[^,})]*")

MOST_REPAIRS = 20
"""After so many guesses about one record, what comes out is no record any more."""


@dataclass(slots=True)
class RecordScan:
    """A walk through the record that opens at ``start``, never beyond ``limit``."""

    source: SourceFile
    start: int
    limit: int = 0
    position: int = 0
    repairs: int = 0
    closer: str = "}"
    fields: list[RawField] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.source.text

    def skip(self, position: int) -> int:
        """The position behind the blanks at ``position``."""
        blanks = _BLANK.match(self.text, position, self.limit)
        return blanks.end() if blanks else position

    def report(self, diagnostic: Diagnostic) -> None:
        self.repairs += 1
        self.found.append(diagnostic)

    def place(self, start: int, end: int | None = None) -> Place:
        return self.source.place(start, end)


@dataclass(slots=True)
class Landmarks:
    """What recovery needs to know of the whole file, found once for all records."""

    text: str
    _records: list[int] | None = None
    _closers: dict[int, int] | None = None

    def next_record(self, position: int) -> int:
        """Where the next record certainly starts; the text's end where none does."""
        if self._records is None:
            self._records = [found.start() for found in NEXT_RECORD.finditer(self.text)]
        index = bisect_left(self._records, position)
        return self._records[index] if index < len(self._records) else len(self.text)

    def closer(self, brace: int) -> int:
        """The brace that closes the one at ``brace``; -1 where none does."""
        if self._closers is None:
            self._closers = closing_braces(self.text)
        return self._closers.get(brace, -1)


def recover(
    source: SourceFile, start: int, landmarks: Landmarks
) -> tuple[Block, list[Diagnostic]] | None:
    """The block that opens with the ``@`` at ``start``, and every guess that it took.

    None where no block begins. A block of kind ``broken`` could not be read.
    """
    text = source.text
    opening = _OPENING.match(text, start)
    if not opening:
        return None
    kind = opening.group(1).lower()
    scan = RecordScan(source, start, landmarks.next_record(opening.end()))
    scan.position = opening.end()
    scan.closer = "}" if opening.group(2) == "{" else ")"
    if kind == "comment":
        return _comment(scan, opening.end() - 1, landmarks), scan.found
    if kind == "preamble":
        return _simple(scan, "preamble", opening.end() - 1), scan.found
    if kind == "string":
        _fields(scan)
        return Block("string", kind, "", start, scan.position, tuple(scan.fields)), scan.found
    key = _key(scan)
    _fields(scan)
    broken: BlockKind = "broken" if scan.repairs > MOST_REPAIRS else "record"
    if broken == "broken":
        scan.found = [bib.BROKEN_RECORD(f"record `{key}` can't be read", source.place(start))]
        scan.position = scan.limit
    return Block(
        broken, opening.group(1), key, start, scan.position, tuple(scan.fields)
    ), scan.found


def _comment(scan: RecordScan, opening: int, landmarks: Landmarks) -> Block:
    """A comment may hold whole records; one that never closes ends with its line."""
    end = landmarks.closer(opening)
    if end < 0:
        scan.report(bib.UNCLOSED("a comment is never closed", scan.place(scan.start)))
        end = scan.text.find("\n", opening)
    return Block("comment", "comment", "", scan.start, end + 1 if end >= 0 else len(scan.text))


def _simple(scan: RecordScan, kind: BlockKind, opening: int) -> Block:
    end = closing_brace(scan.text, opening, scan.limit)
    if end < 0:
        scan.report(bib.UNCLOSED(f"@{kind} is never closed", scan.place(scan.start)))
        end = scan.limit - 1
    value = scan.text[opening + 1 : end]
    return Block(kind, kind, "", scan.start, end + 1, (RawField("", value, opening, opening + 1),))


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
    if behind == "=":  # the first field came before any comma
        words = key.split()
        key = " ".join(words[:-1])
        if words:
            after = scan.text.rindex(words[-1], scan.position, after)
    else:
        words = key.split()
    if not key and behind == "=":
        scan.position = after
        return ""
    if behind != scan.closer:
        scan.report(
            bib.MISSING_COMMA(
                f"no comma behind the key `{key}`",
                scan.place(found.start(1), found.start(1) + len(key)),
                "add a comma behind the key",
            )
        )
    scan.position = after
    return key


def _fields(scan: RecordScan) -> None:
    """All fields up to the record's end; leaves the position behind its brace."""
    text, commas = scan.text, 1
    while scan.repairs <= MOST_REPAIRS:
        scan.position = scan.skip(scan.position)
        at = scan.position
        if at >= scan.limit:
            if _swallowed(scan):
                continue
            return _missing_end(scan)
        sign = text[at]
        if sign == ",":
            commas += 1
            scan.position += 1
            if commas > 1 and scan.fields:
                scan.report(bib.EXTRA_COMMA("two commas in a row", scan.place(at), "remove one"))
        elif sign == scan.closer or sign == "}":
            if not _GOES_ON.match(text, at + 1, scan.limit):
                scan.position = at + 1
                return None
            _stray(scan, at, at + 1)
        elif sign == "%":
            _percent(scan)
        else:
            name = _NAME.match(text, at, scan.limit)
            if not name:
                junk = _JUNK.match(text, at, scan.limit)
                _stray(scan, at, max(at + 1, junk.end() if junk else 0))
                continue
            if not commas:
                scan.report(
                    bib.MISSING_COMMA(
                        f"no comma before the field `{name.group()}`",
                        scan.place(*name.span()),
                        "add a comma behind the value before it",
                    )
                )
            _field(scan, name.group())
            commas = 0
    scan.position = scan.limit
    return None


def _swallowed(scan: RecordScan) -> bool:
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


def _stray(scan: RecordScan, start: int, end: int) -> None:
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


def _field(scan: RecordScan, name: str) -> None:
    """``name = value``; leaves the position behind the value."""
    start = scan.position
    equals = scan.text.index("=", start + len(name))
    at = scan.skip(equals + 1)
    scan.position = value_start = at
    pieces: list[str] = []
    while True:
        piece = _piece(scan, name)
        if piece is None:
            break
        pieces.append(piece)
        at = scan.skip(scan.position)
        if scan.text[at : at + 1] != "#" or at >= scan.limit:
            break
        scan.position = scan.skip(at + 1)
    scan.fields.append(RawField(name, " # ".join(pieces) or "{}", start, value_start))


def _piece(scan: RecordScan, name: str) -> str | None:
    """One text, number or macro of a value, as an expression that is whole."""
    text, at = scan.text, scan.position
    sign = text[at : at + 1] if at < scan.limit else ""
    if sign in ("{", '"') and sign:
        end = _closing(scan, sign)
        if end >= 0:
            scan.position = end + 1
            return text[at : end + 1]
        return _unclosed(scan, name)
    bare = _BARE.match(text, at, scan.limit)
    if not bare:
        return None
    after = scan.skip(bare.end())
    if (
        bare.group().isdigit()
        or after >= scan.limit
        or text[after] in ",#})"
        or _NAME.match(text, after, scan.limit)
    ):
        scan.position = bare.end()
        return bare.group()
    return _unquoted(scan, name)


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
            _NAME.match(scan.text, rest, scan.limit)
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
    for part in re.findall(r"\\.|[{}]|[^\\{}]+|\\", text, re.DOTALL):
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
