"""Typewriter habits: straight quotation marks, hyphens for dashes, three dots for an ellipsis.

What is told of the body is mended at once, for there the words of a passage are tied
to their characters. Code, mathematics, addresses and the header are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.quotation import quotation_marks
from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import typ
from publish.model.edit import Edit
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.frozen import Frozen
from publish.model.passages import Passage, passages
from publish.model.settings import Settings

_APART = expression(
    r"^[ \t]*(?P<fence>`{3,}|~{3,}|:{3,}).*?^[ \t]*(?P=fence)"
    r"|<!--.*?-->|`[^`\n]+`|^[-:|+= \t]+$|\{[^{}]*\}|\$\$.*?\$\$|\$[^$\n]+\$|\]\([^()\n]*\)",
    re.MULTILINE | re.DOTALL,
)
"""Code, rules of tables, attributes, formulas and addresses, in pandoc's Markdown and in
other dialects: what pandoc reads as words there isn't the author's prose."""

_SUSPECT = expression(r"(?<!\w)[\"']\w|(?<!-)-{2,3}(?!-)| -\s|\d-\d|\.\.\.")
"""What is worth a closer look: a cheap one before a dear one."""

_TYPED_DASH = expression(r"(?<!-)-{2,3}(?!-)")
_TYPED_ELLIPSIS = expression(r"(?<!\.)\.{3}(?!\.)")
_LETTER = r"[^\W\d_]"
_SPACED_HYPHEN = expression(
    rf"(?:{_LETTER}{{2}}|\b[aAI]|[)»”’.!?,;:]) (-) (?=[«“‘„(]?(?:{_LETTER}{{2}}|[aAI]\b))"
)
_YEARS = expression(r"(?<![\w./-])((?:1[5-9]|20)\d\d)(-)((?:1[5-9]|20)\d\d)(?![\w/-]|\.\w)")
_PAGES = expression(r"(?<![\w-])(?:pp?|S)\.\s?(\d+)(-)(\d+)(?![\w/-]|\.\w)")
_NUMBERED = expression(r"(?:\b[A-Z]{2,}[A-Z0-9]*|\b[Nn]o\.|#)\W{0,2}\Z")
"""What stands before a number that is no year: ``ISO 1989-2014``."""


def check_typography(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    yield from _in_header(entry)
    text = _APART.sub(_blank, entry.source.text)
    if _SUSPECT.search(text, entry.body_start):
        for passage in passages(entry.document):
            if passage.fragment == "body":
                yield from _in_passage(_Prose(entry, text), passage)


class _Prose(Frozen):
    """An entry, and the text of its file in which all is blank that isn't prose."""

    entry: Entry
    text: str


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found.group())


def _in_header(entry: Entry) -> Iterator[Diagnostic]:
    """What is plain text is printed as it is written."""
    marks = quotation_marks(entry.lang)
    for field, text in (("title", entry.title), ("subtitle", entry.subtitle or "")):
        place = entry.place(field)
        if text.count('"') > 1:
            hint = f"write `{marks[0]}…{marks[1]}`" if marks else None
            message = f"straight quotation marks in the {field} are printed as they stand"
            yield typ.STRAIGHT_QUOTES.at(entry.source, place, message, hint)
        if _TYPED_DASH.search(text):
            message = f"hyphens for a dash in the {field} are printed as they stand"
            yield typ.DOUBLE_HYPHEN.at(entry.source, place, message, "write `–` or `—`")
        if _TYPED_ELLIPSIS.search(text):
            message = f"dots for an ellipsis in the {field} are printed as they stand"
            yield typ.TYPED_ELLIPSIS.at(entry.source, place, message, "write `…`")


