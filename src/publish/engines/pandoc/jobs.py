"""What pandoc is asked for: texts read, documents cited and written, names sorted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import Any

from msgspec import Raw, json

from publish.engines.pandoc.process import AMPLE, FRUGAL, SECONDS, Process
from publish.engines.pandoc.skeleton import Skeleton, document
from publish.engines.pandoc.styles import Cited, lean
from publish.model.frozen import Frozen
from publish.model.nodes import Node, div, thin

SECONDS_A_TEXT = 1.0
"""Added for each of the texts that are cited together: chapters of a book take 0.2 s, and others
may want the machine too. Each has been read within the limit before.
"""

VERY_MANY = 500
"""Texts that are cited together."""

_CITE, _REFS = b'"Cite"', b'"refs"'
"""In the JSON of each block that has to do with citations; others may have it as a word."""

SORTING = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Titles</title><id>titles</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort><key variable="title"/></sort>
<layout><text variable="title"/></layout></bibliography>
</style>
"""
"""A style that does nothing but sort by title."""


class Warning(Frozen):
    """What pandoc reported; ``line`` and ``column`` count from 1 in the text read."""

    message: str
    line: int | None = None
    column: int | None = None


class Parsed(Frozen):
    """A text as pandoc's blocks, and what it reported about it."""

    blocks: Sequence[Node]
    warnings: tuple[Warning, ...] = ()
    unconverted: frozenset[str] = frozenset()
    """Formulas, as TeX, that pandoc can't turn into MathML."""
    levels: int = 0
    """How many of blocks and markup stand in one another; of what was kept it isn't asked."""


