"""TOML to plain data with places.

``tomllib`` gives the data and judges the syntax, but no places. So a second, simple
pass over the text, now known to be valid, notes where each key and value stands.
"""

from __future__ import annotations

import re
import tomllib

from publish.diagnostics.core import Diagnostic, Result
from publish.diagnostics.rules import cfg
from publish.model.expressions import expression
from publish.model.place import SourceFile
from publish.readers.located import Located, Path

_BLANK = expression(r"(?:[ \t\n]+|#[^\n]*)*")
_BARE_KEY = expression(r"[A-Za-z0-9_-]+")
_STRING = expression(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL
)
_OTHER = expression(r"[^,\]}#\n]*[^,\]}#\n \t]")
_ERROR = expression(r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end.*)\)")


def read_toml(source: SourceFile) -> Result[Located | None]:
    """The table that ``source`` holds; None where it isn't TOML 1.0."""
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return Result(None, (_syntax_error(source, str(error)),))
    except RecursionError:
        place = source.place(0)
        return Result(None, (cfg.BROKEN_SETTINGS.at(source, place, "nested too deep"),))
    located = Located(source, data)
    _Scanner(located).scan()
    return Result(located)


class _Scanner:
    """Walks over valid TOML and notes the offsets of keys and values."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.text = located.source.text
        self.at = 0
        self.tables: dict[Path, int] = {}

    def scan(self) -> None:
        table: Path = ()
        while self._skip():
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip(self) -> bool:
        """Pass over blanks and comments; whether anything is left."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at < len(self.text)

    def _header(self) -> Path:
        """``[a.b]`` or ``[[a.b]]``: the path of the table that follows."""
        repeated = self.text.startswith("[[", self.at)
        self.at += 2 if repeated else 1
        path = self._keys((), whole=True)
        self.at += 2 if repeated else 1
        if repeated:
            self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, self.tables[path])
            self.located.values.setdefault(path, self.located.keys[path[:-1]])
        return path

    def _pair(self, table: Path) -> None:
        path = self._keys(table)
        self.at += 1  # the equals sign
        self._skip()
        self._value(path)

    def _keys(self, table: Path, whole: bool = False) -> Path:
        """A dotted key, up to the character behind it."""
        path = table
        while True:
            self._skip()
            found = _BARE_KEY.match(self.text, self.at) or _STRING.match(self.text, self.at)
            assert found is not None
            name = found.group()
            quoted = name[0] in "\"'"
            path = (*path, tomllib.loads(f"key = {name}")["key"] if quoted else name)
            self.located.keys.setdefault(path, found.span())
            if whole and path in self.tables:
                path = (*path, self.tables[path])
            self.at = found.end()
            self._skip()
            if self.text[self.at] != ".":
                return path[:-1] if whole and isinstance(path[-1], int) else path
            self.at += 1

    def _value(self, path: Path) -> None:
        start = self.at
        opening = self.text[self.at]
        if opening == "[":
            self._items(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            found = _STRING.match(self.text, self.at) or _OTHER.match(self.text, self.at)
            assert found is not None
            self.at = found.end()
        self.located.values[path] = (start, self.at)

    def _items(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip() and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._skip() and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1


def _syntax_error(source: SourceFile, message: str) -> Diagnostic:
    found = _ERROR.match(message)
    if found and found["line"]:
        place = source.place(source.offset(int(found["line"]), int(found["column"])))
    else:
        place = source.place(len(source.text.rstrip()))
    problem = found["problem"] if found else message
    return cfg.BROKEN_SETTINGS.at(source, place, f"not TOML: {problem[:1].lower()}{problem[1:]}")
