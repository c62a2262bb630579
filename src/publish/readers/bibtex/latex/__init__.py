"""LaTeX as it stands in .bib fields → CSL rich text.

``parse`` makes a small tree: texts and styled spans (``richtext``). ``to_rich`` writes it
as CSL does (``<i>``, ``<sub>`` …), ``to_text`` without markup. No macro file is read and
nothing is executed; what isn't known keeps its argument and is told (``trouble``).
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping

from publish.model.expressions import expression
from publish.readers.bibtex.latex.commands import command
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.latex.richtext import Node, plain, rich
from publish.readers.bibtex.latex.trouble import Trouble
from publish.readers.bibtex.latex.walk import Walk

_SPECIAL = expression(r"[\\{}$`~\u200b-\u200f\u2060\ufeff\x00-\x08]|--|''|<|&|\n\s*\n")
_ENTITY = expression(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")


def parse(
    text: str, macros: Mapping[str, Macro] | None = None, trouble: Trouble | None = None
) -> list[Node]:
    """The tree of a value; ``trouble`` gathers what could not be read."""
    text = unicodedata.normalize("NFC", text)
    if _is_simple(text):
        return [text]
    walk = Walk(_entities(text, trouble), macros or {}, trouble or Trouble(), command)
    nodes = walk.content()
    while walk.position < len(walk.text):  # braces that close nothing
        nodes.extend(walk.content())
    return nodes


def to_text(
    text: str, macros: Mapping[str, Macro] | None = None, trouble: Trouble | None = None
) -> str:
    """A value without any markup, as one line."""
    return _one_line(text) if _is_simple(text) else plain(parse(text, macros, trouble))


def to_rich(
    text: str, macros: Mapping[str, Macro] | None = None, trouble: Trouble | None = None
) -> str:
    """A value as CSL rich text."""
    return _one_line(text) if _is_simple(text) else rich(parse(text, macros, trouble))


def _is_simple(text: str) -> bool:
    """Whether ``text`` is the same before and after reading, but for its blanks."""
    return _SPECIAL.search(text) is None


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _entities(text: str, trouble: Trouble | None) -> str:
    """HTML's entities as their characters."""
    found = _ENTITY.findall(text) if "&" in text else []
    known = [entity for entity in found if html.unescape(entity) != entity]
    if known and trouble is not None:
        trouble.html.extend(known)
    return _ENTITY.sub(lambda m: html.unescape(m.group()), text) if known else text
