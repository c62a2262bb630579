"""Numbers of pages in the text: where a reference is cited, set during layout.

Which pages cite a reference is known when the pages are made, and the words that
say so take room on them. So the layout asks for these words before each page, with
the numbers of the pages before it, and in the end once more whether they are right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from xml.etree.ElementTree import Element

from publish.writers.terms import Terms

PageNumbers = Mapping[str, int]
"""For each identifier in the document, the number of its page, from 1."""

MOST_TOGETHER = 6
"""Numbers of pages that stand on one line, with the words before them."""

MOST_ON_A_PAGE = 200
"""Citations that one page holds, at most."""

Run = tuple[Element | None, str]
"""A piece of a text: the link that holds it, or None, and its words."""


@dataclass(slots=True)
class _Host:
    """An element that names pages, its links, and the pages that it names now."""

    element: Element
    links: list[Element]
    pages: tuple[int, ...] = ()
    runs: Sequence[Run] = ()


class NumbersInText(Protocol):
    """What names pages in a text while it is laid out."""

    def __call__(self, numbers: PageNumbers, here: int) -> Mapping[Element, Sequence[Run]]: ...

    def named(self) -> dict[Element, int]:
        """The links, and the number of a page that each is now."""
        ...

    def settle(self) -> None: ...


class CitedPages:
    """``cited on pp. 1, 3`` after each reference of a document.

    The object is called during layout with the numbers of the pages (see
    `publish.engines.weasyprint.layout.lay_out`), and `settle` is called behind it.
    """

    def __init__(self, root: Element, words: Terms, lang: str) -> None:
        self._words = words
        self._hosts = [
            self._prepared(host, words.lang if lang.partition("-")[0] != words.lang else None)
            for host in root.iter("span")
            if host.get("class") == "backlinks"
        ]
        self._places = {link.get("href", "")[1:] for host in self._hosts for link in host.links}

    def __call__(self, numbers: PageNumbers, here: int) -> Mapping[Element, Sequence[Run]]:
        """The texts that change with these numbers; empty when all of them stay.

        What has no number yet is expected on page ``here``; but while that is more than
        a page may hold, nothing changes.
        """
        missing = self._places.difference(numbers)
        if numbers and len(missing) > MOST_ON_A_PAGE:
            return {}
        changed: dict[Element, Sequence[Run]] = {}
        for host in self._hosts:
            first: dict[int, Element] = {}
            for link in host.links:
                first.setdefault(numbers.get(link.get("href", "")[1:], here), link)
            pages = tuple(sorted(first))
            if pages != host.pages:
                host.pages = pages
                host.runs = self._runs([(page, first[page]) for page in pages])
                changed[host.element] = host.runs
        return changed

    def named(self) -> dict[Element, int]:
        """The links that are numbers of pages now."""
        runs = (run for host in self._hosts for run in host.runs)
        return {link: int(text) for link, text in runs if link is not None}

    def settle(self) -> None:
        """Write into the document what has been laid out."""
        for host in self._hosts:
            for child in list(host.element):
                host.element.remove(child)
            host.element.text = None
            for link, text in host.runs:
                _append(host.element, link, text)
                if link is not None:
                    link.set("aria-label", f"{self._words.page} {text}")

    def _prepared(self, element: Element, lang: str | None) -> _Host:
        links = list(element)
        element.text = self._words.cited_pages.partition("{pages}")[0]
        if lang:
            element.set("lang", lang)
        for link in links:
            link.tail = ", "
        return _Host(element, links)

    def _runs(self, links: Sequence[tuple[int, Element]]) -> list[Run]:
        """``cited on pp. 1, 3``, each number in a link to the first place on its page."""
        term = self._words.cited_pages if len(links) > 1 else self._words.cited_page
        before, _, after = term.partition("{pages}")
        space = " " if len(links) > MOST_TOGETHER else "\N{NO-BREAK SPACE}"
        before = before.replace(" ", "\N{NO-BREAK SPACE}")
        runs: list[Run] = [(None, before)] if before else []
        for index, (page, link) in enumerate(links):
            runs.append((link, str(page)))
            tail = f",{space}" if index < len(links) - 1 else after
            if tail:
                runs.append((None, tail))
        return runs


class Together:
    """The numbers in several texts of one document."""

    def __init__(self, texts: Sequence[NumbersInText]) -> None:
        self._texts = texts

    def __call__(self, numbers: PageNumbers, here: int) -> Mapping[Element, Sequence[Run]]:
        changed: dict[Element, Sequence[Run]] = {}
        for text in self._texts:
            changed.update(text(numbers, here))
        return changed

    def named(self) -> dict[Element, int]:
        return {link: page for text in self._texts for link, page in text.named().items()}

    def settle(self) -> None:
        for text in self._texts:
            text.settle()


class Further:
    """The numbers in a text whose pages are counted from ``first``, which is asked for when the
    first of them begins, and not from 1.
    """

    def __init__(self, text: NumbersInText, first: Callable[[], int]) -> None:
        self._text, self._first = text, first

    def __call__(self, numbers: PageNumbers, here: int) -> Mapping[Element, Sequence[Run]]:
        before = self._first() - 1
        counted = {name: page + before for name, page in numbers.items()}
        return self._text(counted, here + before)

    def named(self) -> dict[Element, int]:
        return self._text.named()

    def settle(self) -> None:
        self._text.settle()


def _append(host: Element, link: Element | None, text: str) -> None:
    """Add a piece of text, in its link or bare, at the end of ``host``."""
    if link is not None:
        link.text, link.tail = text, None
        host.append(link)
    elif len(host):
        host[-1].tail = text
    else:
        host.text = text
