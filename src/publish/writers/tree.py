"""A cited publication to the tree that every writer starts from.

pandoc's HTML says what a text is, not always how the three formats need it. Here
it becomes one clean tree: parts told apart, roles of DPUB-ARIA 1.1 set, citations
and references linked in both directions, nothing that no page may have, and nothing
that belongs to one format only.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lxml import etree, html

from publish.diagnostics.core import Diagnostic
from publish.model.publication import CitedPublication, Publication
from publish.writers.equations import set_equations
from publish.writers.hygiene import clean
from publish.writers.lines import bind_labels, keep_together
from publish.writers.references import free_addresses
from publish.writers.terms import Terms, terms
from publish.writers.tidying import Element, of_class, tidy

_PARSER = html.HTMLParser()
_PARSER.set_element_class_lookup(
    etree.ElementDefaultClassLookup(
        element=html.HtmlElement, comment=html.HtmlComment, pi=html.HtmlProcessingInstruction
    )
)
"""lxml's, but that all elements are of one class: it asks Python for the class of each, each time
that one is looked at, so that forms may have their own.
"""


@dataclass(slots=True)
class Tree:
    """The parts of a publication, as HTML elements without namespaces.

    ``lead`` is what stands before the first section; each of ``sections`` is a
    ``section`` with its heading first. Both stand in ``body``. ``citations`` gives for each key the
    identifiers of the places that cite it, in reading order. ``said`` is what there
    is to say of the text, whatever it becomes.
    """

    publication: Publication
    terms: Terms
    body: Element
    summary: Element | None = None
    facts: Element | None = None
    caption: Element | None = None
    lead: list[Element] = field(default_factory=list)
    sections: list[Element] = field(default_factory=list)
    questions: Element | None = None
    references: Element | None = None
    notes: Element | None = None
    citations: dict[str, list[str]] = field(default_factory=dict)
    said: tuple[Diagnostic, ...] = ()

    @property
    def parts(self) -> list[Element]:
        """All parts that there are, in reading order."""
        single = [self.summary, self.facts, self.caption]
        last = [self.questions, self.notes, self.references]
        ordered = [*single, *self.lead, *self.sections, *last]
        return [part for part in ordered if part is not None]

    def copied(self) -> Tree:
        """The same, with parts of its own."""
        body = deepcopy(self.body)
        lead, sections = _split(body)
        return replace(
            self,
            body=body,
            lead=lead,
            sections=sections,
            summary=deepcopy(self.summary),
            facts=deepcopy(self.facts),
            caption=deepcopy(self.caption),
            questions=deepcopy(self.questions),
            references=deepcopy(self.references),
            notes=deepcopy(self.notes),
            citations={key: list(places) for key, places in self.citations.items()},
        )


def semantic_tree(cited: CitedPublication) -> Tree:
    """A new tree of ``cited``; the caller may change it as it likes."""
    return _built(_Itself(cited)).copied()


class _Itself:
    """A publication that is equal to none but itself: which it is, is told at once."""

    def __init__(self, cited: CitedPublication) -> None:
        self.cited = cited

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.cited is self.cited

    def __hash__(self) -> int:
        return id(self.cited)


@lru_cache(maxsize=1)
def _built(itself: _Itself) -> Tree:
    """The tree for all formats of a publication, which are made one after the other."""
    cited, publication = itself.cited, itself.cited.publication
    words = terms(publication.entry.lang)
    root = _prepared(cited.markup, words)
    tree = Tree(publication, words, root)
    _count_notes(root, cited.first_note)
    tree.citations = _places(root)
    tree.summary = _taken(of_class(root, "div", "entry-summary"))
    tree.facts = _taken(of_class(root, "div", "entry-facts"))
    tree.caption = _taken(of_class(root, "div", "entry-caption"))
    questions = _taken(of_class(root, "div", "entry-questions"))
    notes = _taken(_note_sections(root))
    references = _taken(each for each in root.iter("div") if each.get("id") == "refs")
    tree.lead, tree.sections = _split(root)
    if questions is not None:
        tree.questions = _section(tree, "questions", tree.terms.questions, list(questions))
    if notes is not None:
        tree.notes = _notes(tree, notes)
    if references is not None and len(references):
        tree.references = _references(tree, references)
    elif not cited.listed_elsewhere:
        _unlink_citations(tree)
    tree.said = tuple(clean(tree.parts, publication.entry.path))
    return tree


def _prepared(markup: str, words: Terms) -> Element:
    """The markup tidy, its citations numbered."""
    root = _parsed(markup)
    tidy(root, words)
    set_equations(root)
    _number_citations(root)
    bind_labels(root)
    keep_together(root)
    return root


def _parsed(markup: str) -> Element:
    """A ``div`` around the elements of ``markup``."""
    root: Element = html.document_fromstring(f"<body>{markup}", _PARSER).body
    root.getparent().remove(root)
    root.tag = "div"
    return root


def _count_notes(root: Element, first: int) -> None:
    """Let the notes count from ``first``, as pandoc counts them from 1."""
    if first == 1:
        return
    for number, link in enumerate(root.xpath(".//a[@role='doc-noteref']"), first):
        said = (link.get("aria-label") or "").rpartition(link.text or "")
        link.set("aria-label", f"{said[0]}{number}{said[2]}" if said[1] else str(number))
        link.text = str(number)
    for section in _note_sections(root):
        section.find("ol").set("start", str(first))


def _note_sections(root: Element) -> list[Element]:
    """pandoc's section of notes. A heading may have given its class to another."""
    found = (each for each in of_class(root, "section", "footnotes") if each.find("ol") is not None)
    return [each for each in found if each.get("role") == "doc-endnotes"]


