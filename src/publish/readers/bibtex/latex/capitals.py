"""Titles → CSL rich text whose capitals are safe.

A title stays as its author wrote it. Some styles change the case of titles when they
print them; what must not change then stands in ``<span class="nocase">``: braced
words, as in BibTeX, mathematics, and words with capitals inside (``iPhone``, ``R-CNN``).
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.model.expressions import expression
from publish.readers.bibtex.latex.richtext import Node, Styled, plain, rich

_WORD_END = expression(r"\w+$")
_WORD_START = expression(r"^\w+")
_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽΑ-ΩА-Я"
_OWN_CAPITALS = expression(
    rf"(?<!\w)(?:[{_CAPITAL}]-)*\w+[{_CAPITAL}]\w*(?:-[{_CAPITAL}0-9]+(?!\w))*"
)


def title_text(nodes: Sequence[Node]) -> str:
    """The title as CSL rich text, protected."""
    shouted = _is_shouted(plain(nodes))
    return rich(_marked(_protected(nodes), shouted))


def _is_shouted(text: str) -> bool:
    """All capitals: then capitals say nothing about which of them matter."""
    letters = [char for char in text if char.isalpha()]
    return sum(char.isupper() for char in letters) > 0.6 * len(letters)


def _protected(nodes: Sequence[Node]) -> list[Node]:
    """Braced groups as ``nocase``, each widened to the words that it is a part of."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            _append_text(found, node)
        elif node.style == "":
            for inner in _protected(node.content):
                if isinstance(inner, str):
                    _append_text(found, inner)
                else:
                    found.append(inner)
        elif node.style in ("group", "math"):
            _append_nocase(found, node)
        else:
            found.append(Styled(node.style, _protected(node.content)))
    return found


def _append_text(found: list[Node], text: str) -> None:
    """Adds text; a word that a protected group begins is protected to its end."""
    last = found[-1] if found else None
    if isinstance(last, Styled) and last.style == "nocase":
        rest = _WORD_START.match(text)
        if rest and plain([last])[-1:].isalnum():
            found[-1] = Styled("nocase", [*last.content, rest.group()])
            text = text[rest.end() :]
            if not text:
                return
    if found and isinstance(found[-1], str):
        found[-1] += text
    else:
        found.append(text)


def _append_nocase(found: list[Node], group: Styled) -> None:
    """Adds a protected group, with the beginning of its word and a group before it."""
    text = plain([group], keep_blanks=True)
    if len(text) == 1 and text.islower():  # {é}: braces around a letter, not a capital
        _append_text(found, text)
        return
    content: list[Node] = list(group.content)
    last = found[-1] if found else None
    if isinstance(last, Styled) and last.style == "nocase":
        found[-1] = Styled("nocase", [*last.content, *content])
        return
    if isinstance(last, str) and text[:1].isalnum():
        start = _WORD_END.search(last)
        if start:
            content.insert(0, start.group())
            found[-1] = last[: start.start()]
    found.append(Styled("nocase", content))


def _marked(nodes: Sequence[Node], shouted: bool) -> list[Node]:
    """Unbraced words with capitals of their own as ``nocase``; braces inside dropped."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Styled):
            inner = node.content if node.style == "nocase" else _marked(node.content, shouted)
            found.append(Styled(node.style, inner))
        elif shouted:
            found.append(node)
        else:
            last = 0
            for word in _OWN_CAPITALS.finditer(node):
                found += [node[last : word.start()], Styled("nocase", [word.group()])]
                last = word.end()
            found.append(node[last:])
    return found
