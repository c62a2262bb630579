"""A clean, scoped tree of one entry of a collection becomes its chapters: one, or where it is
very long several, parted between sections.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.writers.contents import contents
from publish.writers.epub.book import Chapter, Line
from publish.writers.epub.chapters import distribute_notes
from publish.writers.identifiers import file_name
from publish.writers.scoping import anchor
from publish.writers.tidying import Element
from publish.writers.tree import Tree

LONGEST = 120_000
"""Characters of one document: beyond, old readers turn pages slowly, and some give up."""

ENTRY, CONTINUED = "epub-entry.xhtml.j2", "epub-chapter.xhtml.j2"


def entry_chapters(tree: Tree, kind: str, role: str, names: set[str]) -> list[Chapter]:
    """The chapters of an entry, of the type ``kind``; ``tree`` gives its parts away."""
    publication = tree.publication
    title, identifier = publication.entry.title, anchor(publication.id)
    headings = contents(tree)
    found: list[Chapter] = []
    for parts in _portions(tree):
        template = CONTINUED if found else ENTRY
        name = file_name(publication.id, names)
        found.append(Chapter(name, title, parts, kind, role, template=template, id=identifier))
        identifier = ""
    head = (tree.summary, tree.facts, tree.caption)
    found[0].head = [part for part in head if part is not None]
    distribute_notes(found, tree)
    files = {e.get("id"): each.file for each in found for part in each.parts for e in part.iter()}
    below = tuple(
        Line(f"{files[line.id]}#{line.id}", line.text) for line in headings if line.id in files
    )
    found[0].headings = (Line(found[0].file, title, below),)
    return found


def _portions(tree: Tree) -> Iterator[list[Element]]:
    """The parts of the text for each document."""
    last = (tree.questions, tree.references)
    portion, length = list(tree.lead), sum(map(_length, tree.lead))
    for section in [*tree.sections, *(part for part in last if part is not None)]:
        own = _length(section)
        if length and length + own > LONGEST:
            yield portion
            portion, length = [], 0
        portion.append(section)
        length += own
    yield portion


def _length(part: Element) -> int:
    return sum(map(len, part.itertext()))
