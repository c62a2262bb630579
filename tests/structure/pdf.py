"""A PDF's structure tree as nodes, read with nothing but pikepdf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from tests.structure.content import PageContent, page_content
from tests.structure.node import Node

ENTRIES = ("Lang", "Alt", "E")
ATTRIBUTES = ("Scope", "ColSpan", "RowSpan", "ListNumbering", "TextDecorationType")
NAMESPACE_2 = "http://iso.org/pdf2/ssn"


@dataclass(slots=True)
class Structure:
    """The tree of a file, its pages' content, and the file itself."""

    root: Node
    pages: list[PageContent]
    shown: dict[int, set[int]]
    """The pages that a node itself has content on, by the node's ``id()``."""
    faults: list[str]
    """What can't be right whatever the document is."""


def structure(data: bytes) -> Structure:
    """The structure of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _Reader(pdf).read()


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        maps: dict[Any, dict[int, str]] = {}
        self.pdf = pdf
        self.pages = [page_content(page, maps) for page in pdf.pages]
        self.index = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self.used: set[tuple[int, int]] = set()
        self.shown: dict[int, set[int]] = {}
        self.faults: list[str] = []
        self.destinations = _destinations(pdf)

    def read(self) -> Structure:
        (document,) = _listed(self.pdf.Root.StructTreeRoot.K)
        root = self.node(document, None)
        self.faults += [
            f"page {page + 1}: content {number} `{text}` is in no element"
            for page, content in enumerate(self.pages)
            for number, text in content.marked.items()
            if (page, number) not in self.used and text.strip()
        ]
        for page, content in enumerate(self.pages, 1):
            self.faults += [f"page {page}: `{text}` is not marked" for text in content.bare]
        return Structure(root, self.pages, self.shown, self.faults)

    def node(self, element: Any, page: Any) -> Node:
        page = element.get("/Pg", page)
        node = Node(str(element.S)[1:], self.attributes(element))
        for kid in _listed(element.get("/K", [])):
            self.hang(kid, page, node)
        if "/ActualText" in element:
            node.kids = [str(element.ActualText)]
        if node.type == "Link":
            self.link(element, node)
        return node

    def hang(self, kid: Any, page: Any, node: Node) -> None:
        """A child into its node: an element, marked content, or a link's area."""
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            child = self.node(kid, page)
            if child.type == "Span" and not child.attributes and "/ActualText" in kid:
                node.add("".join(text for text in child.kids if isinstance(text, str)))
            else:
                node.add(child)
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            return
        else:
            number = kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid
            page = kid.get("/Pg", page) if isinstance(kid, pikepdf.Dictionary) else page
            key = (self.index[page.objgen], int(number))
            if key in self.used:
                self.faults.append(f"page {key[0] + 1}: content {key[1]} is read twice")
            self.used.add(key)
            self.shown.setdefault(id(node), set()).add(key[0])
            node.add(self.pages[key[0]].marked[key[1]])

    def attributes(self, element: Any) -> dict[str, str]:
        found = {name: str(element[f"/{name}"]) for name in ENTRIES if f"/{name}" in element}
        for owner in _listed(element.get("/A", [])):
            for name in ATTRIBUTES:
                if f"/{name}" in owner:
                    found[name] = str(owner[f"/{name}"]).removeprefix("/")
        return found

    def link(self, element: Any, node: Node) -> None:
        """Where the link leads, as its areas say, and how they describe it."""
        areas = [
            kid.Obj
            for kid in _listed(element.get("/K", []))
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        ]
        targets = {self.target(area) for area in areas}
        node.attributes["href"] = " or ".join(sorted(targets))
        if not all(str(area.get("/Contents", "")).strip() for area in areas):
            self.faults.append(f"an area of the link `{node.words}` says nothing")

    def target(self, area: Any) -> str:
        action = area.get("/A", {})
        if "/URI" in action:
            return str(action.URI)
        given = area.get("/Dest", action.get("/D", "") if action else "")
        name = given if isinstance(given, str) else str(given)
        if name not in self.destinations:
            self.faults.append(f"there is no destination `{name}`")
        return f"#{name}"


def _listed(value: Any) -> Iterator[Any]:
    return iter(value if isinstance(value, (pikepdf.Array, list)) else [value])


def _destinations(pdf: pikepdf.Pdf) -> set[str]:
    names = pdf.Root.get("/Names", {})
    tree = names.get("/Dests", {}) if names else {}
    return {str(name) for name in list(tree.get("/Names", []))[::2]} if tree else set()
