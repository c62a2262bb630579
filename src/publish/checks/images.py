"""Images: each is there, inside the project, can be shown, and has words in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.checks.addresses import address_place
from publish.diagnostics.core import Diagnostic, EngineFailure
from publish.diagnostics.rules import res
from publish.engines.images import find_image
from publish.model.document import Node, plain_text
from publish.model.entry import Entry
from publish.model.passages import Passage, Span, passages
from publish.model.place import Place
from publish.model.publication import Project

DECORATIVE = "decorative"
"""The class of an image that tells nothing: ``![](line.png){.decorative}``."""


def check_images(project: Project) -> Iterator[Diagnostic]:
    for entry in project.entries.values():
        if entry.image is not None:
            yield from _file(project, entry, entry.image.file, entry.image.place)
        if next(entry.document.nodes("Image"), None) is not None:
            yield from _in_text(project, entry)


def _in_text(project: Project, entry: Entry) -> Iterator[Diagnostic]:
    for passage in passages(entry.document):
        for span in passage.spans:
            if span.kind != "image":
                continue
            place = address_place(passage, span)
            yield from _file(project, entry, span.target, place)
            if not _has_words(_node(entry, passage, span)):
                message = f"image `{span.target}` has no alternative text"
                hint = "write `![what it shows](…)`, or `{.decorative}` behind it"
                yield res.NO_ALT_TEXT.at(entry.source, place, message, hint)


def _file(project: Project, entry: Entry, address: str, place: Place) -> Iterator[Diagnostic]:
    try:
        find_image(project.settings.root, entry.path, address)
    except EngineFailure as failure:
        failed = failure.diagnostic
        yield failed.rule.at(entry.source, place, failed.message, failed.hint)


def _has_words(image: Node) -> bool:
    (_, classes, pairs), inlines, _ = image["c"]
    alt = dict(pairs).get("alt", "") or plain_text(inlines)
    return bool(alt.strip()) or DECORATIVE in classes


def _node(entry: Entry, passage: Passage, span: Span) -> Node:
    """The node of the image that ``span`` stands for."""
    fragment = entry.document.fragment(passage.fragment)
    assert fragment is not None
    segment = next(each for each in passage.segments if each.start == span.start)
    node: Any = fragment.blocks
    for step in (*passage.container, *segment.path):
        node = node[step]
    return dict(node)
