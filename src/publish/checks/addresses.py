"""Where in the file the address of a link or an image stands."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from publish.model.entry import Entry
from publish.model.nodes import walk
from publish.model.passages import Passage, Span, passages
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


def placed_links(entry: Entry) -> Iterator[tuple[str, Place]]:
    """The address of each link of an entry, and where in the file it stands."""
    for passage in passages(entry.document):
        for span in passage.spans:
            if span.kind == "link":
                yield span.target, address_place(passage, span)
    for node in entry.document.nodes("Cite"):
        for link in walk(node["c"][0]):
            if link["t"] == "Link":
                target = link["c"][2][0]
                at = entry.source.text.find(target, entry.body_start)
                yield target, entry.source.place(max(at, 0), max(at, 0) + len(target))
