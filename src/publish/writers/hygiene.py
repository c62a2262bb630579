"""Markup that came from an entry, made fit to stand in a page of ours.

Only elements, attributes and addresses of an allow-list stay. What is left out
is reported. Identifiers get a spelling that is valid in every format, and those of
an entry's headings give way to those that citations, notes and references have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import htm
from publish.model.place import Place
from publish.writers.tree import SCHEMES, Element, Tree


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TEXT = _names(
    "a abbr b blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption"
    " figure h1 h2 h3 h4 h5 h6 hr i img ins kbd label li mark ol p pre q s samp section small"
    " span strong sub sup table tbody td tfoot th thead time tr u ul var"
)
_MATHS = _names(
    "math semantics annotation menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo"
    " mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup"
    " mtable mtd mtext mtr munder munderover none"
)
_GLOBAL = frozenset({"id", "class", "lang", "dir", "title", "role", "tabindex", "data-cites"})
_OWN = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "style"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span", "style"},
    "colgroup": {"span"},
    "table": {"style"},
    "time": {"datetime"},
}
_LABELLED = frozenset({"a", "pre", "section"})
_MATHS_ATTRIBUTES = _names(
    "accent accentunder align close columnalign columnlines columnspacing depth dir display"
    " displaystyle encoding fence form height largeop linethickness lspace mathvariant maxsize"
    " minsize movablelimits notation open rowalign rowlines rowspacing rspace scriptlevel"
    " separator separators stretchy symmetric voffset width xmlns"
)
_VALUES = {
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "role": re.compile(r"doc-[a-z]+|region|list|listitem|math|note|group"),
    "tabindex": re.compile(r"0"),
    "style": re.compile(r"(width|height):\s*\d{1,4}(\.\d+)?(%|em|px);?"),
    "colspan": re.compile(r"\d{1,3}"),
    "rowspan": re.compile(r"\d{1,4}"),
    "span": re.compile(r"\d{1,3}"),
    "start": re.compile(r"-?\d{1,9}"),
    "value": re.compile(r"-?\d{1,9}"),
    "width": re.compile(r"\d{1,5}"),
    "height": re.compile(r"\d{1,5}"),
    "type": re.compile(r"[1aAiI]"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(tree: Tree) -> list[Diagnostic]:
    """Leave only what the allow-list has; returns what was left out, each once."""
    place = Place(tree.publication.entry.path)
    dropped = dict.fromkeys(what for part in tree.parts for what in _cleaned(part))
    hint = "take it out of the entry"
    unify_identifiers(tree.parts)
    _direct_references(tree)
    return [htm.UNSAFE_MARKUP(f"{what} is left out", place, hint) for what in dropped]


def _cleaned(part: Element) -> Iterator[str]:
    for element in list(part.iter()):
        if not isinstance(element.tag, str):
            element.drop_tree()
        elif element.tag == "input":
            _as_ballot(element)
        elif element.tag not in _TEXT and element.tag not in _MATHS:
            yield f"element `{element.tag}`"
            element.drop_tree()
        else:
            yield from _clean_attributes(element)
            element.text = _CONTROL.sub("", element.text) if element.text else None
        element.tail = _CONTROL.sub("", element.tail) if element.tail else None


def _as_ballot(element: Element) -> None:
    """The box of a task list as a character; a page has no forms."""
    sign = "☑ " if "checked" in element.attrib else "☐ "
    attributes = {"class": "ballot"}
    element.attrib.clear()
    element.tag = "span"
    element.attrib.update(attributes)
    element.text = sign


def _clean_attributes(element: Element) -> Iterator[str]:
    for name, value in list(element.attrib.items()):
        if name == "href" and element.tag == "a":
            if not _is_good_address(value):
                del element.attrib[name]
                yield f"address `{value[:60]}`"
        elif not _is_allowed(element.tag, name) or not _is_valid(element.tag, name, value):
            del element.attrib[name]
            yield f"attribute `{name}` of `{element.tag}`"


def _is_allowed(tag: str, name: str) -> bool:
    if tag in _MATHS:
        return name in _MATHS_ATTRIBUTES
    labelled = name in ("aria-label", "aria-labelledby") and tag in _LABELLED
    return labelled or name in _GLOBAL or name in _OWN.get(tag, ())


def _is_valid(tag: str, name: str, value: str) -> bool:
    pattern = None if tag in _MATHS else _VALUES.get(name)
    return pattern is None or pattern.fullmatch(value.strip()) is not None


def _is_good_address(address: str) -> bool:
    try:
        return urlsplit(address.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _direct_references(tree: Tree) -> None:
    """Between right-to-left text, each reference reads in the direction of its own words."""
    if tree.publication.entry.dir == "rtl" and tree.references is not None:
        for item in tree.references.iter("li"):
            item.set("dir", "auto")


# -- identifiers --------------------------------------------------------------


def unify_identifiers(parts: Iterable[Element]) -> None:
    """Give every identifier a plain spelling, no two the same, and mend the links.

    A link with a role of DPUB-ARIA is one of ours and leads to what we made; any
    other leads to what the entry's author named, if there is such a thing.
    """
    elements = [e for part in parts for e in part.iter() if isinstance(e.tag, str)]
    ours, authored = _renamed(elements)
    for element in elements:
        if label := element.get("aria-labelledby"):
            element.set("aria-labelledby", ours.get(label) or plain_identifier(label))
        target = unquote(element.get("href", ""))
        if target.startswith("#") and len(target) > 1:
            is_ours = element.get("role", "").startswith("doc-")
            names = {**authored, **ours} if is_ours else {**ours, **authored}
            element.set("href", "#" + (names.get(target[1:]) or plain_identifier(target[1:])))


def _renamed(elements: Iterable[Element]) -> tuple[dict[str, str], dict[str, str]]:
    """Rename; returns old → new for our own identifiers, and for the entry's."""
    named = [element for element in elements if element.get("id") is not None]
    ours: dict[str, str] = {}
    authored: dict[str, str] = {}
    seen: set[str] = set()
    for element in sorted(named, key=_is_authored):
        old = element.get("id", "")
        new = _free(plain_identifier(old), seen)
        (authored if _is_authored(element) else ours).setdefault(old, new)
        element.set("id", new)
    return ours, authored


