"""A clean, scoped tree of one entry of a collection becomes its chapters: one, or where it is
very long several, parted between sections, and a very long section between its blocks.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

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
    last = [part for part in (tree.questions, tree.references) if part is not None]
    pieces = [piece for section in [*tree.sections, *last] for piece in parted(section)]
    portion, length = list(tree.lead), sum(map(_length, tree.lead))
    for piece in pieces:
        own = _length(piece)
        if length and length + own > LONGEST:
            yield portion
            portion, length = [], 0
        portion.append(piece)
        length += own
    yield portion


def parted(section: Element) -> Iterator[Element]:
    """A section, or where it is very long by itself pieces of it: parted between its blocks, and
    a list between its items. The first keeps its heading and its identifier, and none ends with
    a heading.
    """
    if _length(section) <= LONGEST:
        yield section
        return
    blocks = [part for child in section for part in _broken(child)]
    piece, length = section, 0
    for child in list(section):
        section.remove(child)
    for block in blocks:
        own = _length(block)
        if length and length + own > LONGEST:
            headings = _last_headings(piece)
            yield piece
            piece = html.Element("section", {"class": section.get("class", "")})
            piece.extend(headings)
            length = sum(map(_length, headings))
        piece.append(block)
        length += own
    yield piece


def _broken(block: Element) -> list[Element]:
    """A list that is too long as several of the same kind; any other block as it is."""
    if block.tag not in ("ul", "ol") or _length(block) <= LONGEST:
        return [block]
    lists, length = [block], 0
    for number, item in enumerate(list(block)):
        own = _length(item)
        if length and length + own > LONGEST:
            following = html.Element(block.tag, dict(block.attrib))
            following.attrib.pop("id", None)
            if block.tag == "ol":
                following.set("start", str(int(block.get("start", "1")) + number))
            lists.append(following)
            length = 0
        if len(lists) > 1:
            lists[-1].append(item)
        length += own
    return lists


def _last_headings(piece: Element) -> list[Element]:
    behind: list[Element] = []
    while len(piece) > 1 and piece[-1].tag in ("h2", "h3", "h4", "h5", "h6"):
        behind.insert(0, piece[-1])
        piece.remove(piece[-1])
    return behind


def _length(part: Element) -> int:
    return sum(map(len, part.itertext()))
