"""Some pages of a longer document are laid out by themselves, and come out as in the whole.

Its pages are numbered on from those before, sides and `:first` are as there, and what is
elsewhere in the whole can be linked to and asked for its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import weasyprint.layout
import weasyprint.layout.page
import weasyprint.pdf
from weasyprint.css.targets import TargetCollector, TargetLookupItem, anchor_name_from_token
from weasyprint.layout import LayoutContext

from publish.engines.numerals import Numeral
from publish.engines.weasyprint.internals.naming import SIDES, watching_names

_AWAY = "elsewhere"


@dataclass(slots=True)
class Stretch:
    """Pages of a longer document. ``first`` is the number of the first one, counted from 1;
    ``elsewhere`` tells whether an identifier is that of something outside of them, whose page
    is in ``pages`` (0 where it isn't known yet).

    ``strings`` are those that style sheets have named before it.

    While it is laid out it finds out which pages were ``asked`` for, by identifier, and where
    its links ``led``, and which places it ``missed`` to which its links or texts refer; whether
    it is ``tied`` to the numbers that its pages have, or ``sided``; where it isn't tied, the
    ``numerals`` are all that its file says of these. With ``begin``, ``first`` is what that says
    when the first page begins.
    """

    first: int
    elsewhere: Callable[[str], bool]
    pages: Mapping[str, int]
    begin: Callable[[], int] | None = None
    strings: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    led: dict[str, None] = field(default_factory=dict)
    missed: dict[str, None] = field(default_factory=dict)
    tied: bool = False
    sided: bool = False
    numerals: list[Numeral] = field(default_factory=list)

    def followed(self, pages: int, strings: Mapping[str, str]) -> Stretch:
        """The stretch behind this one, which has so many ``pages`` and leaves these ``strings``."""
        first = self.first + pages
        return Stretch(first, self.elsewhere, self.pages, strings={**self.strings, **strings})


@contextmanager
def numbered_on(stretch: Stretch) -> Iterator[None]:
    """While inside, one document is laid out as this stretch of a longer one."""
    begin = weasyprint.layout.initialize_page_maker
    kind = weasyprint.layout.page.PageType
    look_up = TargetCollector.lookup_target
    string = LayoutContext.get_string_set_for
    begun: list[Any] = []

    def begin_later(context: Any, root_box: Any) -> None:
        if stretch.begin is not None:
            stretch.first = stretch.begin()
        begin(context, root_box)
        begun.append(context)
        resume_at, next_page, right, state, remake = context.page_maker[0]
        state[1]["page"] = [stretch.first - 1]
        state[2][0].add("page")
        right = right == bool(stretch.first % 2)
        context.page_maker[0] = (resume_at, next_page, right, state, remake)

    def page_type(side: str, blank: bool, name: str, index: int, groups: Any) -> Any:
        return kind(side, blank, name, index + stretch.first - 1, groups)

    def lookup_target(self: Any, anchor: Any, box: Any, token: str, again: Any) -> Any:
        name = _name(anchor, box)
        if name is None or name in self.target_lookup_items or not stretch.elsewhere(name):
            stretch.tied = True
            if name is not None and name not in self.target_lookup_items:
                stretch.missed[name] = None
            return look_up(self, anchor, box, token, again)
        stretch.asked[name] = stretch.pages.get(name, 0)
        return _known(stretch.asked[name])

    def string_set_for(self: Any, page: Any, name: str, keyword: str = "first") -> Any:
        found = string(self, page, name, keyword)
        here = found or keyword == "all-once" or self.current_page in self.string_set[name]
        return found if here or name not in stretch.strings else (stretch.strings[name],)

    weasyprint.layout.initialize_page_maker = begin_later
    weasyprint.layout.page.PageType = page_type
    TargetCollector.lookup_target = lookup_target
    LayoutContext.get_string_set_for = string_set_for
    try:
        with watching_names(stretch):
            yield
        pages = (page for context in begun for page in context.page_maker)
        stretch.sided |= any(next_page["break"] in SIDES for _, next_page, *_ in pages)
    finally:
        weasyprint.layout.initialize_page_maker = begin
        weasyprint.layout.page.PageType = kind
        TargetCollector.lookup_target = look_up
        LayoutContext.get_string_set_for = string


@contextmanager
def linked_on(stretch: Stretch) -> Iterator[None]:
    """While inside, links of a file may lead to what is elsewhere in the longer document."""
    resolve = weasyprint.pdf.resolve_links

    def resolve_links(pages: Any) -> Iterator[Any]:
        own = {name for page in pages for name in page.anchors}

        def let_go(link: Any) -> Any:
            """A link of a kind that isn't looked after."""
            kind, name, *rest = link
            if kind != "internal" or name in own:
                return link
            if not stretch.elsewhere(name):
                stretch.missed[name] = None
                return link
            stretch.led[name] = None
            return (_AWAY, name, *rest)

        views = [
            SimpleNamespace(anchors=page.anchors, links=[let_go(link) for link in page.links])
            for page in pages
        ]
        for links, anchors in resolve(views):
            yield [("internal", *each[1:]) if each[0] == _AWAY else each for each in links], anchors

    weasyprint.pdf.resolve_links = resolve_links
    try:
        yield
    finally:
        weasyprint.pdf.resolve_links = resolve


def begins_page(pages: Any, element: Any) -> bool:
    """Whether the style of ``element``, wherever it stands, begins a page of its own."""
    for box in pages[0]._page_box.descendants():
        if box.element is element:
            return bool(box.style["break_before"] == "page")
    return False


def strings(pages: Any) -> dict[str, str]:
    """The strings that style sheets name, as these pages leave them."""
    return {
        name: text
        for page in pages
        for box in page._page_box.descendants()
        if box.string_set and box.string_set != "none"
        for name, text in box.string_set
    }


def _name(anchor: Any, box: Any) -> str | None:
    """The identifier that is asked for, where it is said by an attribute or a text."""
    if anchor[0] == "attr()":
        target = box.element.get(anchor[1][0]) or ""
        return target[1:] if target.startswith("#") else None
    name = anchor_name_from_token(anchor)
    return None if name is None else str(name)


def _known(page: int) -> Any:
    item = TargetLookupItem("up-to-date")
    item.target_box = SimpleNamespace(cached_counter_values={"page": [page]})
    return item
