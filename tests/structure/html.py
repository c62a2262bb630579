"""The structure that a document asks for, worked out from its HTML alone.

Written apart from the tagger, from the standards: ISO 32000-1, 14.8.4, and for
PDF 2.0 ISO 32000-2, 14.8.4 with ISO/TS 32005.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree, html

from tests.structure.node import IMAGE, Node, plain

PLAIN = {
    **{name: name.upper() for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr")},
    **dict.fromkeys(("header", "footer", "div", "hgroup", "address"), "Div"),
    **dict.fromkeys(("em", "i"), "Em"),
    **dict.fromkeys(("strong", "b"), "Strong"),
    **dict.fromkeys(("code", "kbd", "samp"), "Code"),
    **dict.fromkeys(("sup", "sub", "abbr", "del", "s", "ins", "u"), "Span"),
    "article": "Art", "aside": "Aside", "blockquote": "BlockQuote", "main": "Part", "nav": "Sect",
    "pre": "P", "q": "Quote", "section": "Sect",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
}  # fmt: skip
DECORATION = {"del": "LineThrough", "s": "LineThrough", "ins": "Underline", "u": "Underline"}
GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "Note",
                    "FENote", "Index"})  # fmt: skip
NO_WORDS = frozenset({"L", "LI", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR", "Figure"})
SPANS = frozenset({"Em", "Strong", "Code", "Span", "Quote", "Link", "Reference", "Formula",
                   "Figure"})  # fmt: skip
BULLETS = "•–"
SVG = ("svg", "{http://www.w3.org/2000/svg}svg")


@dataclass
class Expectation:
    """Builds the tree. ``note`` is the type of a note, as the version of PDF has it;
    ``math`` says whether formulas hold the elements of their MathML.
    """

    note: str = "Note"
    math: bool = False
    lang: str = ""

    def tree(self, document: bytes) -> Node:
        """The structure of a document in XHTML without namespaces."""
        root = etree.fromstring(document)
        self.lang = root.get("lang", "")
        tree = Node("Document")
        self.content(root.find("body"), tree)
        _prune(tree)
        return tree

    # -- text and children --------------------------------------------------------

    def content(self, element: html.HtmlElement, into: Node) -> None:
        capitals = element.get("class") == "kind"  # set so by the style sheet
        self.text((element.text or "").upper() if capitals else element.text, into)
        for child in element:
            if isinstance(child.tag, str) and not _is_hidden(child):
                self.element(child, into)
            self.text(child.tail, into)

    def text(self, text: str | None, into: Node) -> None:
        if text and (text.strip() or into.type not in GROUPS | NO_WORDS):
            _line(into).add(text)
        elif text and into.kids and isinstance(into.kids[-1], Node) and into.kids[-1].implied:
            into.kids[-1].add(text)

    # -- elements -----------------------------------------------------------------

    def element(self, element: html.HtmlElement, into: Node) -> None:
        around = self.lang
        self.lang = element.get("lang") or around
        own = self.own(element)
        make: Callable[[html.HtmlElement, Node], None] | None = getattr(self, f"make_{own}", None)
        if make is not None:
            make(element, into)
        elif own is None or (own == "Div" and into.type in ("L", "Table")):
            self.content(element, into)
        else:
            self.content(element, self.node(own, element, into))
        self.lang = around

    def own(self, element: html.HtmlElement) -> str | None:
        """The type of an element, or what the methods ``make_…`` call it."""
        role, classes = element.get("role"), (element.get("class") or "").split()
        if role == "math":
            return "Formula"
        if role in ("doc-footnote", "doc-endnote"):
            return "note"
        if role == "doc-index":
            return "Index"
        if element.tag in ("figure", "img", *SVG):
            return "picture"
        if element.tag in ("ul", "ol", "dl", "li", "dt", "dd", "a", "figcaption", "caption",
                           "td", "th"):  # fmt: skip
            return str(element.tag)
        if "note-number" in classes or "csl-left-margin" in classes:
            return "Lbl"
        if "csl-right-inline" in classes:
            return None
        if element.tag == "sup" and element.xpath("./a[@role='doc-noteref']"):
            return None
        if element.tag == "code" and next(element.iterancestors("code"), None) is not None:
            return None
        return PLAIN.get(element.tag) or ("Span" if element.get("lang") else None)

    def node(self, type_: str, element: html.HtmlElement, into: Node) -> Node:
        """A new node of ``type_`` where it may stand in ``into``."""
        node = Node(type_)
        if self.lang != self._outer(element):
            node.attributes["Lang"] = self.lang
        if element.tag in DECORATION:
            node.attributes["TextDecorationType"] = DECORATION[element.tag]
        if element.tag == "abbr" and element.get("title"):
            node.attributes["E"] = element.get("title")
        (_line(into) if type_ in SPANS else into).add(node)
        return node

    def _outer(self, element: html.HtmlElement) -> str:
        langs = (a.get("lang") for a in element.iterancestors() if a.get("lang"))
        return next(langs, "")

    def make_picture(self, element: html.HtmlElement, into: Node) -> None:
        images = [e for e in element.iter("img", *SVG) if not _is_hidden(e)]
        if not images:
            self.content(element, self.node("Div", element, into))
            return
        figure = into if into.type in ("Figure", "Formula") else None
        if figure is None:
            figure = Node("Figure", {"Alt": plain(images[0].get("alt") or "") or " "})
            into.add(figure)
        if element.tag == "figure":
            self.content(element, figure)
        else:
            figure.add(IMAGE)

    def make_Formula(self, element: html.HtmlElement, into: Node) -> None:
        formula = Node("Formula", {"Alt": element.get("aria-label", "")}, [IMAGE])
        _line(into).add(formula)
        if self.math and element.get("data-mathml"):
            formula.add(_mathematics(etree.fromstring(element.get("data-mathml"))))

    def make_note(self, element: html.HtmlElement, into: Node) -> None:
        note = Node(self.note)
        into.add(note)
        self.content(element, note)

    def make_a(self, element: html.HtmlElement, into: Node) -> None:
        if not element.get("href"):
            self.content(element, into)
            return
        host = _line(into)
        if element.get("role") == "doc-noteref" or into.type == "TOCI":
            host.add(reference := Node("Reference"))
            host = reference
        link = self.node("Link", element, host)
        link.attributes["href"] = _target(element.get("href"))
        self.content(element, link)

    def make_figcaption(self, element: html.HtmlElement, into: Node) -> None:
        kind = "Caption" if into.type in ("Figure", "Table") else "P"
        self.content(element, self.node(kind, element, into))

    make_caption = make_figcaption

    # -- lists --------------------------------------------------------------------

    def make_ul(self, element: html.HtmlElement, into: Node) -> None:
        if _in_toc(element):
            self.content(element, self.node("TOC", element, into))
            return
        classes = (element.get("class") or "").split()
        kind = "Disc"
        if element.tag == "ol":
            types = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}
            kind = types.get(element.get("type") or "", "Decimal")
        elif "references" in classes:
            kind = "Decimal" if "labelled" in classes else "None"
        elif element.tag == "dl":
            kind = "None" if self.note == "Note" else "Description"
        elif "task-list" in classes:
            kind = "None"
        own = self.node("L", element, into)
        own.attributes["ListNumbering"] = kind
        self.content(element, own)

    make_ol = make_dl = make_ul

    def make_li(self, element: html.HtmlElement, into: Node) -> None:
        if into.type == "TOC":
            line = self.node("TOCI", element, into)
            if marker := _marker(element):
                line.add(Node("Lbl", {}, [marker]))
            self.content(element, line)
            return
        item = self.node("LI", element, into)
        if marker := _marker(element):
            item.add(Node("Lbl", {}, [marker]))
        body = Node("LBody")
        host = body
        if "reference" in (element.get("class") or "").split():
            body.add(host := Node("BibEntry"))
        for label in element.xpath("./*[contains(@class, 'csl-left-margin')]"):
            self.content(label, item_label := Node("Lbl"))
            item.add(item_label)
            tail = label.tail
            element.remove(label)
            host.add(tail or "")
        item.add(body)
        self.content(element, host)

    def make_dt(self, element: html.HtmlElement, into: Node) -> None:
        last = into.kids[-1] if into.kids else None
        if not isinstance(last, Node) or any(
            isinstance(kid, Node) and kid.type == "LBody" for kid in last.kids
        ):
            into.add(last := Node("LI"))
        self.content(element, self.node("Lbl", element, last))

    def make_dd(self, element: html.HtmlElement, into: Node) -> None:
        last = into.kids[-1] if into.kids else None
        if not isinstance(last, Node):
            into.add(last := Node("LI"))
        self.content(element, self.node("LBody", element, last))

    # -- tables -------------------------------------------------------------------

    def make_td(self, element: html.HtmlElement, into: Node) -> None:
        cell = self.node(element.tag.upper(), element, into)
        if element.tag == "th":
            cell.attributes["Scope"] = (
                "Row" if (element.get("scope") or "").startswith("row") else "Column"
            )
        for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
            if int(element.get(name) or 1) > 1:
                cell.attributes[key] = element.get(name)
        self.content(element, cell)

    make_th = make_td


def _mathematics(element: etree._Element) -> Node:
    """An element of MathML: tokens say their text."""
    name = etree.QName(element).localname
    if name in ("mi", "mn", "mo", "ms", "mtext"):
        return Node(name, {}, ["".join(element.itertext())])
    return Node(name, {}, [_mathematics(child) for child in element])


def _line(into: Node) -> Node:
    """Where words may stand: in a group, the paragraph that is implied around them."""
    if into.type not in GROUPS:
        return into
    last = into.kids[-1] if into.kids else None
    if isinstance(last, Node) and last.implied:
        return last
    into.add(line := Node("P", implied=True))
    return line


def _target(address: str) -> str:
    """Where a link leads in the file: to another entry, to the file made of it."""
    if not address.startswith("entry:"):
        return address
    name, mark, place = address.removeprefix("entry:").partition("#")
    return f"../{name}/{name}.pdf{mark}{place}"


def _is_hidden(element: html.HtmlElement) -> bool:
    decorative = element.tag == "img" and not element.get("alt")
    return decorative or element.get("aria-hidden") == "true"


def _in_toc(element: html.HtmlElement) -> bool:
    return any(e.get("role") == "doc-toc" for e in element.iterancestors())


def _marker(item: html.HtmlElement) -> str:
    """What the style sheet sets before an item of a list."""
    around = item.getparent()
    classes = (around.get("class") or "").split()
    if around.tag == "ul":
        if {"references", "task-list"} & set(classes):
            return ""
        inner = next(around.iterancestors("ul"), None)
        return BULLETS[0] if inner is None else BULLETS[1]
    number = int(around.get("start") or 1) + around.index(item)
    if (kind := around.get("type") or "") in ("a", "A"):
        return f"{chr(ord(kind) + number - 1)}."
    return f"{number}."


def _prune(node: Node) -> bool:
    """Take out what holds nothing; whether anything is left."""
    node.kids = [kid for kid in node.kids if not isinstance(kid, Node) or _prune(kid)]
    kept = any(isinstance(kid, Node) or kid.strip() for kid in node.kids)
    return kept or node.type in ("TD", "TH") or node.type.islower()  # MathML
