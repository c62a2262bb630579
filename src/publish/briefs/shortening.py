"""A CSL style and a form of references → the style that gives references this form.

``linked``: addresses aren't printed, and the title is the link instead, as pandoc has it
where a style doesn't show an address. ``shortest``: names, too, are shortened as this very
style shortens them in its citations (CSL 1.0.2, "Et-al").
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from publish.model.brief import ReferenceForm
from publish.model.frozen import replace
from publish.model.publication import Style

CSL = "{http://purl.org/net/xbiblio/csl}"
ADDRESSES = frozenset({"DOI", "URL", "PMID", "PMCID"})
NUMBER = "citation-number"
NOTHING = "x-none"
"""A variable that no record has: what prints it prints nothing, and groups end with it."""

ET_AL = ("et-al-min", "et-al-use-first", "et-al-use-last")
THREE = {"et-al-min": "4", "et-al-use-first": "1"}
"""Where a style names all authors in citations, as most house styles do."""


@lru_cache(maxsize=16)
def shortened(style: Style, form: ReferenceForm) -> Style:
    """The style with references in this form."""
    if form == "full":
        return style
    root = etree.fromstring(style.xml.encode())
    for text in root.iter(f"{CSL}text", f"{CSL}number"):
        if text.get("variable") in ADDRESSES:
            text.set("variable", NOTHING)
    for date in root.iter(f"{CSL}date"):
        if date.get("variable") == "accessed":
            date.set("variable", NOTHING)
    if form == "shortest":
        _shorten_names(root)
    return replace(style, xml=etree.tostring(root, encoding="unicode"))


@lru_cache(maxsize=16)
def unnumbered(style: Style) -> Style:
    """The style with a list that stands by author and has no numbers; as it is where references
    have none.
    """
    root = etree.fromstring(style.xml.encode())
    listed = root.find(f"{CSL}bibliography")
    if style.citation_format != "numeric" or listed is None:
        return style
    for text in root.iter(f"{CSL}text", f"{CSL}number"):
        if text.get("variable") == NUMBER:
            text.set("variable", NOTHING)
    listed.attrib.pop("second-field-align", None)
    for sort in listed.findall(f"{CSL}sort"):
        listed.remove(sort)
    by = etree.Element(f"{CSL}sort")
    for variable in ("author", "issued", "title"):
        etree.SubElement(by, f"{CSL}key", variable=variable)
    listed.insert(0, by)
    return replace(style, xml=etree.tostring(root, encoding="unicode"))


def _shorten_names(root: etree._Element) -> None:
    citation, listed = root.find(f"{CSL}citation"), root.find(f"{CSL}bibliography")
    if citation is None or listed is None:
        return
    given = {name: citation.get(name) or root.get(name) for name in ET_AL}
    rules = {name: value for name, value in given.items() if value} or THREE
    for name in ET_AL:
        listed.attrib.pop(name, None)
    listed.attrib.update(rules)
