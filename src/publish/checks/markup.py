"""HTML, LaTeX and raw blocks in a text: all would be printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.passages import Passage, passages
from publish.model.settings import Settings

_TAGS = (
    "a|abbr|audio|b|blockquote|br|button|center|code|details|div|em|embed|figcaption|figure|font|"
    "form|h[1-6]|hr|i|iframe|img|input|kbd|li|link|mark|meta|object|ol|p|pre|q|s|script|small|span|"
    "strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video"
)
_RAW = expression(
    rf"(?P<tag></?(?:{_TAGS})(?:\s[^<>]*)?/?>)"
    r"|(?P<raw>\{=[A-Za-z][\w+-]*\})"
    r"|(?P<latex>\\[A-Za-z]+(?:\[[^\]]*\])?\{)",
    re.IGNORECASE,
)
_RAW_BLOCK = expression(r"\{=[A-Za-z][\w+-]*\}(?=\s)")
_HINTS = {
    "tag": "write it in Markdown, or between backticks to show it",
    "raw": "take the mark away; what is between backticks is shown as it stands",
    "latex": "write it in Markdown; cite as `[@key]`; set mathematics between `$`",
}
_NOUNS = {"tag": "HTML", "latex": "LaTeX", "raw": "raw markup"}


def check_markup(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    if _RAW.search(entry.source.text):
        for passage in passages(entry.document):
            yield from _raw(passage)


def _raw(passage: Passage) -> Iterator[Diagnostic]:
    assert passage.source is not None
    for span in passage.spans:  # a raw block that is read as code in a line
        if span.kind == "code" and (block := _RAW_BLOCK.match(span.target)):
            place = passage.place(span.start, span.end)
            message = f"raw markup is not read: `{block.group()}`"
            yield ent.RAW_MARKUP.at(passage.source, place, message, _HINTS["raw"])
    for found in _RAW.finditer(passage.text):
        sort = found.lastgroup or "tag"
        place = passage.place(*found.span())
        message = f"{_NOUNS[sort]} is not read: `{found.group()}`"
        yield ent.RAW_MARKUP.at(passage.source, place, message, _HINTS[sort])
