"""A cited collection becomes one document for paper, and that a PDF.

Each entry is made ready as for a PDF of its own, by the same template, and its document then
stands in the whole as an ``article``. Around them are a title page, contents with the numbers
of pages, the titles of parts and the list of all references.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lxml import etree

from publish.diagnostics.core import Collector, Result, has_errors
from publish.engines.jinja import safe, theme_of
from publish.model.frozen import Frozen
from publish.model.publication import Artifact, CitedPublication, Division, Publication
from publish.writers.breaks import number_blocks
from publish.writers.credits import credits_of
from publish.writers.identifiers import unify_identifiers
from publish.writers.identity import labelled
from publish.writers.pdf.document import strange_images, stylesheets, within_lines
from publish.writers.pdf.pages import CitedPages, NumbersInText, Together
from publish.writers.pdf.write import Sheet, laid_ready, printed
from publish.writers.persons import index
from publish.writers.scoping import Lead, anchor, lead_links, scope, within
from publish.writers.terms import Terms, terms
from publish.writers.tree import Tree, semantic_tree
from publish.writers.works import Citing, works

TEMPLATE, STYLE = "volume.html.j2", "volume.css"


class Line(Frozen):
    """A line of the contents; ``lang`` is empty where it is that of the book."""

    id: str
    title: str
    lang: str = ""
    children: tuple[Line, ...] = ()


class Run(Frozen):
    """A division as the template shows it; without a title it is no part."""

    id: str
    title: str
    members: tuple[Line, ...]


def write_volume(cited: CitedPublication) -> Result[Artifact | None]:
    """The PDF of a collection, laid out in one run."""
    found, book = Collector(), cited.publication
    citing = Citing()
    articles: dict[str, Element] = {}
    numbers: list[NumbersInText] = []
    for member in cited.members:
        made = found.take(entry_article(member, within(book)))
        citing.add(made.tree)
        articles[anchor(member.publication.id)] = made.article
        numbers.append(numbers_in(made.article))
    root = found.take(frame(cited, citing))
    for place in root.iter("article"):
        fill(place, articles.get(place.get("id", "")))
    if has_errors(found):
        return found.result(None)
    styles = volume_styles(book)
    return found.result(found.take(printed(Sheet(book, root, styles, "", Together(numbers)))))


def volume_styles(book: Publication) -> tuple[str, ...]:
    return (*stylesheets(book.settings), theme_of(book.settings).text(STYLE))


class EntryArticle(Frozen):
    """An entry on paper, as it stands in the whole: its ``tree`` was used up for it, but says
    still what it cites.
    """

    tree: Tree
    article: Element


def entry_article(cited: CitedPublication, lead: Lead) -> Result[EntryArticle]:
    """An entry's own document, its links leading through the whole."""
    found, tree = Collector(), semantic_tree(cited)
    unify_identifiers(tree.parts)
    scope(tree)
    number_blocks(tree)
    for part in tree.parts:
        lead_links(part, lead)
    article = _article(found.take(laid_ready(tree)), cited.publication)
    return found.result(EntryArticle(tree, article))


def numbers_in(article: Element) -> NumbersInText:
    """The numbers of pages in an entry's text."""
    lang = article.get("lang", "")
    return CitedPages(article, terms(lang), lang)


def _article(root: Element, publication: Publication) -> Element:
    """The body of an entry's document as an article; its files are named from the project."""
    body = root.find("body")
    article = Element("article", {"lang": publication.entry.lang, "dir": publication.entry.dir})
    article.extend(list(body) if body is not None else [])
    for footer in article.findall("footer"):
        article.remove(footer)
    for title in article.iter("h1"):
        title.attrib.pop("id", None)
    folder = publication.entry.path.rpartition("/")[0]
    for image in article.iter("img"):
        image.set("src", f"{folder}/{image.get('src', '')}")
    return article


def fill(place: Element, article: Element | None) -> None:
    if article is not None:
        place.attrib.update({name: article.get(name, "") for name in ("lang", "dir")})
        place.extend(list(article))


def frame(cited: CitedPublication, citing: Citing) -> Result[Element]:
    """What stands around the entries, with an empty ``article`` for each."""
    found, book = Collector(), cited.publication
    assert book.volume is not None
    words, collection = terms(book.entry.lang), book.volume.collection
    runs = list(_runs(book))
    listed = works(cited, citing, words)
    if listed is not None:
        listed.find("h2").tag = "h1"
    named = _index(cited, citing, words)
    behind = [Line("works", words.references)] if listed is not None else []
    behind += [Line("index", words.index)] if named is not None else []
    values: dict[str, Any] = {
        "entry": book.entry,
        "settings": book.settings,
        "collection": collection,
        "terms": words,
        "credits": credits_of(collection, words),
        "identifiers": [labelled(each) for each in collection.written or collection.identifiers],
        "published": words.day(book.entry.published) if book.entry.published else "",
        "divisions": runs,
        "lines": [line for run in runs for line in _lines(run)] + behind,
        "works": safe(_markup(listed)) if listed is not None else "",
        "index": safe(_markup(named)) if named is not None else "",
    }
    theme = theme_of(book.settings)
    text = found.take(theme.render(TEMPLATE, **values))
    root = ElementTree.fromstring(text or "<html/>")
    if theme.own(TEMPLATE) is not None:
        found.extend(strange_images(root, book.entry.path))
    within_lines(root, book.entry.dir)
    return found.result(root)


def _index(cited: CitedPublication, citing: Citing, words: Terms) -> Any:
    """The index as paper has it: in a section of the frame."""
    section = index(cited, citing, words)
    for element in () if section is None else section.iter():
        element.attrib.pop("epub:type", None)
    if section is not None:
        section.attrib.pop("id")
    return section


def _runs(book: Publication) -> Iterator[Run]:
    assert book.volume is not None
    for number, division in enumerate(book.volume.divisions, 1):
        members = tuple(_line(member, book) for member in division.all)
        yield Run(f"part-{number}", _title(division), members)


def _title(division: Division) -> str:
    return division.title if division.kind == "part" else ""


def _line(member: Publication, book: Publication) -> Line:
    lang = member.entry.lang if member.entry.lang != book.entry.lang else ""
    return Line(anchor(member.id), member.entry.title, lang)


def _lines(run: Run) -> tuple[Line, ...]:
    return (Line(run.id, run.title, "", run.members),) if run.title else run.members


def _markup(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))
