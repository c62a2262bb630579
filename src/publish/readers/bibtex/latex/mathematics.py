"""TeX mathematics of titles → styled text, where that can say the same.

Letters become italic, ``^`` and ``_`` super- and subscripts, symbols their characters.
Fractions, matrices and the like can't be said so: ``math_nodes`` then gives None.
"""

from __future__ import annotations

import re
import unicodedata

from publish.model.expressions import expression
from publish.readers.bibtex.latex.richtext import Node, Styled, plain
from publish.readers.bibtex.latex.symbols import ACCENTS, FUNCTIONS, GREEK, OPERATORS, SPACES, TEXT

_DEEPEST = 20
_TOKEN = expression(r"\\([A-Za-z]+)\s*|\\(.)|([{}^_])|([A-Za-z]+)|(\d[\d.,]*)|(\s+)|(.)", re.DOTALL)
_UPRIGHT = {"mathrm", "text", "textrm", "mathsf", "operatorname", "mbox", "rm", "textnormal",
            "textup", "hbox", "mathop", "mathtt", "texttt", "textsf"}  # fmt: skip
_RELATIONS = set("=<>≤≥≠≈∼≃≡→←↔⇌∈⊂⊆≪≫∝×±⟶⇒∪∩")
_ALPHABETS = {"mathbb": "DOUBLE-STRUCK CAPITAL", "mathcal": "SCRIPT CAPITAL",
              "mathscr": "SCRIPT CAPITAL", "mathfrak": "FRAKTUR CAPITAL",
              "Bbb": "DOUBLE-STRUCK CAPITAL"}  # fmt: skip


class _TooHard(Exception):
    """The formula needs more than letters, scripts and symbols."""


def math_nodes(source: str) -> list[Node] | None:
    """A formula as styled text, or None."""
    try:
        nodes, _ = _row(source, 0, 0)
    except _TooHard:
        return None
    return nodes


def _row(source: str, position: int, depth: int) -> tuple[list[Node], int]:
    """The nodes up to the closing brace or the end, and the position behind."""
    if depth > _DEEPEST:
        raise _TooHard
    nodes: list[Node] = []
    while position < len(source):
        if source[position] == "}":
            return nodes, position + 1
        node, position = _atom(source, position, depth)
        nodes.extend(node)
    return nodes, position


def _atom(source: str, position: int, depth: int) -> tuple[list[Node], int]:
    token = _TOKEN.match(source, position)
    if token is None:
        raise _TooHard
    word, sign, mark, letters, number, blank, other = token.groups()
    position = token.end()
    if word is not None:
        return _command(word, source, position, depth)
    if sign is not None:
        return [SPACES.get(sign, sign)], position
    if mark == "{":
        return _row(source, position, depth + 1)
    if mark in ("^", "_"):
        content, position = _argument(source, position, depth)
        if content == ["∘"]:  # a lone \\circ above is the degree sign
            return ["°"], position
        return [Styled("sup" if mark == "^" else "sub", content)], position
    if letters:
        return [Styled("i", [letters])], position
    if blank:
        return [" "] if blank == "\u00a0" else [], position
    if number:
        return [number], position
    return [_sign(other)], position


def _sign(sign: str) -> str:
    if sign in _RELATIONS:
        return f" {sign} "
    return {"-": "−", "*": "∗", "'": "′", "~": "\u00a0"}.get(sign, sign)


def _argument(source: str, position: int, depth: int) -> tuple[list[Node], int]:
    while position < len(source) and source[position].isspace():
        position += 1
    if position >= len(source):
        return [], position
    if source[position].isalnum():
        single = source[position]
        return [Styled("i", [single]) if single.isalpha() else single], position + 1
    if depth > _DEEPEST:
        raise _TooHard
    return _atom(source, position, depth + 1)


def _command(name: str, source: str, position: int, depth: int) -> tuple[list[Node], int]:
    if name in GREEK:
        return [GREEK[name]], position
    if name in OPERATORS:
        return [_sign(OPERATORS[name])], position
    if name in FUNCTIONS:
        return [name + "\u2009"], position
    if name in _UPRIGHT:
        return _upright(source, position, depth)
    if name in _ALPHABETS:
        content, position = _argument(source, position, depth)
        return [_alphabet(plain(content), _ALPHABETS[name])], position
    if name in ("mathbf", "bm", "boldsymbol", "textbf", "mathit", "textit", "emph"):
        content, position = _argument(source, position, depth)
        style = "i" if name.endswith("it") or name == "emph" else "b"
        return [Styled(style, [plain(content)])], position
    if name == "sqrt":
        content, position = _argument(source, position, depth)
        return ["√", *content] if len(plain(content)) < 2 else ["√(", *content, ")"], position
    if name == "ensuremath":
        return _argument(source, position, depth)
    if name in ACCENTS and len(name) > 1:
        content, position = _argument(source, position, depth)
        text = plain(content)
        if len(text) != 1:
            raise _TooHard
        accented = unicodedata.normalize("NFC", text + ACCENTS[name])
        return [Styled("i", [accented]) if text.isalpha() else accented], position
    if name in SPACES:
        return [SPACES[name]], position
    if name in TEXT:
        return [TEXT[name]], position
    raise _TooHard


def _upright(source: str, position: int, depth: int) -> tuple[list[Node], int]:
    """Text inside of a formula, its scripts kept."""
    content, position = _argument(source, position, depth)
    return [_unslanted(node) for node in content], position


def _unslanted(node: Node) -> Node:
    if isinstance(node, str):
        return node
    style = "" if node.style == "i" else node.style
    return Styled(style, [_unslanted(inner) for inner in node.content])


def _alphabet(text: str, name: str) -> str:
    found = []
    for char in text:
        try:
            found.append(unicodedata.lookup(f"MATHEMATICAL {name} {char}"))
        except KeyError:
            try:
                found.append(unicodedata.lookup(f"{name} {char}"))
            except KeyError:
                found.append(char)
    return "".join(found)
