"""A PDF to what it holds, as plain values: pages, bookmarks, tags, fonts, files, fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Dictionary, Pdf, Stream

from publish.attach.embedding import enclosures
from publish.attach.joining.actions import annotations_of, bookmarks
from publish.attach.joining.elements import elements
from publish.attach.joining.forms import field_names
from publish.attach.joining.labels import labels
from publish.attach.joining.layers import seen
from publish.attach.joining.objects import entry, identity, items, keys, section, text, version
from publish.attach.joining.targets import Targets
from publish.attach.joining.trees import names
from publish.attach.opening import title_of
from publish.attach.signatures import has_xfa, signed_fields
from publish.attach.stamps import box
from publish.model.frozen import Frozen


class PageFacts(Frozen):
    """``width`` and ``height`` are in points, as the page is seen."""

    label: str
    width: float
    height: float


class BookmarkFacts(Frozen):
    """``page`` counts from 1; None where the bookmark leads to none."""

    depth: int
    title: str
    page: int | None


class Description(Frozen):
    """What a document holds. ``tags`` and ``links`` are counted by type; ``fonts`` say
    whether they are embedded.
    """

    version: str
    title: str | None
    lang: str | None
    encrypted: bool
    linearized: bool
    tagged: bool
    claims: tuple[str, ...]
    pages: tuple[PageFacts, ...]
    bookmarks: tuple[BookmarkFacts, ...]
    destinations: int
    tags: Mapping[str, int]
    links: Mapping[str, int]
    annotations: Mapping[str, int]
    fonts: Mapping[str, bool]
    fields: tuple[str, ...]
    xfa: bool
    signatures: int
    layers: tuple[str, ...]
    articles: int
    attachments: tuple[str, ...]


def describe(pdf: Pdf, claims: tuple[str, ...] = ()) -> Description:
    """What a document holds; ``claims`` are told by who knows them."""
    root, pages = pdf.Root, [page.obj for page in pdf.pages]
    named = zip(labels(root, len(pages)), pages, strict=True)
    every = [each for page in pages for each in annotations_of(page)]
    others = (text(each, "/Subtype") or "none" for each in every)
    return Description(
        version=version(pdf),
        title=title_of(pdf) or None,
        lang=text(root, "/Lang"),
        encrypted=pdf.is_encrypted,
        linearized=pdf.is_linearized,
        tagged=entry(section(root, "/MarkInfo"), "/Marked", bool) is True,
        claims=claims,
        pages=tuple(PageFacts(label, *_size(page)) for label, page in named),
        bookmarks=tuple(_bookmarks(root, Targets(root, pages))),
        destinations=len(names(section(root, "/Names").get("/Dests")))
        + len(section(root, "/Dests")),
        tags=_counted(
            text(item, "/S") or "none" for _, item in elements(root.get("/StructTreeRoot"))
        ),
        links=_counted(_goal(each) for each in every if text(each, "/Subtype") == "Link"),
        annotations=_counted(each for each in others if each != "Link"),
        fonts=dict(sorted(_fonts(pages))),
        fields=tuple(name for name, field in field_names(root) if "/FT" in field),
        xfa=has_xfa(pdf),
        signatures=len(signed_fields(pdf)),
        layers=tuple(
            text(layer, "/Name") or ""
            for group in seen(section(root, "/OCProperties"))
            for layer in group
        ),
        articles=len(items(root, "/Threads")),
        attachments=tuple(file.name for file in enclosures(pdf)),
    )


def _counted(things: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(things).items()))


def _size(page: Dictionary) -> tuple[float, float]:
    left, bottom, right, top = box(page)
    width, height = round(right - left, 2), round(top - bottom, 2)
    turned = (entry(page, "/Rotate", int) or 0) % 180
    return (height, width) if turned else (width, height)


def _bookmarks(root: Any, targets: Targets) -> Iterator[BookmarkFacts]:
    for depth, item in bookmarks(root.get("/Outlines")):
        page = targets.page(item)
        yield BookmarkFacts(depth, text(item, "/Title") or "", None if page is None else page + 1)


def _goal(link: Dictionary) -> str:
    return "inside" if "/Dest" in link else _KINDS.get(text(section(link, "/A"), "/S"), "other")


_KINDS: Mapping[str | None, str] = {"GoTo": "inside", "URI": "web", "GoToR": "other files"}


def _fonts(pages: list[Any]) -> Iterator[tuple[str, bool]]:
    """The fonts that pages and the forms on them name, and whether they are embedded."""
    todo, known = [section(page, "/Resources") for page in pages], set[object]()
    while todo:
        resources = todo.pop()
        fonts, forms = section(resources, "/Font"), section(resources, "/XObject")
        for holder in (fonts, forms):
            for key in keys(holder):
                item = holder[key]
                if identity(item) in known:
                    continue
                known.add(identity(item))
                if holder is fonts and isinstance(item, Dictionary):
                    yield (
                        text(item, "/BaseFont") or text(item, "/Subtype") or "none",
                        _embedded(item),
                    )
                elif isinstance(item, Stream):
                    todo.append(section(item, "/Resources"))


def _embedded(font: Dictionary) -> bool:
    below = [font, *(each for each in items(font, "/DescendantFonts"))]
    if text(font, "/Subtype") == "Type3":
        return True
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    return any(key in section(each, "/FontDescriptor") for each in below for key in files)