def _unlink_citations(tree: Tree) -> None:
    """A style without a list of references leaves its citations nothing to link to."""
    for part in tree.parts:
        for link in part.xpath(".//a[@role='doc-biblioref']"):
            link.drop_tag()


def _taken(found: Iterable[Element]) -> Element | None:
    """The first of what was found, taken out of the tree."""
    first = next(iter(found), None)
    if first is not None:
        first.drop_tree()
    return first


def _split(body: Element) -> tuple[list[Element], list[Element]]:
    """The body's children: what stands before the sections, and sections."""
    lead, sections = list[Element](), list[Element]()
    for child in body:
        if child.tag == "section":
            child.set("class", "section")
            sections.append(child)
        else:
            lead.append(child)
    return lead, sections


def _section(tree: Tree, identifier: str, title: str, children: list[Element]) -> Element:
    """A section that the writers add, its heading in the language of the terms."""
    section = html.Element("section", {"id": identifier, "class": "section " + identifier})
    section.set("aria-labelledby", f"{identifier}-title")
    heading = html.Element("h2", {"id": f"{identifier}-title"})
    heading.text = title
    if tree.terms.lang != tree.publication.entry.lang.partition("-")[0]:
        heading.set("lang", tree.terms.lang)
    section.append(heading)
    section.extend(children)
    return section


# -- citations and references -------------------------------------------------


def _number_citations(root: Element) -> None:
    """Give each citation an identifier, and each link to a reference its role."""
    for number, span in enumerate(of_class(root, "span", "citation"), 1):
        span.set("id", f"cite-{number}")
    for link in list(root.iter("a")):
        if (link.get("href") or "").startswith("#ref-"):
            link.set("role", "doc-biblioref")
            free_addresses(link)


def _places(root: Element) -> dict[str, list[str]]:
    """For each key the identifiers of the citations that cite it."""
    places: dict[str, list[str]] = {}
    for span in of_class(root, "span", "citation"):
        for key in dict.fromkeys((span.get("data-cites") or "").split()):
            places.setdefault(key, []).append(span.get("id"))
    return places


def _references(tree: Tree, found: Element) -> Element:
    """The list of references, each with links back to the places that cite it."""
    items = reference_list(found)
    for item in items if tree.publication.brief is None else ():
        key = item.get("id").removeprefix("ref-")
        add_backlinks(item, tree.citations.get(key, []), tree.terms)
    if tree.publication.entry.dir == "rtl":
        for item in items:  # each reads in the direction of its own words
            item.set("dir", "auto")
    section = _section(tree, "references", tree.terms.references, [items])
    section.set("role", "doc-bibliography")
    if _is_a_list(tree):
        section.remove(section[0])
        del section.attrib["aria-labelledby"]
    return section


def _is_a_list(tree: Tree) -> bool:
    """Whether the publication is nothing but its list of references, and is called that."""
    title, words = tree.publication.entry.title, tree.terms
    text = [*tree.lead, *tree.sections]
    text += [part for part in (tree.questions, tree.notes) if part is not None]
    return title in (words.references, words.works) and not text


def reference_list(found: Element) -> Element:
    """pandoc's list of references as a list of items, ``li#ref-KEY``."""
    items = html.Element("ul", {"class": "references"})
    for entry in found:
        item = html.Element("li", {"id": entry.get("id"), "class": "reference"})
        item.text = (entry.text or "").lstrip() or None
        item.extend(list(entry))
        _strip_end(item)
        items.append(item)
    if of_class(items, "div", "csl-left-margin"):
        items.set("class", "references labelled")
    return items


def _strip_end(item: Element) -> None:
    """Without the line end that pandoc leaves behind a reference."""
    if len(item):
        item[-1].tail = (item[-1].tail or "").rstrip() or None


def add_backlinks(item: Element, places: list[str], words: Terms) -> None:
    """Links to the places that cite a reference, behind its last word."""
    if not places:
        return
    host = html.Element("span", {"class": "backlinks"})
    for number, place in enumerate(places, 1):
        link = html.Element("a", {"href": "#" + place, "class": "backlink"})
        link.set("role", "doc-backlink")
        link.set("aria-label", words.back_to_citation.format(number=number))
        link.text = str(number)
        link.tail = " " if number < len(places) else None
        host.append(link)
    put_behind(item, host)


def put_behind(item: Element, host: Element) -> None:
    """``host`` behind the last word of a reference, on its line."""
    inline = of_class(item, "div", "csl-right-inline")
    around = inline[-1] if inline else item
    if len(around):
        around[-1].tail = f"{around[-1].tail or ''} "
    else:
        around.text = f"{around.text or ''} "
    around.append(host)


def _notes(tree: Tree, found: Element) -> Element:
    """The list of notes; the mark that leads back says to what."""
    items = found.find("ol")
    items.set("class", "notes")
    for item in items:
        for back in of_class(item, "a", "footnote-back"):
            back.set("aria-label", tree.terms.back_to_text)
            back.text = "↩"
    section = _section(tree, "notes", tree.terms.notes, [items])
    section.set("role", "doc-endnotes")
    return section
