"""Small trees of styled text → CSL's rich text and plain text.

Styles are CSL's ``i``, ``b``, ``sub``, ``sup``, ``sc``, further ``group`` (braces, which
keep the author's capitals in a title), ``math`` and the empty style.
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.model.expressions import expression
from publish.model.frozen import Frozen


class Styled(Frozen):
    style: str
    content: Sequence[Node]


Node = str | Styled

_OPENING = {
    "i": "<i>", "b": "<b>", "sub": "<sub>", "sup": "<sup>",
    "sc": '<span style="font-variant:small-caps;">', "nocase": '<span class="nocase">',
}  # fmt: skip
_CLOSING = {
    "i": "</i>", "b": "</b>", "sub": "</sub>", "sup": "</sup>", "sc": "</span>",
    "nocase": "</span>",
}  # fmt: skip
_BLANKS = expression(r"[ \t\n]+")
_EDGES = " \u00a0"
"""Blanks that say nothing at either end, a tie among them."""
_SEAM = expression(r"</(i|b|sub|sup)><\1>")
_BREAK = expression(r"\s*\n\s*\n\s*")


def plain(nodes: Sequence[Node], keep_blanks: bool = False) -> str:
    """The words alone, as one line."""
    text = "".join(
        node if isinstance(node, str) else plain(node.content, keep_blanks=True) for node in nodes
    )
    return text if keep_blanks else _BLANKS.sub(" ", text).strip(_EDGES)


def rich(nodes: Sequence[Node], paragraphs: bool = False) -> str:
    """CSL rich text; blanks squeezed, an empty line kept where ``paragraphs``.

    What is styled alike side by side is one stretch, as in pandoc's documents.
    """
    text = _SEAM.sub("", _written(nodes))
    if paragraphs:
        return "\n\n".join(_BLANKS.sub(" ", part).strip(_EDGES) for part in _BREAK.split(text))
    return _BLANKS.sub(" ", text).strip(_EDGES)


def _written(nodes: Sequence[Node]) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
            continue
        inner = _written(node.content)
        if inner:
            parts.append(_OPENING.get(node.style, "") + inner + _CLOSING.get(node.style, ""))
    return "".join(parts)