def _in_passage(prose: _Prose, passage: Passage) -> Iterator[Diagnostic]:
    """For each rule the first slip of a passage, with the edits that mend them all."""
    entry = prose.entry
    pairs = list(_straight_pairs(prose, passage))
    marks = quotation_marks(entry.lang)
    if pairs:
        start, end, _ = min(pairs)
        quoted = entry.source.text[start:end]
        edits = [edit for pair in pairs for edit in _curled(entry, pair, marks)] if marks else []
        hint = f"write `{marks[0]}…{marks[1]}`" if marks else "write those of the language"
        message = f"straight quotation marks around `{_short(quoted[1:-1])}`{_more(pairs)}"
        place = entry.source.place(start, end)
        yield typ.STRAIGHT_QUOTES.at(entry.source, place, message, hint, edits=edits)
    for rule, slips, words in (
        (typ.DOUBLE_HYPHEN, _typed_dashes(prose, passage), "stands for a dash"),
        (typ.HYPHEN_FOR_DASH, _spaced_hyphens(prose, passage), "stands for a dash"),
        (typ.HYPHEN_IN_RANGE, _ranges(prose, passage), "stands in a range"),
        (typ.TYPED_ELLIPSIS, _typed_ellipses(prose, passage), "stands for an ellipsis"),
    ):
        yield from _respelt(entry, rule, list(slips), words)


def _respelt(entry: Entry, rule: Rule, slips: Sequence[Edit], words: str) -> Iterator[Diagnostic]:
    if slips:
        first = slips[0]
        written = entry.source.text[first.start : first.end]
        message = f"`{written}` {words}{_more(slips)}"
        place = entry.source.place(first.start, first.end)
        yield rule.at(entry.source, place, message, f"write `{first.text}`", edits=slips)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _more(slips: Sequence[object]) -> str:
    return f", and {len(slips) - 1} more in the paragraph" if len(slips) > 1 else ""


# -- what is found ------------------------------------------------------------------


def _straight_pairs(prose: _Prose, passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Where words between straight marks start and end, and whether these are double."""
    text = prose.text
    for span in passage.spans:
        if span.kind == "quoted":
            start, end = passage.offsets[span.start], passage.offsets[span.end - 1]
            if start < end and text[start] == text[end] and text[start] in "\"'":
                yield start, end + 1, text[start] == '"'


def _curled(entry: Entry, pair: tuple[int, int, bool], marks: Sequence[str]) -> tuple[Edit, Edit]:
    start, end, is_double = pair
    opening, closing = marks[:2] if is_double else marks[2:]
    return Edit(entry.path, start, start + 1, opening), Edit(entry.path, end - 1, end, closing)


def _typed_dashes(prose: _Prose, passage: Passage) -> Iterator[Edit]:
    """Hyphens that pandoc has made dashes of."""
    for at, char in enumerate(passage.text):
        if char in "–—":
            start = passage.offsets[at]
            typed = _TYPED_DASH.match(prose.text, start)
            if typed and len(typed.group()) == "–—".index(char) + 2:
                yield Edit(prose.entry.path, start, typed.end(), char)


def _typed_ellipses(prose: _Prose, passage: Passage) -> Iterator[Edit]:
    """Dots that pandoc has made an ellipsis of."""
    for at, char in enumerate(passage.text):
        if char == "…":
            start = passage.offsets[at]
            if typed := _TYPED_ELLIPSIS.match(prose.text, start):
                yield Edit(prose.entry.path, start, typed.end(), char)


def _spaced_hyphens(prose: _Prose, passage: Passage) -> Iterator[Edit]:
    for found in _SPACED_HYPHEN.finditer(passage.text):
        at = passage.offsets[found.start(1)]
        line = prose.text[prose.text.rfind("\n", 0, at) + 1 : at]
        if line.strip():  # else a list that lacks the blank line before it
            yield from _as_dash(prose, at)


def _ranges(prose: _Prose, passage: Passage) -> Iterator[Edit]:
    for pattern in (_YEARS, _PAGES):
        for found in pattern.finditer(passage.text):
            rises = int(found[1]) < int(found[3])
            if rises and not _NUMBERED.search(passage.text, 0, found.start()):
                yield from _as_dash(prose, passage.offsets[found.start(2)])


def _as_dash(prose: _Prose, at: int) -> Iterator[Edit]:
    if prose.text[at] == "-":
        yield Edit(prose.entry.path, at, at + 1, "–")
