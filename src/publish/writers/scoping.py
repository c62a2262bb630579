"""The tree of an entry, made fit to stand beside others: its identifiers get its name before them,
links between entries lead to each other, or out.

``works`` of the entry ``kaiming-he`` becomes ``kaiming-he.works``, so that two entries with a
section "Works" and a note 1 don't clash. An entry's id has no full stop in it.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from publish.model.publication import Publication
from publish.writers.entry_links import SCHEME, page_on_site
from publish.writers.identifiers import plain_identifier
from publish.writers.tidying import Element
from publish.writers.tree import Tree

Lead = Callable[[str], str | None]
"""An address ``entry:ID#place`` → where it leads; None where it leads nowhere."""


def anchor(entry: str, place: str = "") -> str:
    """The identifier of an entry in the whole, or of a place in it. That of the entry itself
    is one that no place can have.
    """
    return f"{entry}.{plain_identifier(place) if place else 0}"


def scope(tree: Tree) -> None:
    """Put the entry's name before all its identifiers; a link that leads to none of them
    leads to one of the whole, and stays.
    """
    name = tree.publication.id
    elements = [e for part in tree.parts for e in part.iter() if isinstance(e.tag, str)]
    own = {e.get("id") for e in elements if e.get("id")}
    for element in elements:
        if identifier := element.get("id"):
            element.set("id", f"{name}.{identifier}")
        if label := element.get("aria-labelledby"):
            element.set("aria-labelledby", f"{name}.{label}")
        target = element.get("href", "")
        if target.startswith("#") and target[1:] in own:
            element.set("href", f"#{name}.{target[1:]}")
    tree.citations = {
        key: [f"{name}.{place}" for place in places] for key, places in tree.citations.items()
    }


def within(book: Publication) -> Lead:
    """Where links between entries lead in a book: to the entry in it, else to where that is
    published, if the settings say where and the collection wants it.
    """
    assert book.volume is not None
    inside: Container[str] = {member.id for member in book.members}
    published = book.volume.collection.outside == "published"

    def lead(address: str) -> str | None:
        name, _, place = address.removeprefix(SCHEME).partition("#")
        if name in inside:
            return f"#{anchor(name, place)}"
        return page_on_site(address, book.settings) if published else None

    return lead


def lead_links(part: Element, lead: Lead) -> None:
    """Let the links between entries lead where they do; those that lead nowhere are words."""
    for link in list(part.iter("a")):
        address = link.get("href", "")
        if not address.startswith(SCHEME):
            continue
        target = lead(address)
        if target is None:
            link.drop_tag()
        else:
            link.set("href", target)
            link.set("class", "entry-link")
