"""A tree made ready for paper, and the theme's template, become one XML document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urljoin
from xml.etree import ElementTree

from lxml import etree

from publish.diagnostics.core import Collector, Diagnostic, Result
from publish.diagnostics.rules import pdf
from publish.engines.jinja import safe, theme_of
from publish.engines.looks import STYLES
from publish.model.entry import Author, Entry
from publish.model.place import Place
from publish.model.settings import Settings
from publish.writers.identity import address_of
from publish.writers.lines import break_long_words, keep_together
from publish.writers.pdf.addresses import break_addresses
from publish.writers.pdf.brief import brief_values
from publish.writers.pdf.directions import direct_references, join_runs
from publish.writers.pdf.hints import style_hints
from publish.writers.pdf.positions import mark_positions
from publish.writers.pdf.remarks import style_sheets
from publish.writers.tidying import Element
from publish.writers.titleblock import kind_label
from publish.writers.tree import Tree

TEMPLATE, BRIEF_TEMPLATE = "print.html.j2", "brief.html.j2"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def print_document(tree: Tree) -> Result[ElementTree.Element]:
    """The document as XHTML without namespaces; its root is empty if that failed."""
    publication, found = tree.publication, Collector()
    theme, values = theme_of(publication.settings), _values(tree)
    text = found.take(theme.render(_template(tree), **values))
    try:
        root = ElementTree.fromstring(_CONTROL.sub("", text) or "<html/>")
    except ElementTree.ParseError:
        root = _mended(text)
    if theme.own(_template(tree)) is not None:
        found.extend(strange_images(root, publication.entry.path, _own_images(tree, values)))
    style_hints(root)
    mark_positions(root)
    within_lines(root, publication.entry.dir)
    return found.result(root)


def _template(tree: Tree) -> str:
    return BRIEF_TEMPLATE if tree.publication.brief else TEMPLATE


def within_lines(root: ElementTree.Element, direction: str) -> None:
    """Words that stay together, and those that may be broken, as their direction asks."""
    direct_references(root)
    if direction != "rtl":
        keep_together(root)
        break_addresses(root)
    break_long_words(root)
    join_runs(root)


def stylesheets(settings: Settings) -> tuple[str, ...]:
    """The theme's style sheet for paper, and that of the page's size."""
    theme = theme_of(settings)
    return tuple(theme.text(name) for name in style_sheets(settings))


def _mended(text: str) -> ElementTree.Element:
    """A template that a project changed may be HTML and no XML: parse it as such."""
    tree = etree.HTML(_CONTROL.sub("", text))
    return ElementTree.fromstring(etree.tostring(tree, encoding="unicode"))


def _own_images(tree: Tree, values: Mapping[str, Any]) -> list[str]:
    """The addresses of the images that are an entry's own."""
    own = [image.get("src", "") for part in tree.parts for image in part.iter("img")]
    return [*own, (values["portrait"] or {}).get("src", ""), values.get("logo") or ""]


def strange_images(
    root: ElementTree.Element, at: str, own: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """The images that a template of the project's own shows by itself in the document of the
    source ``at``, beside its ``own``, and that don't stand among the styles: what is made isn't
    known by them.
    """
    known = {urljoin(f"file:///{quote(at)}", address) for address in own}
    for address in dict.fromkeys(image.get("src", "") for image in root.iter("img")):
        file = urljoin(f"file:///{quote(at)}", address)
        read = file in known or file.startswith(f"file:///{STYLES}/")
        if file.startswith("file:") and not read:
            message = f"image not shown: `{address}` is named by a template alone"
            yield pdf.IMAGE_NOT_SHOWN(message, Place(at), f"put it into `{STYLES}/`")


def _values(tree: Tree) -> dict[str, Any]:
    """What the template may name."""
    publication, words = tree.publication, tree.terms
    entry, settings = publication.entry, publication.settings
    return {
        "entry": entry,
        "settings": settings,
        "terms": words,
        "kind": kind_label(publication, words),
        "terms_lang": words.lang if words.lang != entry.lang.partition("-")[0] else None,
        "published": _day(tree, entry.published),
        "reviewed": _day(tree, entry.reviewed),
        "authors": entry.authors,
        "orcid": orcid_address,
        "portrait": _portrait(entry),
        "caption": _inner(tree.caption),
        "summary": _inner(tree.summary),
        "facts": _facts(tree.facts),
        "lead": _markup(tree.lead),
        "sections": _markup(tree.sections),
        "questions": _markup(_some(tree.questions)),
        "notes": _markup(_some(tree.notes)),
        "references": _markup(_some(tree.references)),
        "address": address_of(entry.identifier or ""),
        "rights": entry.rights or settings.rights,
        **(brief_values(publication.brief, publication) if publication.brief else {}),
    }


def orcid_address(author: Author) -> str:
    return f"https://orcid.org/{author.orcid}"


def _day(tree: Tree, day: date | None) -> str:
    return tree.terms.day(day) if day else ""


def _portrait(entry: Entry) -> dict[str, str] | None:
    if entry.image is None:
        return None
    alt = "" if entry.image.decorative else entry.image.alt
    return {"src": str(PurePosixPath(entry.image.file)), "alt": alt}


def _facts(facts: Element | None) -> list[dict[str, Any]]:
    """Label and value of each fact; its label is plain words."""
    if facts is None:
        return []
    rows: list[dict[str, Any]] = []
    for item in facts.iter("dt", "dd"):
        if item.tag == "dt":
            rows.append({"label": item.text_content(), "value": safe("")})
        elif rows:
            rows[-1]["value"] += _inner(item)
    return rows


def _some(element: Element | None) -> list[Element]:
    return [] if element is None else [element]


def _markup(elements: list[Element]) -> Any:
    """The elements as XML that the template prints as it is."""
    return safe("".join(_serialised(element) for element in elements))


def _inner(element: Element | None) -> Any:
    """The same of an element's children, paragraphs kept; empty without one."""
    return safe("") if element is None else _markup(list(element))


def _serialised(element: Element) -> str:
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text
