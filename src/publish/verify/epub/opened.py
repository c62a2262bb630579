"""A book as it was opened: its files by name, and what was found in them."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from publish.diagnostics.core import Diagnostic, Rule
from publish.model.place import Place

OPF = "{http://www.idpf.org/2007/opf}"
HTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
XHTML = "application/xhtml+xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


SMALL = 4_000_000
"""Bytes of a book whose files are held, once they were read."""


class Files(Mapping[str, bytes]):
    """The files of a container by name, read when they are asked for: again each time, where
    the book isn't `SMALL`.
    """

    def __init__(self, container: zipfile.ZipFile) -> None:
        self._container = container
        self._entries = {entry.filename: entry for entry in container.infolist()}
        self.small = sum(entry.file_size for entry in self._entries.values()) <= SMALL
        self._held: dict[str, bytes] = {}

    def read_all(self) -> None:
        """Look at each file as a whole. Raises BadZipFile for one that is damaged."""
        for name in self._entries:
            self[name]

    def __getitem__(self, name: str) -> bytes:
        held = self._held.get(name)
        if held is not None:
            return held
        data = self._container.read(self._entries[name])
        if self.small:
            self._held[name] = data
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries


@dataclass(slots=True)
class Book:
    """What was found in a container, as it is read. ``ids`` are those of each document, and
    ``trees`` the documents themselves, where the book is ``small``;
    ``untrue`` are features that it lacks somewhere, ``faults`` what goes against WCAG.
    """

    name: str
    files: Mapping[str, bytes]
    small: bool = False
    manifest: dict[str, etree._Element] = field(default_factory=dict)
    ids: dict[str, Counter[str]] = field(default_factory=dict)
    trees: dict[str, etree._Element] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    conforms: bool = False
    untrue: set[str] = field(default_factory=set)
    has_formulas: bool = False
    faults: list[str] = field(default_factory=list)

    def found(self, rule: Rule, message: str, file: str = "") -> Diagnostic:
        return rule(message, Place(f"{self.name}/{file}" if file else self.name))


def parsed(book: Book, name: str) -> etree._Element | None:
    try:
        return etree.fromstring(book.files[name], PARSER)
    except (KeyError, etree.XMLSyntaxError):
        return None


@lru_cache(maxsize=256)
def resolved(base: str, address: str) -> str:
    """The container's name of what ``address`` in the file ``base`` leads to."""
    return normpath(join(dirname(base), unquote(address)))
