"""Images: each is there, inside the project, can be shown, and has words in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from publish.checks.addresses import address_place
from publish.diagnostics.core import Diagnostic, EngineFailure
from publish.diagnostics.rules import res
from publish.engines.images import find_image
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.gist import Picture, gist, picture
from publish.model.nodes import Node
from publish.model.passages import Passage, Span, passages
from publish.model.place import Place, SourceFile
from publish.model.publication import Project

_FILE_NAME = expression(
    r"\S.*\.(?:png|jpe?g|gif|webp|svg|tiff?|bmp|heic|avif|eps|pdf)"
    r"|(?:IMG|DSC|DSCN|DSCF|PXL|MVIMG)[_-]?\d+(?:[_-]\w+)*",
    re.IGNORECASE,
)


def check_images(project: Project) -> Iterator[Diagnostic]:
    root = project.settings.root
    for entry in project.entries.values():
        if entry.image is not None:
            yield from _file(root, entry.source, entry.image.file, entry.image.place)
            if _is_file_name(entry.image.alt, entry.image.file):
                yield _named_for_file(entry, entry.place("image.alt"), entry.image.alt)
        if any(_is_suspicious(root, entry, each) for each in gist(entry.document).pictures):
            yield from _in_text(project, entry)


def check_covers(project: Project) -> Iterator[Diagnostic]:
    """The covers that the settings name."""
    settings = project.settings
    for name, collection in settings.collections.items():
        place = settings.places.get(f"collections.{name}.cover.file")
        if collection.cover and settings.source and place:
            yield from _file(settings.root, settings.source, collection.cover.file, place)


def _in_text(project: Project, entry: Entry) -> Iterator[Diagnostic]:
    for passage in passages(entry.document):
        for span in passage.spans:
            if span.kind != "image":
                continue
            place = address_place(passage, span)
            yield from _file(project.settings.root, entry.source, span.target, place)
            image = picture(_node(entry, passage, span))
            if not _has_words(image):
                message = f"image `{span.target}` has no alternative text"
                hint = "write `![what it shows](…)`, or `{.decorative}` behind it"
                yield res.NO_ALT_TEXT.at(entry.source, place, message, hint)
            elif _is_file_name(image.alt, span.target):
                place = _alt_place(entry, place, image.alt)
                yield _named_for_file(entry, place, image.alt)


def _file(root: Path, source: SourceFile, address: str, place: Place) -> Iterator[Diagnostic]:
    try:
        find_image(root, source.path, address)
    except EngineFailure as failure:
        failed = failure.diagnostic
        yield failed.rule.at(source, place, failed.message, failed.hint)


def _is_suspicious(root: Path, entry: Entry, image: Picture) -> bool:
    """Whether places are worth seeking: a cheap look before a dear one."""
    unseen = next(_file(root, entry.source, image.address, Place(entry.path)), None)
    named = _is_file_name(image.alt, image.address)
    return unseen is not None or named or not _has_words(image)


def _has_words(image: Picture) -> bool:
    return bool(image.alt) or image.decorative


def _is_file_name(alt: str, address: str) -> bool:
    """Whether an alternative text is a file's name: this one's, or any picture's."""
    name = unquote(address).rpartition("/")[2]
    stem = name.rpartition(".")[0]
    is_stem = alt.casefold() == stem.casefold() and re.search(r"[\d_-]", stem) is not None
    return is_stem or _FILE_NAME.fullmatch(alt) is not None


def _alt_place(entry: Entry, address: Place, alt: str) -> Place:
    """Where an alternative text stands, next to the address of its image."""
    start = entry.source.offset(address.line or 1, address.column or 1)
    line_end = entry.source.text.find("\n\n", start)
    before = entry.source.text.rfind(f"[{alt}]", 0, start)
    behind = entry.source.text.find(f'"{alt}"', start, line_end)
    at = behind if behind >= 0 else before
    return entry.source.place(at + 1, at + 1 + len(alt)) if at >= 0 else address


def _named_for_file(entry: Entry, place: Place, alt: str) -> Diagnostic:
    message = f"the alternative text `{alt}` is a file's name"
    return res.FILE_NAME_AS_ALT.at(entry.source, place, message, "write what the image shows")


def _node(entry: Entry, passage: Passage, span: Span) -> Node:
    """The node of the image that ``span`` stands for."""
    fragment = entry.document.fragment(passage.fragment)
    assert fragment is not None
    segment = next(each for each in passage.segments if each.start == span.start)
    node: Any = fragment.blocks
    for step in (*passage.container, *segment.path):
        node = node[step]
    return dict(node)
