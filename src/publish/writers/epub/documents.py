"""The chapters of a collection's book become its documents, one after another.

What others have to know of each is remembered (places, letters, formulas, pages), so that no
tree is held; links between documents are completed when all are there, in one after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics.core import Collector
from publish.engines.jinja import Theme
from publish.model.direction import may_be_vertical
from publish.model.frozen import replace
from publish.model.publication import CitedPublication
from publish.writers.breaks import mark_pages, without_numbers
from publish.writers.epub.book import Chapter, File, Line, Metadata
from publish.writers.epub.xhtml import serialised
from publish.writers.terms import Terms

_LINK = re.compile(rb'(<a\b[^<>]*?\shref=")#([^"]+)"')
_TYPE = "application/xhtml+xml"


@dataclass(slots=True)
class Documents:
    """The documents that have been put, in reading order; ``letters`` are those they print."""

    theme: Theme
    cited: CitedPublication
    described: Metadata
    words: Terms
    found: Collector
    chapters: list[Chapter] = field(default_factory=list)
    """What was put, without its parts."""
    letters: set[str] = field(default_factory=set)
    _texts: dict[str, bytes] = field(default_factory=dict)
    _with_maths: set[str] = field(default_factory=set)
    _files: dict[str, str] = field(default_factory=dict)
    """The document in which each identifier stands."""

    def put(self, chapter: Chapter, **values: Any) -> None:
        """Add a document; ``values`` go before what every document of the book may name."""
        text = self.theme.render(
            chapter.template,
            **{
                "chapter": chapter,
                "parts": [serialised(part) for part in chapter.parts],
                "notes": [serialised(note) for note in chapter.notes],
                "book": self.described,
                "entry": self.cited.publication.entry,
                "settings": self.cited.publication.settings,
                "terms": self.words,
                "portrait": None,
                "is_vertical": self.described.vertical
                and may_be_vertical(values.get("lang", self.described.lang)),
                **values,
            },
        )
        rendered = self.found.take(text)
        self._texts[chapter.file] = rendered.encode("utf-8")
        self.letters.update(rendered)
        self._files.update((f"page-{number}", chapter.file) for number in chapter.pages)
        self.chapters.append(chapter.written())

    def note(self, chapter: Chapter) -> None:
        """Remember what others have to know of a document: places, formulas."""
        for part in chapter.elements:
            for element in part.iter():
                if identifier := element.get("id"):
                    self._files[identifier] = chapter.file
        if chapter.id:
            self._files[chapter.id] = chapter.file
        if chapter.has("math"):
            self._with_maths.add(chapter.file)

    def begun(self, name: str) -> tuple[str, ...]:
        """The pages of the printed book that begin with what is called so."""
        return tuple(start.number for start in self.cited.pages if start.block == f"#{name}")

    def mark(self, chapter: Chapter) -> None:
        """Mark in a chapter where pages of the printed book begin."""
        mark_pages(chapter.elements, self.cited.pages)
        without_numbers(chapter.elements)

    def pages(self) -> list[Line]:
        """The pages of the printed book, and the places where they begin."""
        found = []
        for start in self.cited.pages:
            name = f"page-{start.number}"
            file = "nav.xhtml" if start.block == "#contents" else self._files.get(name)
            if file is not None:
                found.append(Line(f"{file}#{name}", start.number))
        return found

    def listed(self) -> list[File]:
        """Each document as the package names it, without what it says; nothing where one of
        them couldn't be made.
        """
        if not all(self._texts.values()):
            return []
        return [
            File(c.file, _TYPE, b"", ("mathml",) if c.file in self._with_maths else (), True)
            for c in self.chapters
        ]

    def completed(self) -> Iterator[File]:
        """Each document with its links to others completed; it is given away."""
        return (replace(each, data=self._completed(each.name)) for each in self.listed())

    def _completed(self, here: str) -> bytes:
        def complete(link: re.Match[bytes]) -> bytes:
            file = self._files.get(link[2].decode("utf-8"), here)
            return link[0] if file == here else b'%s%s#%s"' % (link[1], file.encode(), link[2])

        return _LINK.sub(complete, self._texts.pop(here))