def _is_authored(element: Element) -> bool:
    """Whether an identifier came from the entry, not from `publish.writers.tree`."""
    classes = (element.get("class") or "").split()
    parent = element.getparent()
    return not (
        (element.tag == "span" and "citation" in classes)
        or element.get("role") == "doc-noteref"
        or (element.tag == "li" and ("reference" in classes or _is(parent, "ol", "notes")))
        or (element.tag == "section" and len(classes) > 1 and classes[0] == "section")
        or (element.tag == "h2" and (element.get("id") or "").endswith("-title"))
    )


def _is(element: Element | None, tag: str, name: str) -> bool:
    return element is not None and element.tag == tag and element.get("class") == name


def _free(name: str, seen: set[str]) -> str:
    number, free = 2, name
    while free in seen:
        free, number = f"{name}-{number}", number + 1
    seen.add(free)
    return free


def plain_identifier(identifier: str) -> str:
    """An identifier of letters, digits, ``.``, ``-`` and ``_``, a letter first.

    Letters of every script stay; any other character is spelt by its number.
    """
    spelt = "".join(c if c.isalnum() or c in "-_." else f"-{ord(c):x}-" for c in identifier)
    return spelt if spelt[:1].isalpha() else f"s-{spelt}"


_STANDING = {
    "\u0300": "\u0060", "\u0301": "\u00b4", "\u0302": "\u02c6", "\u0303": "\u02dc",
    "\u0304": "\u00af", "\u0306": "\u02d8", "\u0307": "\u02d9", "\u0308": "\u00a8",
    "\u030a": "\u02da", "\u030c": "\u02c7", "\u20d7": "\u2192",
}  # fmt: skip
"""Combining accents, and the characters that stand by themselves (MathML Core, 3.2.4):
a text that starts with a combining one would join what comes before it."""


def unwrap_semantics(part: Element) -> Iterator[tuple[Element, str]]:
    """Each formula without its annotations, and its TeX as text."""
    for formula in part.iter("math"):
        notes = formula.findall(".//annotation")
        tex = " ".join((notes[0].text or "").split()) if notes else ""
        for note in notes:
            note.drop_tree()
        etree.strip_tags(formula, "semantics")
        for accent in formula.iter("mo"):
            accent.text = _STANDING.get(accent.text or "", accent.text)
        yield formula, tex or " ".join(formula.text_content().split())
