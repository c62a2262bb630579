"""How a brief is set → values for its template, and a style sheet of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from publish.model.brand import Brand
from publish.model.brief import Brief
from publish.model.publication import Publication

TALLEST = 60_000
"""Millimetres of the one page on which all is measured."""


FirstColumn = Callable[[Sequence[str], Sequence[int]], int]
"""Of references by their keys, and how many letters each has, in the order of the list, how many
stand in the first of two columns.
"""

WIDTHS = {"a4": "210mm", "letter": "8.5in"}


HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def brief_values(brief: Brief, publication: Publication) -> dict[str, Any]:
    """What the brief's template may name, beside what every template may."""
    code = f"data:image/svg+xml,{quote(brief.qr)}" if brief.qr else ""
    settings = publication.settings
    brand = settings.brand
    up = "../" * publication.entry.path.count("/")
    return {
        "brief": brief,
        "compared": bool(publication.compared),
        "brand": brand,
        "house": (brand and brand.name) or settings.publisher or settings.title,
        "logo": up + brand.logo if brand and brand.logo else None,
        "code": code,
        "shown_address": shown(brief.address or ""),
    }


def set_by(brief: Brief, trim: str, brand: Brand | None = None) -> str:
    """The style sheet that says how the type is set on a sheet of this size."""
    rung = brief.rung
    house = brand or Brand()
    values = {
        **faces(house),
        "size": f"{rung.size}pt",
        "leading": f"{rung.leading}pt",
        "small": f"{rung.small}pt",
        "small-leading": f"{rung.small_leading}pt",
        "raised": f"{rung.raised}pt",
        "gap": f"{rung.gap}",
        "figure": f"{rung.figure}",
        "aside": f"{rung.aside}mm",
        "accent": house.ink,
    }
    rules = [":root {" + " ".join(f"--{name}: {value};" for name, value in values.items()) + "}"]
    rules.append(f"@page {{ font-family: {faces(house)['labels']}; }}")
    rules += [*_footer(brief), *_house_lines(brand)]
    if brief.closing_page:
        rules.append(".end { break-before: page; }")
    if brief.tall:
        rules.append(f"@page {{ size: {WIDTHS[trim]} {TALLEST}mm; }}")
    return "\n".join(rules)


def faces(brand: Brand) -> dict[str, str]:
    """The faces of text and labels, each followed by those that have what it lacks."""
    others = '"Spectral", "Cardo", "Amiri", "Fira Sans", "IBM Plex Mono", serif'
    return {
        "text": f'"{brand.text}", {others}',
        "labels": f'"{brand.labels}", "Fira Sans", "Spectral", sans-serif',
    }


def house_style(brand: Brand | None) -> str:
    """The style sheet that sets pages around briefs in a house's face and colour, whatever theme
    they are of.
    """
    if brand is None:
        return ""
    return (
        f"html {{ font-family: {faces(brand)['text']} }}\na, .kicker .kind {{ color: {brand.ink} }}"
    )


def shown(address: str) -> str:
    """An address as people read it, without its scheme."""
    return address.partition("://")[2].removesuffix("/")


def _footer(brief: Brief) -> Iterator[str]:
    """The foot of each page. The number of pages is known: the layout needn't count them. That of
    the document stands on those before the last one, whose text ends with it.
    """
    page, number = f'counter(page) " / {brief.pages}"', _string(brief.number)
    for at, (start, end) in (("", ("left", "right")), ("rtl", ("right", "left"))):
        feet = f"@bottom-{end} {{ content: {page} }} @bottom-{start} {{ content: none }}"
        yield f"@page {at} {{ {feet} }}"
        for nth in range(1, brief.pages):
            yield f"@page {at}:nth({nth}) {{ @bottom-{start} {{ content: {number} }} }}"


def _house_lines(brand: Brand | None) -> Iterator[str]:
    """What a house says on every page: its footer, and above the text who may read it."""
    if brand and brand.footer:
        yield f"@page {{ @bottom-center {{ content: {_string(brand.footer)}; }} }}"
    if brand and brand.classification:
        yield f"@page {{ @top-center {{ content: {_string(brand.classification)}; }} }}"


def _string(text: str) -> str:
    """A string of CSS that says this."""
    safe = "".join(c if c.isalnum() or c in " .-/:()" else f"\\{ord(c):x} " for c in text)
    return f'"{safe}"'


def in_columns(root: Element, first_column: FirstColumn) -> None:
    """Part the list of references into two columns, behind so many as ``first_column`` says."""
    for items in [each for each in root.iter("ul") if _class_name(each) == "references"]:
        entries = list(items)
        keys = [(each.get("id") or "").removeprefix("ref-") for each in entries]
        first = first_column(keys, [sum(map(len, each.itertext())) for each in entries])
        for item in entries:
            items.remove(item)
        for column in (entries[:first], entries[first:]):
            SubElement(items, "div", {"class": "column"}).extend(column)
        items.set("class", f"{items.get('class')} parted")


def units_of(root: Element) -> dict[Element, str]:
    """The elements of a brief that are measured, each with its name: ``head``, ``fact-0``,
    ``unit-7``, ``ref-KEY``, ``fn1``, and for the heading of a section ``heading-`` and its id.
    """
    found: dict[Element, str] = {}
    for element in root.iter():
        if name := element.get("data-unit") or _class_name(element) or _reference_name(element):
            found[element] = name
        if element.get("id") == "questions":
            found[element] = "questions"
        elif element.tag == "section" and len(element) and element[0].tag in HEADINGS:
            found[element[0]] = f"heading-{element.get('id')}"
    return found


def _class_name(element: Element) -> str:
    names = (element.get("class") or "").split()
    if "references" in names and element.tag == "ul":
        return "references"
    if "notes" in names and element.tag == "ol":
        return "notes"
    return next((name for name in names if name.startswith("unit-")), "")


def _reference_name(element: Element) -> str:
    name = element.get("id") or ""
    return name if element.tag == "li" and name.startswith(("ref-", "fn")) else ""