class Pandoc(Process):
    """A warm pandoc and what it does.

    When it is given the first texts, which leaves this process idle, ``meanwhile`` is called.
    Many texts are read by as many processes as it has ``hands``; the others are its partners.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__(seconds)
        self.meanwhile: Callable[[], None] = _nothing
        self.hands = 1
        self._cited: dict[str, Cited] = {}
        self._partners: list[Pandoc] = []
        self._reading = RLock()

    def passed_on(self) -> list[Pandoc]:
        """The processes that run, its own and its partners', each for a fork to `take`."""
        heirs = [each.heir() for each in (self, *self._partners)]
        return [heir for heir in heirs if heir is not None]

    def heir(self) -> Pandoc | None:
        heir = super().heir()
        if heir is not None:
            heir._partners = []
        return heir

    def close(self) -> None:
        for each in self._partners:
            each.close()
        self._partners.clear()
        super().close()

    def read(self, texts: Sequence[str]) -> list[list[Node]]:
        """The blocks of each Markdown text; raw HTML and TeX are plain words."""
        return [list(parsed.blocks) for parsed in self.parse(texts)]

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Like `read`, with pandoc's warnings about each text."""
        if not texts:
            return []
        meanwhile, self.meanwhile = self.meanwhile, _nothing
        meanwhile()
        with self._reading:
            documents = self._ask({"op": "read", "texts": list(texts)})
            warnings = self.warnings()
        levels = [thin(each["document"]["blocks"]) for each in documents]
        told: dict[int, list[Warning]] = {}
        current = 0
        for line in warnings:
            if line.startswith("@"):
                current = int(line[1:])
            else:
                told.setdefault(current, []).append(_warning(line))
        return [
            Parsed(
                answer["document"]["blocks"],
                tuple(told.get(number, ())),
                frozenset(answer["unconverted"]),
                deep,
            )
            for number, (answer, deep) in enumerate(zip(documents, levels, strict=True), 1)
        ]

    def parse_each(self, groups: Sequence[Sequence[str]]) -> Iterator[Callable[[], list[Parsed]]]:
        """For each group of texts what gives what `parse` does, or raises it: later ones are read
        while an earlier one is looked at.
        """
        if len(groups) < 2:
            yield from (partial(self.parse, group) for group in groups)
            return
        from publish.engines.pandoc.ahead import done_ahead  # takes time to load

        while len(self._partners) + 1 < min(self.hands, len(groups)):
            self._partners.append(Pandoc(self._seconds))
        yield from done_ahead(Pandoc.parse, groups, [self, *self._partners])

    def read_word(self, data: bytes) -> list[Node]:
        """The blocks of a Word file."""
        blocks: list[Node] = self._ask({"op": "word", "path": self._file(data, ".docx")})["blocks"]
        return blocks

    def cite(
        self,
        blocks: Sequence[Node],
        references: Sequence[Mapping[str, Any]],
        style: str,
        lang: str,
        nocite: Sequence[str] = (),
    ) -> str:
        """``blocks`` as an HTML fragment, cited in the CSL ``style`` (its XML).

        ``references`` are CSL-JSON items. The list of references stands in
        ``div#refs``, notes in ``section#footnotes``.
        """
        return str(self._rendered("cite", blocks, references, style, lang, nocite))

    def cite_together(
        self,
        texts: Sequence[Skeleton],
        references: Sequence[Mapping[str, Any]],
        style: str,
        lang: str,
        nocite: Sequence[str] = (),
    ) -> tuple[list[list[str]], str]:
        """Several texts cited as one, by one run: for each its citing blocks, with which
        `Skeleton.filled` makes it whole; and the list of all references as an HTML fragment.
        """
        divs = [div(each.citing) for each in texts] + [div([div([], identifier="refs")])]
        with self._large(len(texts)):
            answer = self._rendered("cite_together", divs, references, style, lang, nocite)
            said = self.warnings()
        self._said = said
        return [list(each) for each in answer["texts"]], str(answer["list"])

    @contextmanager
    def _large(self, texts: int) -> Iterator[None]:
        """While inside, a job may be one of so many texts. One of very many gets a process of
        its own, which takes little room.
        """
        seconds, self._seconds = self._seconds, self._seconds + SECONDS_A_TEXT * texts
        if texts >= VERY_MANY:
            self._stop()
            self._options = FRUGAL
        try:
            yield
        finally:
            self._seconds = seconds
            if texts >= VERY_MANY:
                self._stop()
                self._options = AMPLE

    def write(self, document: str) -> str:
        """A document, as JSON, as an HTML fragment."""
        return str(self._ask({"op": "write"}, document=document.encode()))

    def sort(self, texts: Sequence[str], lang: str) -> list[int]:
        """The numbers of the texts, from 0, in the order of the language's alphabet, which
        citeproc knows (Unicode Collation Algorithm, tailored).
        """
        items = [{"id": str(at), "type": "book", "title": text} for at, text in enumerate(texts)]
        every = [item["id"] for item in items]
        place = [div([], identifier="refs")]
        return list(self._rendered("sort", place, items, SORTING, lang, every))

    def _rendered(
        self,
        job: str,
        blocks: Sequence[Node],
        references: Sequence[Mapping[str, Any]],
        style: str,
        lang: str,
        nocite: Sequence[str],
    ) -> Any:
        csl = self._file(self._lean(style, Cited.of(references)), ".csl")
        written = [json.encode(block) for block in blocks]
        citing = [at for at, each in enumerate(written, 1) if _CITE in each or _REFS in each]
        return self._ask(
            {"op": job, "citing": citing, "csl": csl, "lang": lang, "nocite": list(nocite)},
            document=json.encode(document([Raw(each) for each in written])),
            references=json.encode([dict(item) for item in references]),
        )

    def _lean(self, style: str, cited: Cited) -> bytes:
        """The style for all that has been cited in it, so that few are made for many texts."""
        former = self._cited.get(style, cited)
        self._cited[style] = former if former.spans(cited) else former | cited
        return lean(style, self._cited[style]).encode()


def _nothing() -> None:
    pass


def _warning(line: str) -> Warning:
    message = line.removeprefix("[WARNING] ").removesuffix(".")
    found = re.search(r" (?:at|defined at) line (\d+) column (\d+)", message)
    if found is None:
        return Warning(message)
    said = message[: found.start()] + message[found.end() :]
    return Warning(said, int(found[1]), int(found[2]))
