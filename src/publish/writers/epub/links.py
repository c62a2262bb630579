"""Links of a page become links of a book: to other files, and out of it."""

from __future__ import annotations

from collections.abc import Sequence

from publish.model.publication import Publication
from publish.writers.entry_links import SCHEME, page_on_site
from publish.writers.epub.book import Chapter
from publish.writers.tidying import Element

RELATED = "related.xhtml"


def mend_links(found: Sequence[Chapter], publication: Publication) -> None:
    """Make every link lead to the file that its target stands in.

    Entries that aren't in the book are linked where they are published, or, if
    the settings don't say where, in the list of related entries.
    """
    files = {
        element.get("id"): chapter.file
        for chapter in found
        for part in chapter.elements
        for element in part.iter()
        if element.get("id")
    }
    for chapter in found:
        for part in chapter.elements:
            for link in part.iter("a"):
                _mend(link, chapter.file, files, publication)


def _mend(link: Element, here: str, files: dict[str, str], publication: Publication) -> None:
    address = link.get("href", "")
    if address.startswith(SCHEME):
        target = address.removeprefix(SCHEME).partition("#")[0]
        listed = f"{RELATED}#entry-{target}"
        link.set("href", page_on_site(address, publication.settings) or listed)
        link.set("class", "entry-link")
    elif address.startswith("#") and len(address) > 1:
        file = files.get(address[1:], here)
        link.set("href", address if file == here else file + address)
