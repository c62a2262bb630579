"""Value expressions → text: macros looked up, pieces joined by ``#``.

Names of macros count without case. A macro is looked up in its own file first,
where the last definition before the record counts, as in BibTeX; then in the other
files, so that the order of files is of no matter.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.engines.bibtex import RawField
from publish.model.expressions import expression
from publish.readers.bibtex.braces import closing_brace, closing_quote
from publish.readers.bibtex.tables import words

MONTHS = frozenset(words("jan feb mar apr may jun jul aug sep oct nov dec"))
"""The macros that BibTeX's styles define."""

_PLAIN_LENGTH = 400
"""Characters of an expression, or of a macro, that no cut can be near."""

LONGEST_VALUE = 200_000
"""Characters; macros that double one another reach any length in a few lines."""

_PIECE = expression(r'\{|"|[^\s{}"#]+')


class Definition(NamedTuple):
    path: str
    offset: int
    value: str


class Evaluated(NamedTuple):
    """A value's text; the macros that nobody defines; whether it was cut."""

    text: str
    undefined: tuple[str, ...] = ()
    cut: bool = False


@dataclass(slots=True)
class Macros:
    """All @string definitions of a bibliography."""

    definitions: dict[str, list[Definition]] = field(default_factory=lambda: defaultdict(list))
    known: dict[Definition, Evaluated] = field(default_factory=dict)

    def define(self, path: str, definition: RawField) -> Definition | None:
        """Adds a definition; returns an earlier one of the same file that differs."""
        name = definition.name.lower()
        clashing = next(
            (d for d in self.definitions[name] if d.path == path and d.value != definition.value),
            None,
        )
        self.definitions[name].append(Definition(path, definition.start, definition.value))
        return clashing

    def are_plain(self, expression: str) -> bool:
        """Whether the macros of an expression mean the same wherever it stands: months, and
        those that are defined once, as mere text. No finding can come of it then.
        """
        names = [piece.lower() for piece in pieces(expression) if piece[0] not in '{"']
        return len(expression) <= _PLAIN_LENGTH and all(map(self._is_plain, names))

    def _is_plain(self, name: str) -> bool:
        defined = self.definitions.get(name, ())
        if len(defined) != 1:
            return not defined and (name.isdigit() or name in MONTHS)
        value = defined[0].value
        return len(value) <= _PLAIN_LENGTH and all(piece[0] in '{"' for piece in pieces(value))

    def evaluate(self, value: str, path: str, offset: int) -> Evaluated:
        """The text of the expression ``value``, which stands at ``offset`` of ``path``."""
        if value[:1] == "{" and value.find("{", 1) < 0 and value.find("}") == len(value) - 1:
            return Evaluated(value[1:-1])
        return self._evaluate(value, path, offset, ())

    def _evaluate(
        self, value: str, path: str, offset: int, within: tuple[Definition, ...]
    ) -> Evaluated:
        parts: list[str] = []
        undefined: list[str] = []
        cut, length = False, 0
        for piece in pieces(value):
            text = piece[1:-1]
            if piece[0] not in '{"':
                inner = self._macro(piece, path, offset, within)
                text = inner.text
                undefined.extend(inner.undefined)
                cut = cut or inner.cut
            length += len(text)
            if length > LONGEST_VALUE:
                return Evaluated("", tuple(undefined), True)
            parts.append(text)
        return Evaluated("".join(parts), tuple(undefined), cut)

    def _macro(
        self, name: str, path: str, offset: int, within: tuple[Definition, ...]
    ) -> Evaluated:
        if name.isdigit():
            return Evaluated(name)
        definition = self._definition(name.lower(), path, offset, within)
        if definition is None:
            if name.lower() in MONTHS:
                return Evaluated(name.lower())
            return Evaluated(name, (name,))
        if definition not in self.known:
            if len(within) > 50:
                return Evaluated("", (), True)
            self.known[definition] = self._evaluate(
                definition.value, definition.path, definition.offset, (*within, definition)
            )
        return self.known[definition]

    def _definition(
        self, name: str, path: str, offset: int, within: tuple[Definition, ...]
    ) -> Definition | None:
        candidates = [d for d in self.definitions.get(name, ()) if d not in within]
        own = [d for d in candidates if d.path == path]
        before = [d for d in own if d.offset < offset]
        found = before[-1:] or own[:1] or candidates[:1]
        return found[0] if found else None


def pieces(value: str) -> list[str]:
    """The pieces of an expression, each still in its braces or quotation marks."""
    found: list[str] = []
    position = 0
    while piece := _PIECE.search(value, position):
        at, end = piece.start(), piece.end() - 1
        if piece.group() == "{":
            end = closing_brace(value, at, len(value))
        elif piece.group() == '"':
            end = closing_quote(value, at, len(value))
        if end < at:
            end = len(value) - 1
        found.append(value[at : end + 1])
        position = end + 1
    return found
