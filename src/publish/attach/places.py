"""A bookmark's title to the number of pages that stand before it, or before what follows it."""

from __future__ import annotations

from pikepdf import Pdf

from publish.attach.joining.actions import bookmarks
from publish.attach.joining.objects import text
from publish.attach.joining.targets import Targets


def before_bookmark(pdf: Pdf, title: str) -> int | None:
    """How many pages stand before the page of a bookmark; None if there is none such."""
    found = _find(pdf, title)
    return found[0] if found else None


def after_bookmark(pdf: Pdf, title: str) -> int | None:
    """How many pages stand before the next bookmark that isn't part of this one."""
    found = _find(pdf, title)
    return found[1] if found else None


def bookmark_titles(pdf: Pdf) -> list[str]:
    """The titles of all bookmarks, in order."""
    return [
        (text(each, "/Title") or "").strip() for _, each in bookmarks(pdf.Root.get("/Outlines"))
    ]


def _find(pdf: Pdf, title: str) -> tuple[int, int] | None:
    targets = Targets(pdf.Root, [page.obj for page in pdf.pages])
    begin: int | None = None
    level = 0
    for depth, item in bookmarks(pdf.Root.get("/Outlines")):
        page = targets.page(item)
        if begin is not None and depth <= level and page is not None:
            return begin, max(page, begin)
        if begin is None and page is not None and (text(item, "/Title") or "").strip() == title:
            begin, level = page, depth
    return None if begin is None else (begin, len(pdf.pages))
