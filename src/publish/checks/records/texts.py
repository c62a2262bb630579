"""Texts that were damaged on their way into a field, or written for another program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.expressions import expression

_NOT_TEXT = frozenset(("file", "url", "doi", "localfile", "owner", "groups", "timestamp"))


def _shown(first: int, last: int) -> str:
    """The characters that Windows-1252 shows for the bytes ``first`` to ``last``."""
    return re.escape("".join(_windows(byte) for byte in range(first, last + 1)))


def _windows(byte: int) -> str:
    return bytes((byte,)).decode("cp1252", "ignore") or chr(byte)


_TRAIL = f"[{_shown(0x80, 0xBF)}]"
_LETTERS = f"[{_shown(0xA0, 0xBF)}{_shown(0x80, 0x84)}{_shown(0x86, 0x90)}]"
_MOJIBAKE = expression(
    rf"[ÂÃ]{_TRAIL}|[{_shown(0xC4, 0xDF)}][¡-¿]|[{_shown(0xE0, 0xEF)}]{_TRAIL}{{2}}"
    rf"|[{_shown(0xF0, 0xF4)}]{_TRAIL}{{3}}|\ufffd+"
)
_MARKDOWN = expression(
    r"\*\*[^\s*][^*]*\*\*|(?<![\w*\\$^])\*\w(?:[^*$]*\w)?\*(?![\w*])|\[[^\]\[]+\]\(https?://[^)\s]+\)"
)
_WORDS = ("title", "subtitle", "booktitle", "journal", "journaltitle", "note", "howpublished",
          "publisher", "series")  # fmt: skip


def judge_damage(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """UTF-8 that was read as Windows-1252; letters that are lost."""
    if record.reference.raw.isascii() and record.reference.raw:
        return
    for name, field in record.reference.fields.items():
        if name in _NOT_TEXT or field.raw.isascii():
            continue
        damaged = next(_MOJIBAKE.finditer(field.raw), None)
        if damaged is None or not (right := _repaired(damaged.group())):
            continue
        if right == "\ufffd":
            message, hint = f"a letter of `{name}` is lost (�)", "type it again"
        else:
            message = f"`{damaged.group()}` in `{name}` is damaged"
            was = "a no-break space" if right.isspace() else f"`{right}`"
            hint = f"it was {was} before its encoding was mistaken; type it again"
        yield from record.told(rec.MOJIBAKE, name, message, hint, *damaged.span())


def _repaired(damaged: str) -> str:
    """What the characters were; empty where they were nothing else."""
    if damaged[0] == "\ufffd":
        return "\ufffd"
    try:
        data = b"".join(
            char.encode("cp1252") if ord(char) > 255 else char.encode("latin-1") for char in damaged
        )
        return data.decode("utf-8")
    except UnicodeError:
        return ""


def judge_markdown(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """Emphasis and links as Markdown writes them."""
    raw = record.reference.raw
    if raw and "*" not in raw and "](http" not in raw:
        return
    for name in _WORDS:
        text = record.own(name)
        if "*" not in text and "](" not in text:
            continue
        if found := _MARKDOWN.search(text):
            message = f"`{found.group()}` in `{name}` is Markdown"
            hint = r"write \emph{…} or \textbf{…}; an address belongs into `url`"
            yield from record.told(rec.MARKDOWN_IN_FIELD, name, message, hint, *found.span())
