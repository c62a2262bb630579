r"""A formula in TeX: what it is on one line; whether it has rows, and which ``\tag`` numbers.

MathJax draws what a tag says; pandoc's MathML leaves it out.
"""

from __future__ import annotations

import re

from publish.model.expressions import expression

ROWS = expression(r"\s*\\begin\{((?:align|alignat|flalign|gather|eqnarray)\*?)\}")
"""How a formula begins whose rows may have a number each (amsmath)."""

TAG = expression(r"\\tag(?![A-Za-z])(\*?)\s*\{((?:[^{}\\]|\\.)*)\}")
LABEL = expression(r"\\label\s*\{[^{}]*\}")
_TOKEN = expression(
    rf"{TAG.pattern}|(?P<begin>\\begin\b)|(?P<end>\\end\b)|(?P<row>\\\\|\\cr(?![A-Za-z]))|\\.|(?P<brace>[{{}}])",
    re.DOTALL,
)
_COMMENT = expression(
    r"(?P<kept>\\(?:text[a-z]*|[mh]box)\s*\{[^{}]*\}|\\.)|%[^\n]*(?:\n[ \t]*|$)", re.DOTALL
)
_SIGNS = {
    r"\ast": "∗", r"\star": "⋆", r"\dagger": "†", r"\dag": "†", r"\ddagger": "‡",
    r"\ddag": "‡", r"\S": "§", r"\P": "¶", r"\prime": "′", r"\bullet": "•", r"\circ": "∘",
    r"\#": "#", r"\&": "&", r"\%": "%", r"\_": "_", r"\$": "$", r"\ ": " ",
}  # fmt: skip
_COMMAND = expression(r"\\(?:[A-Za-z]+|.)")


def one_line(tex: str) -> str:
    """A formula without its comments, whose ends would be lost, and one space for each run of
    white space.
    """
    return " ".join(_COMMENT.sub(lambda found: found["kept"] or "", tex).split())


def row_numbers(tex: str) -> list[str | None]:
    """What stands beside each row of a formula, ``(1)``; None where nothing does. A formula
    of another kind is one row.
    """
    rows: list[str | None] = [None]
    parted, environments, braces = ROWS.match(tex) is not None, 0, 0
    for token in _TOKEN.finditer(tex):
        if token[0].startswith("\\tag"):
            words = tag_words(token[2])
            rows[-1] = words if token[1] else f"({words})"
        elif token["brace"]:
            braces += 1 if token["brace"] == "{" else -1
        elif token["row"]:
            if parted and environments == 1 and not braces:
                rows.append(None)
        else:
            environments += bool(token["begin"]) - bool(token["end"])
    return rows


def tag_words(content: str) -> str:
    """What a tag says as plain words, ``$\\star$`` as its character."""
    return " ".join(_COMMAND.sub(_sign, content).replace("$", "").split())


def unsayable(tex: str) -> str | None:
    """The first command in a tag that is no word and no sign known here."""
    for tag in TAG.finditer(tex):
        for command in _COMMAND.finditer(tag[2]):
            if command[0] not in _SIGNS:
                return command[0]
    return None


def _sign(command: re.Match[str]) -> str:
    return _SIGNS.get(command[0], command[0])
