"""A project's ``styles/`` → a hash of each file there, by the formats that it can change.

The names of the theme's style sheets say what reads them; a project's own stand in their place or
behind them. One that another names may be read with that, so it concerns all formats, as does
what has any other name. Templates can read whatever they like: of a project that has some, every
file concerns every format. Else citation styles are told apart from all this, for of them
the settings name one, and so is what is written for people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal

from publish.diagnostics.core import EngineFailure
from publish.engines.files import find_files, read_file
from publish.engines.stamps import Stamps, stamps, stand
from publish.model.expressions import expression
from publish.model.settings import Format

STYLES = "styles"
"""The folder of a project whose files go before the theme's own."""

Digests = Sequence[tuple[str, str]]
"""Of each file its path below ``styles/`` and a hash; empty for one that can't be read."""

MOST_BYTES = 400_000_000
"""Of a file: far above what any reader takes."""

Reader = Format | Literal["brief"]

_READERS: Mapping[Reader, re.Pattern[str]] = {
    "pdf": expression(r"(?:print|page-\w+|volume)(?:\.custom)?\.css"),
    "epub": expression(r"epub(?:\.custom)?\.css"),
    "html": expression(r"(?:screen|site)(?:\.custom)?\.css"),
    "brief": expression(r"(?:brief(?:-\w+)?|cards)(?:\.custom)?\.css"),
}
APART = expression(
    r".*(?:~|\.(?:csl|md|txt|orig|bak))|(?:readme|licen[cs]e|copying|notice)\b.*", re.I
)
"""What nothing of the theme reads: citation styles, which settings name, what is written for
people, and what editors put aside.
"""

_NAMING = (".css", ".svg")
"""Files in which others may be named."""

_VEILED = re.compile(rb"@[^;{]*\\")
"""An escape in what an at-rule says, such as ``@import "scr\\65 en.css"``."""


class Looks:
    """The files under ``styles/`` of the project in ``root``, as they are when they are first
    asked for.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stamps: Stamps = {}
        self._texts: dict[str, bytes] = {}

    def stand(self) -> bool:
        """Whether what was looked at is as it was then, and nothing has come to it."""
        listed = self.__dict__.get("_names")
        return stand(self._root, self._stamps) and listed in (None, self._found())

    def common(self) -> Digests:
        """Those that may change any format."""
        return [each for each in self._digests if each[0] not in self._readers]

    def of(self, reader: Reader) -> Digests:
        """Those that change this one alone."""
        return [each for each in self._digests if self._readers.get(each[0]) == reader]

    @cached_property
    def templated(self) -> bool:
        """Whether there are templates of the project's own: they can read any of its settings, and
        any file here.
        """
        return any(name.endswith(".j2") for name in self._names)

    def named(self, name: str) -> bool:
        """Whether a style sheet or a template there may show the file of this name."""
        asking = (each for each in self._names if each.endswith((".css", ".j2")))
        return _is_named(name, {each: self._read(each) for each in asking})

    @cached_property
    def _readers(self) -> Mapping[str, Reader]:
        """Which files are read for one format alone."""
        if self.templated:
            return {}
        texts = {name: self._read(name) for name in self._names if name.endswith(_NAMING)}
        return {
            name: reader
            for name in texts
            for reader, its in _READERS.items()
            if its.fullmatch(name) and not _is_named(name, texts)
        }

    @cached_property
    def _digests(self) -> Digests:
        return [
            (name, sha256(data).hexdigest() if (data := self._read(name)) else "")
            for name in self._names
            if self.templated or not APART.fullmatch(name.rpartition("/")[2]) or self.named(name)
        ]

    @cached_property
    def _names(self) -> list[str]:
        return self._found()

    def _found(self) -> list[str]:
        found = find_files(self._root, STYLES, "").value
        return [path.relative_to(self._root / STYLES).as_posix() for path in found]

    def _read(self, name: str) -> bytes:
        """Empty where it can't be; what is looked into is read once."""
        if name in self._texts:
            return self._texts[name]
        path = f"{STYLES}/{name}"
        if path not in self._stamps:
            self._stamps |= stamps(self._root, [path])
        try:
            data = read_file(self._root, self._root / STYLES / name, MOST_BYTES)
        except EngineFailure:
            data = b""
        if name.endswith((*_NAMING, ".j2")):
            self._texts[name] = data
        return data


def _is_named(name: str, texts: Mapping[str, bytes]) -> bool:
    """Whether another file holds this one's name, or may hold it with escapes."""
    return any(
        name.lower().encode() in text.lower() or _VEILED.search(text)
        for other, text in texts.items()
        if other != name
    )
