"""Where braces, quotes and values end, and what stands outside of braces.

A backslash takes the character behind it along, so ``\\{`` is no brace and ``\\\\``
is a line break. BibTeX itself counts every brace; ``escapes=False`` does so too.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.model.expressions import expression

_BRACES = expression(r"\\.|[{}]", re.DOTALL)
_RAW_BRACES = expression(r"[{}]")
_QUOTES = expression(r'\\.|[{}"]', re.DOTALL)

_group = r"\{(?:[^{}\\]++|\\.)*+\}"
for _level in range(4):
    _group = r"\{(?:[^{}\\]++|\\.|" + _group + r")*+\}"
_quoted = r'"(?:[^{}"\\]++|\\.|' + _group + r')*+"'
_piece = rf'(?:{_group}|{_quoted}|[^\s{{}}"#,=@()%\\]+)'
_EXPRESSION = expression(rf"{_piece}(?:\s*#\s*{_piece})*+", re.DOTALL)


def is_expression(value: str) -> bool:
    """Whether ``value`` is whole: texts, numbers and macros, joined by ``#``."""
    if value[:1] == "{" and value.find("{", 1) < 0 and value.find("}") == len(value) - 1:
        return "\\" not in value[-2:-1]
    return _EXPRESSION.fullmatch(value) is not None or _is_deep_group(value)


def _is_deep_group(value: str) -> bool:
    return value[:1] == "{" and closing_brace(value, 0, len(value)) == len(value) - 1


def closing_brace(text: str, start: int, limit: int, escapes: bool = True) -> int:
    """The offset of the brace that closes the one at ``start``; -1 if none does."""
    depth = 0
    pattern = _BRACES if escapes else _RAW_BRACES
    for mark in pattern.finditer(text, start, limit):
        sign = mark.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return mark.start()
    return -1


def closing_braces(text: str) -> dict[int, int]:
    """Every brace of ``text`` that is closed, with the offset of what closes it."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for mark in _BRACES.finditer(text):
        if mark.group() == "{":
            opened.append(mark.start())
        elif mark.group() == "}" and opened:
            found[opened.pop()] = mark.start()
    return found


def closing_quote(text: str, start: int, limit: int) -> int:
    """The offset of the quotation mark that closes the one at ``start``; -1 if none.

    Quotation marks inside braces don't count.
    """
    depth = 0
    for mark in _QUOTES.finditer(text, start + 1, limit):
        sign = mark.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif sign == '"' and depth == 0:
            return mark.start()
    return -1


def is_group(text: str) -> bool:
    """``{World Health Organization}``, but not ``{\\'E}va`` nor ``{A} and {B}``."""
    if not text.startswith("{") or not text.endswith("}"):
        return False
    depth = 0
    for mark in _BRACES.finditer(text):
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
        if depth == 0:
            return mark.end() == len(text)
    return False


def split_outside(text: str, separator: str) -> list[str]:
    """``text`` at ``separator`` outside of braces."""
    pattern = re.compile(r"\\.|[{}]|" + re.escape(separator), re.DOTALL)
    return split_at(text, pattern, lambda sign: sign == separator)


def split_at(text: str, marks: re.Pattern[str], parts: Callable[[str], bool]) -> list[str]:
    """``text`` at those of its ``marks`` outside of braces that ``parts`` accepts.

    ``marks`` finds braces and escaped characters too.
    """
    found: list[str] = []
    depth = last = 0
    for mark in marks.finditer(text):
        sign = mark.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and parts(sign):
            found.append(text[last : mark.start()])
            last = mark.end()
    found.append(text[last:])
    return found
