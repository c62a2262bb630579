"""The chapters of a collection's book become its documents, one after another.

What others have to know of each is remembered (places, letters, formulas, pages), so that no
tree is held; links between documents are completed when all are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from publish.diagnostics.core import Collector
from publish.engines.jinja import Theme
from publish.model.direction import may_be_vertical
from publish.model.publication import CitedPublication
from publish.writers.breaks import mark_pages, without_numbers
from publish.writers.epub.book import Chapter, File, Line, Metadata
from publish.writers.epub.xhtml import serialised
from publish.writers.terms import Terms

_LINK = re.compile(r'(<a\b[^<>]*?\shref=")#([^"]+)"')


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
    _texts: dict[str, str] = field(default_factory=dict)
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
        self._texts[chapter.file] = self.found.take(text)
        self.letters.update(self._texts[chapter.file])
        self._files.update((f"page-{number}", chapter.file) for number in chapter.pages)
        self.chapters.append(replace(chapter, parts=[], notes=[], head=[]))

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

    def completed(self) -> Iterable[File]:
        """Each document with its links to others completed; it is given away."""
        return map(self._completed, self.chapters)

    def _completed(self, chapter: Chapter) -> File:
        here = chapter.file

        def complete(link: re.Match[str]) -> str:
            file = self._files.get(link[2], here)
            return link[0] if file == here else f'{link[1]}{file}#{link[2]}"'

        data = _LINK.sub(complete, self._texts.pop(here)).encode("utf-8")
        properties = ("mathml",) if here in self._with_maths else ()
        return File(here, "application/xhtml+xml", data, properties, in_spine=True)
