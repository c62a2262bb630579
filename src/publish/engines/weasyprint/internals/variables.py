"""Properties that are set with CSS variables → their values, found once.

WeasyPrint puts in the variables, parses the outcome and reckons it up for each element anew:
where a style sheet is written in variables, that is a tenth of a layout. The same declaration
with the same variables is the same value, unless it is reckoned in lengths of its element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.css import resolve_math, resolve_var
from weasyprint.css.functions import check_math, check_var
from weasyprint.css.tokens import InvalidValues, Pending
from weasyprint.css.validation.properties import validate_non_shorthand

ABSOLUTE = frozenset({"pt", "px", "mm", "cm", "in", "pc", "q"})
"""Units that are the same everywhere."""

MOST = 20_000
"""Values that are kept; then all are forgotten."""


class Variables:
    """Values that were found before, by declaration and variables."""

    def __init__(self) -> None:
        self._names: dict[Pending, tuple[str, ...]] = {}
        self._values: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}

    def put_in(self, style: Any, key: str) -> None:
        """In place of a declaration in variables, what it comes to in ``style``; nothing where
        there is more to it, which is WeasyPrint's to find out.
        """
        declared, weight = style.cascaded[key]
        if not isinstance(declared, Pending) or key.startswith("__"):
            return
        given = tuple(style[name] for name in self._named(declared))
        if not given or not all(given):
            return
        known = (declared, key, style.base_url, *map(id, given))
        if known not in self._values:
            if len(self._values) >= MOST:
                self._values.clear()
            self._values[known] = (_value(style, declared, key, given), given)  # ids stay theirs
        value = self._values[known][0]
        if value is not None:
            style.cascaded[key] = (value, weight)

    def _named(self, declared: Pending) -> tuple[str, ...]:
        """The variables of a declaration as properties; none where one has a default."""
        if declared not in self._names:
            if len(self._names) >= MOST:
                self._names.clear()
            found = [*_named(declared.tokens)]
            self._names[declared] = tuple(found) if all(found) else ()
        return self._names[declared]


def _named(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            names = [each for each in token.arguments if each.type != "whitespace"]
            alone = len(names) == 1 and names[0].type == "ident"
            yield names[0].value.replace("-", "_") if alone else ""
        elif token.type in ("function", "() block"):
            yield from _named(token.arguments if token.type == "function" else token.content)


def _value(style: Any, declared: Pending, key: str, given: tuple[Any, ...]) -> Any:
    """The value as WeasyPrint finds it, or None."""
    if any(check_var(token) for tokens in given for token in tokens):
        return None
    tokens: list[Any] = []
    for token in declared.tokens:
        put_in = resolve_var(style, token, style.parent_style)
        tokens.extend([token] if put_in is None else put_in)
    name = key.replace("_", "-")
    try:
        value = declared.solve(tokens, name, style.base_url)
        return _reckoned(style, value, key, name)
    except (InvalidValues, KeyError):
        return None


def _reckoned(style: Any, value: Any, key: str, name: str) -> Any:
    """A length that is a calculation with absolute units alone, reckoned up."""
    if not check_math(value):
        return value
    if isinstance(value, tuple) or not all(map(_is_absolute, value.arguments)):
        return value
    length = resolve_math(value, style, key)
    return value if length is None else validate_non_shorthand([length], name)[0][1]


def _is_absolute(token: Any) -> bool:
    if token.type == "dimension":
        return token.lower_unit in ABSOLUTE
    if token.type in ("function", "() block"):
        inside = token.arguments if token.type == "function" else token.content
        return all(map(_is_absolute, inside))
    return token.type in ("number", "whitespace", "literal")
