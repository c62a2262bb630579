"""Numbers of pages in the text: where a reference is cited, filled in after layout.

Which pages cite a reference is known when the pages are made, and the words that
say so take room on them. So the text is laid out with a guess, the numbers are
read off, and it is laid out again, until they stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from publish.writers.terms import Terms

PageNumbers = Mapping[str, int]
"""For each identifier in the document, the number of its page, from 1."""


class CitedPages:
    """The places of a document where pages are named, and what they say."""

    def __init__(self, root: Element, words: Terms, lang: str) -> None:
        self._words = words
        self._foreign = words.lang if lang.partition("-")[0] != words.lang else None
        self._hosts = [
            (host, [link.get("href", "")[1:] for link in host.iter("a")])
            for host in root.iter("span")
            if host.get("class") == "backlinks"
        ]
        self._said: list[tuple[int, ...]] | None = None

    def fill(self, numbers: PageNumbers) -> bool:
        """Write the numbers in; False if they stood there already."""
        said = [
            tuple(sorted({numbers.get(place, 1) for place in places})) for _, places in self._hosts
        ]
        if said == self._said:
            return False
        self._said = said
        for (host, places), pages in zip(self._hosts, said, strict=True):
            self._write(host, places, pages, numbers)
        return bool(self._hosts)

    def _write(
        self, host: Element, places: list[str], pages: tuple[int, ...], numbers: PageNumbers
    ) -> None:
        """``cited on pp. 1, 3``, each number a link to the first place on its page."""
        term = self._words.cited_pages if len(pages) > 1 else self._words.cited_page
        before, _, after = term.partition("{pages}")
        if before.endswith(" "):
            before = before[:-1] + "\N{NO-BREAK SPACE}"
        host.clear()
        host.set("class", "backlinks")
        if self._foreign:
            host.set("lang", self._foreign)
        host.text = before
        for index, page in enumerate(pages):
            place = next(p for p in places if numbers.get(p, 1) == page)
            link = Element("a", {"href": "#" + place, "role": "doc-backlink"})
            link.set("aria-label", f"{self._words.page} {page}")
            link.text = str(page)
            link.tail = ", " if index < len(pages) - 1 else after
            host.append(link)
