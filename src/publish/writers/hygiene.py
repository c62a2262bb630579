"""Markup that came from an entry, made fit to stand in a page of ours.

Only elements, attributes and addresses of an allow-list stay. What is left out
is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import htm
from publish.model.expressions import expression
from publish.model.place import Place
from publish.writers.tidying import SCHEMES, Element, scheme_of


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TEXT = _names(
    "a abbr aside b blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption"
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
    "accent accentunder align class close columnalign columnlines columnspacing depth dir display"
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
_CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def clean(parts: Iterable[Element], path: str) -> list[Diagnostic]:
    """Leave only what the allow-list has in parts of the entry at ``path``; returns what was
    left out, each once.
    """
    dropped = dict.fromkeys(what for part in parts for what in _cleaned(part))
    hint = "take it out of the entry"
    return [htm.UNSAFE_MARKUP(f"{what} is left out", Place(path), hint) for what in dropped]


def _cleaned(part: Element) -> Iterator[str]:
    elements = list(part.iter())
    if any(_CONTROL.search(text) for text in part.itertext()):
        _without_controls(elements)
    for element in elements:
        if not isinstance(element.tag, str):
            element.drop_tree()
        elif element.tag == "input":
            _as_ballot(element)
        elif element.tag not in _TEXT and element.tag not in _MATHS:
            yield f"element `{element.tag}`"
            element.drop_tree()
        else:
            yield from _clean_attributes(element)


def _without_controls(elements: Iterable[Element]) -> None:
    for element in elements:
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
    tag = element.tag
    allowed = _allowed(tag)
    for name, value in element.items():
        if name == "href" and tag == "a":
            if scheme_of(value) not in SCHEMES:
                del element.attrib[name]
                yield f"address `{value[:60]}`"
        elif name not in allowed or not _is_valid(tag, name, value):
            del element.attrib[name]
            yield f"attribute `{name}` of `{tag}`"


@cache
def _allowed(tag: str) -> frozenset[str]:
    """The attributes that elements of an allowed ``tag`` may have."""
    if tag in _MATHS:
        return _MATHS_ATTRIBUTES
    labels = ("aria-label", "aria-labelledby") if tag in _LABELLED else ()
    return _GLOBAL.union(_OWN.get(tag, ()), labels)


def _is_valid(tag: str, name: str, value: str) -> bool:
    pattern = None if tag in _MATHS else _VALUES.get(name)
    return pattern is None or pattern.fullmatch(value.strip()) is not None
