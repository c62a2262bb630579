"""The list of all references of a collection: what is cited, and which entries cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import html

from publish.model.publication import CitedPublication, Publication
from publish.writers.breaks import number_in
from publish.writers.identifiers import free_name, plain_identifier
from publish.writers.scoping import anchor
from publish.writers.terms import Terms
from publish.writers.tidying import Element
from publish.writers.tree import Tree, put_behind, reference_list

ID = "references"


@dataclass(slots=True)
class Citing:
    """The entries that cite each work, and the places where they do, in reading order."""

    places: dict[str, list[tuple[Publication, list[str]]]] = field(default_factory=dict)

    def add(self, tree: Tree) -> None:
        for key, places in tree.citations.items():
            self.places.setdefault(key, []).append((tree.publication, places))


def works(cited: CitedPublication, citing: Citing, words: Terms) -> Element | None:
    """The section of all references; None where the collection or its style wants none.

    Behind each stand links to the entries that cite it (``span.cited-in``).
    """
    if not cited.markup:
        return None
    root = html.fragment_fromstring(cited.markup, create_parent="div")
    found = root.find("div")
    if found is None or not len(found):
        return None
    items = reference_list(found)
    seen: set[str] = set()
    for item in items:
        key = item.get("id").removeprefix("ref-")
        item.set("id", free_name(plain_identifier(item.get("id")), seen))
        if cited.publication.entry.dir == "rtl":
            item.set("dir", "auto")
        _say_who_cites(item, citing.places.get(key, []), words, cited.publication.entry.lang)
    section = html.Element("section", {"id": ID, "class": "section references"})
    section.set("role", "doc-bibliography")
    heading = html.Element("h2")
    heading.text = words.references
    section.extend([heading, items])
    number_in([items], ID)
    return section


def _say_who_cites(
    item: Element, citing: Iterable[tuple[Publication, list[str]]], words: Terms, lang: str
) -> None:
    found = list(citing)
    if not found:
        return
    host = html.Element("span", {"class": "cited-in"})
    if words.lang != lang.partition("-")[0]:
        host.set("lang", words.lang)
    host.text = f"{words.cited_in} "
    for number, (publication, places) in enumerate(found, 1):
        target = places[0] if places else anchor(publication.id)
        link = html.Element("a", {"href": f"#{target}", "role": "doc-backlink"})
        link.text = publication.entry.title
        if publication.entry.lang != host.get("lang", lang):
            link.set("lang", publication.entry.lang)
        link.tail = ", " if number < len(found) else None
        host.append(link)
    put_behind(item, host)
