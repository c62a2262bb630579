"""A clean tree becomes what stands in a page: images inside, links resolved."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator

from lxml import html

from publish.diagnostics.core import Diagnostic, Result
from publish.engines.images import ImageFile
from publish.engines.jinja import safe
from publish.model.frozen import Frozen
from publish.model.publication import Publication
from publish.writers.entry_links import SCHEME, made_file
from publish.writers.formulas import unwrap_semantics
from publish.writers.images import read_image, shown_size
from publish.writers.tidying import Element
from publish.writers.tree import Tree

Address = Callable[[ImageFile], str]


class Picture(Frozen):
    """An image with its address, for templates; ``alt`` is empty if it only adorns."""

    src: str
    alt: str
    width: int
    height: int


def prepare(tree: Tree, address: Address | None = None) -> Iterator[Diagnostic]:
    """Change ``tree`` into what a page holds; yields what is wrong with images. ``address``
    says where an image is to be had; without it, images stand in the page.
    """
    for part in tree.parts:
        _link_entries(part)
        yield from _place_images(part, tree.publication, address or data_address)
    _make_scrollable(tree)


def serialised(element: Element) -> str:
    """Markup that templates print as it is."""
    return safe(html.tostring(element, encoding="unicode", with_tail=False))


def portrait(publication: Publication, address: Address | None = None) -> Result[Picture | None]:
    """The entry's own image, at the ``address`` that `prepare` gives images."""
    image = publication.entry.image
    if image is None:
        return Result(None)
    read = read_image(publication, image.file)
    if read.value is None:
        return Result(None, read.diagnostics)
    alt = "" if image.decorative else image.alt
    file = read.value
    return Result(Picture((address or data_address)(file), alt, file.width, file.height))


def data_address(file: ImageFile) -> str:
    """The image as a ``data:`` address (RFC 2397)."""
    return f"data:{file.media_type};base64,{b64encode(file.data).decode('ascii')}"


def _link_entries(part: Element) -> None:
    """``entry:ID#place`` to the page of that entry, as they lie in ``output/``."""
    for link in part.iter("a"):
        address = link.get("href", "")
        if address.startswith(SCHEME):
            link.set("href", made_file(address))
            link.set("class", "entry-link")


def _place_images(
    part: Element, publication: Publication, address: Address
) -> Iterator[Diagnostic]:
    for image in list(part.iter("img")):
        read = read_image(publication, image.get("src", ""))
        yield from read.diagnostics
        if read.value is None:
            image.drop_tree()
            continue
        image.set("src", address(read.value))
        image.set("alt", image.get("alt", ""))
        if "style" not in image.attrib:
            width, height = shown_size(image, read.value)
            image.set("width", str(width))
            image.set("height", str(height))


# -- what may be wider than the page -------------------------------------------


def _make_scrollable(tree: Tree) -> None:
    """Tables, listings and displayed formulas scroll in regions of their own.

    Each can be reached by keyboard and has a name that no other has (WCAG 2.1.1).
    """
    tables = listings = formulas = 0
    for part in tree.parts:
        for table in list(part.iter("table")):
            tables += 1
            region = _wrap(table, "table", _name_of_table(table, f"{tree.terms.table} {tables}"))
            if table is part:
                tree.lead[tree.lead.index(part)] = region
        for listing in part.iter("pre"):
            listings += 1
            listing.set("aria-label", f"{tree.terms.code} {listings}")
        for formula, tex in unwrap_semantics(part):
            formula.set("alttext", tex)
            if formula.get("display") == "block":
                formulas += 1
                _wrap(formula, "formula", f"{tree.terms.formula} {formulas}", tag="span")


def _name_of_table(table: Element, number: str) -> str:
    caption = table.find("caption")
    if caption is None:
        return number
    words = " ".join(caption.text_content().split())
    return f"{number}: {words}" if not words.startswith(number) else words


def _wrap(element: Element, kind: str, label: str, tag: str = "div") -> Element:
    """Put an element into a region of its own, which then stands in its place."""
    region = html.Element(tag, {"class": f"scroll {kind}", "role": "region", "tabindex": "0"})
    region.set("aria-label", re.sub(r"\s+", " ", label))
    region.tail, element.tail = element.tail, None
    element.getparent().replace(element, region)
    region.append(element)
    return region
