"""What in a layout hangs on the numbers of its pages, beside the numbers in the margins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from inspect import getattr_static
from typing import Any, Protocol

from weasyprint.css import StyleFor
from weasyprint.formatting_structure import boxes, build

SIDES = ("left", "right", "recto", "verso")


class Numbered(Protocol):
    """Pages that are being laid out. It is told of them that they are ``tied`` to the numbers that
    they have, or ``sided``: tied to these being odd or even.
    """

    tied: bool
    sided: bool


@contextmanager
def watching_names(pages: Numbered) -> Iterator[None]:
    """While inside, whatever asks for a page's number is told of."""
    content, counters = build.compute_content_list, build.update_counters
    match = getattr_static(StyleFor, "_page_type_match")

    def compute_content_list(said: Any, parent: Any, *rest: Any, **named: Any) -> Any:
        in_margin = isinstance(parent, boxes.MarginBox)
        if not in_margin and any(is_page_counter(*each) for each in said):
            pages.tied = True
        return content(said, parent, *rest, **named)

    def update_counters(state: Any, style: Any) -> None:
        if any(name == "page" for name, _ in (*style["counter_reset"], *style["counter_set"])):
            pages.tied = True
        counters(state, style)

    def page_type_match(selector: Any, page: Any) -> bool:
        pages.sided |= selector.side is not None
        pages.tied |= selector.index is not None
        return bool(match.__func__(selector, page))

    build.compute_content_list, build.update_counters = compute_content_list, update_counters
    StyleFor._page_type_match = staticmethod(page_type_match)
    try:
        yield
    finally:
        build.compute_content_list, build.update_counters = content, counters
        StyleFor._page_type_match = match


def is_page_counter(kind: str, value: Any) -> bool:
    return kind in ("counter()", "counters()") and value[0] == "page"


def says_its_number(margin: Any) -> bool:
    """Whether a margin box says a page's number."""
    said = margin.style["content"]
    return not isinstance(said, str) and any(is_page_counter(*each) for each in said)


def says_nothing_else(margin: Any) -> bool:
    """Whether a margin box says the number once, in plain digits, and beside it only words."""
    numbers = [value for kind, value in margin.style["content"] if kind == "counter()"]
    kinds = {kind for kind, _ in margin.style["content"]}
    return numbers == [("page", "decimal")] and kinds <= {"counter()", "string", "string()"}
