"""A clean tree becomes the chapters of a book, each note in the chapter that calls it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import html

from publish.writers.contents import Heading, contents, plain_heading
from publish.writers.epub.book import Chapter, Line
from publish.writers.identifiers import file_name, free_name
from publish.writers.tidying import Element
from publish.writers.tree import Tree

RESERVED = frozenset({"nav", "cover", "title", "related", "about", "package"})
"""Names that documents of every book have; a chapter that wants one gets a number."""

_LEVELS = {"h2": "h1", "h3": "h2", "h4": "h3", "h5": "h4", "h6": "h5"}


def chapters(tree: Tree) -> list[Chapter]:
    """The chapters in reading order; ``tree`` gives its parts away."""
    lines = {heading.id: heading for heading in contents(tree)}
    names = set(RESERVED)
    found = [_opening(tree, names)] if tree.lead else []
    questions = [tree.questions] if tree.questions is not None else []
    found += [_chapter(section, lines, names) for section in [*tree.sections, *questions]]
    if tree.references is not None:
        bibliography = _chapter(tree.references, lines, names)
        bibliography.type, bibliography.role = "bibliography", "doc-bibliography"
        found.append(bibliography)
    return found


def _opening(tree: Tree, names: set[str]) -> Chapter:
    """What stands before the first section, under the title of the whole."""
    title = tree.publication.entry.title
    section = html.Element("section", {"id": "opening", "class": "section opening"})
    heading = html.Element("h1")
    heading.text = title
    section.append(heading)
    section.extend(tree.lead)
    name = free_name("opening", names)
    return Chapter(name, title, [section], headings=(Line(f"{name}.xhtml", title),))


def _chapter(section: Element, lines: dict[str, Heading], names: set[str]) -> Chapter:
    identifier = section.get("id", "")
    title = next((e for e in section if e.tag in _LEVELS), None)
    words = plain_heading(title) if title is not None else identifier
    name = file_name(identifier, names)
    for heading in section.iter(*_LEVELS):
        heading.tag = _LEVELS[heading.tag]
    section.attrib.pop("aria-labelledby", None)
    section.attrib.pop("role", None)
    line = lines.get(identifier)
    below = tuple(_line(child, name) for child in line.children) if line else ()
    return Chapter(name, words, [section], headings=(Line(f"{name}.xhtml", words, below),))


def _line(heading: Heading, name: str) -> Line:
    children = tuple(_line(child, name) for child in heading.children)
    return Line(f"{name}.xhtml#{heading.id}", heading.text, children)


# -- notes --------------------------------------------------------------------


def distribute_notes(found: Iterable[Chapter], tree: Tree) -> None:
    """Each note as an ``aside`` at the end of the chapter that calls it.

    Reading systems show such a note beside its mark (EPUB SSV 1.1, ``footnote``);
    others show it where it stands, with a link back.
    """
    if tree.notes is None:
        return
    notes = {item.get("id"): item for item in tree.notes.iter("li")}
    for chapter in found:
        for part in [*chapter.head, *chapter.parts]:
            for mark in part.xpath(".//a[@role='doc-noteref']"):
                note = notes.pop(mark.get("href", "").removeprefix("#"), None)
                if note is not None:
                    chapter.notes.append(_aside(note, mark.text or ""))


def _aside(note: Element, number: str) -> Element:
    """A list item as a note that stands by itself, with the number of its mark."""
    aside = html.Element("aside", {"id": note.get("id"), "class": "note", "role": "doc-footnote"})
    aside.text = note.text
    aside.extend(list(note))
    first = aside[0] if len(aside) and aside[0].tag == "p" else aside
    label = html.Element("span", {"class": "note-number"})
    label.text = number
    label.tail = " " + (first.text or "")
    first.text = None
    first.insert(0, label)
    return aside
