"""The citations of an entry's page → which works it cites, and in which of its sections."""

from __future__ import annotations

from publish.model.frozen import Frozen
from publish.writers.contents import plain_heading
from publish.writers.tidying import Element
from publish.writers.tree import Tree


class Place(Frozen):
    """A place that cites: its identifier on the page, and what the section is called."""

    id: str
    section: str


def citing_places(tree: Tree) -> dict[str, list[Place]]:
    """For each key the places that cite it, the first of each section."""
    named = {
        element.get("id"): name
        for part, name in _named_parts(tree)
        for element in part.iter("span")
        if element.get("id")
    }
    found: dict[str, list[Place]] = {}
    for key, ids in tree.citations.items():
        firsts: dict[str, Place] = {}
        for identifier in ids:
            name = named.get(identifier, tree.publication.entry.title)
            firsts.setdefault(name, Place(identifier, name))
        found[key] = list(firsts.values())
    return found


def _named_parts(tree: Tree) -> list[tuple[Element, str]]:
    words = tree.terms
    single = (
        (tree.summary, words.summary),
        (tree.facts, words.facts),
        (tree.caption, words.summary),
        (tree.notes, words.notes),
        (tree.questions, words.questions),
    )
    named = [(part, name) for part, name in single if part is not None]
    for section in tree.sections:
        title = section.find("h2")
        named.append((section, plain_heading(title) if title is not None else ""))
    return named
