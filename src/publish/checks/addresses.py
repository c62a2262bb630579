"""Where in the file the address of a link or an image stands."""

from __future__ import annotations

from urllib.parse import unquote

from publish.model.passages import Passage, Span
from publish.model.place import Place


def address_place(passage: Passage, span: Span) -> Place:
    """The place of ``span.target``; of the words, where it isn't found behind them."""
    assert passage.source is not None
    if span.target and span.start < len(passage.offsets):
        for written in (span.target, unquote(span.target)):  # pandoc escapes spaces
            at = passage.source.text.find(written, passage.offsets[span.start])
            if at >= 0:
                return passage.source.place(at, at + len(written))
    return passage.place(span.start, span.end)
