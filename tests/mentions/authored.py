"""Books by others, their own citations taken out: what the finder makes of what is left.

A citation is written in several dialects; all become pandoc's, the text is parsed with
them, and then they are cut out of the tree. So each paragraph is known by what its author
cited in it, and is read as if nobody had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from publish.engines.pandoc import Pandoc
from publish.mentions import NameIndex, build_index, find_mentions
from publish.mentions.authoryear import byline_of
from publish.mentions.normalise import folded
from publish.model.document import Document, Fragment
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.nodes import Node
from publish.model.passages import Passage, passages
from publish.model.place import SourceFile
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex import BibFile, read_bibliography

PROJECTS = ("adv-r", "alfolio-594zyc", "d2l-ja", "joss-gmr", "joss-mwarp1d", "quantecon")
"""Those of the material that have a bibliography."""

MEANT = Path(__file__).with_name("meant.tsv")
"""Places where a chapter names a paper and doesn't cite it: book, chapter, key, and the words
there. Each was read: the paper is meant there. Whatever else is found uncited is false.
"""

_SUFFIXES = frozenset({".md", ".Rmd", ".qmd"})
_HEADER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ROLE = re.compile(r"(?:\{cite(?::\w+)?\}|:cite[pt]?:)`([^`]+)`")


class Uncited(NamedTuple):
    """A sure mention of a paper that its chapter doesn't cite; ``words`` are those around it."""

    path: str
    mention: Mention
    words: str

    def excuse(self, book: str) -> str:
        """The line of `MEANT` for it."""
        return "\t".join((book, self.path, self.mention.key or "", self.words))


@dataclass(frozen=True)
class Chapter:
    """A text without its citations, and the keys that its author cited by passage."""

    path: str
    texts: Sequence[Passage]
    cited: dict[int, frozenset[str]]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Book:
    """``nameable`` are the author's citations beside which the paper's name stands;
    ``found`` those of them whose paper is surely found in the paragraph. ``elsewhere`` are
    sure mentions of papers that the author cites, but not there; ``uncited`` are those of
    papers that the author doesn't cite in the chapter at all.
    """

    name: str
    chapters: int
    citations: int
    nameable: int
    found: int
    beside: int
    elsewhere: int
    uncited: tuple[Uncited, ...]
    missed: tuple[tuple[str, str, str], ...]

    @property
    def false(self) -> tuple[Uncited, ...]:
        """Sure mentions of papers that nobody meant there."""
        meant = excuses(self.name)
        return tuple(item for item in self.uncited if item.excuse(self.name) not in meant)


def excuses(book: str) -> frozenset[str]:
    """The lines of `MEANT` for a book."""
    lines = MEANT.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.startswith(f"{book}\t"))


def book(folder: Path, pandoc: Pandoc) -> Book:
    """What is found in a project of the material."""
    records = _bibliography(folder)
    index = build_index(records)
    chapters = [_chapter(path, folder, records, index, pandoc) for path in _files(folder)]
    return _counted(folder.name, chapters, records)


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES and p.is_file())


def _bibliography(folder: Path) -> Bibliography:
    files = [
        BibFile(path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*.bib"))
    ]
    return read_bibliography(files).value


def _chapter(
    path: Path, folder: Path, records: Bibliography, index: NameIndex, pandoc: Pandoc
) -> Chapter:
    text = _HEADER.sub("", path.read_text(encoding="utf-8-sig").replace("\r\n", "\n"))
    text = _ROLE.sub(_as_pandoc, text)
    (blocks,) = pandoc.read([text])
    name = path.relative_to(folder).as_posix()
    source = SourceFile(name, text)
    whole = Document(source, (Fragment("body", blocks, 0, len(text)),))
    cited = {
        passage.index: frozenset(
            reference.key
            for span in passage.spans
            for key in span.keys
            if (reference := records.get(key))
        )
        for passage in passages(whole, located=False)
    }
    bare = Document(source, (Fragment("body", _without_citations(blocks), 0, len(text)),))
    texts = passages(bare, located=False)
    entry = Entry(
        source=source, body_start=0, id="chapter", kind="concept", title=path.stem,
        lang="ja" if "ja" in folder.name.split("-") else "en", document=bare,
    )  # fmt: skip
    return Chapter(name, texts, cited, find_mentions(entry, records, _placed(texts), index))


def _as_pandoc(role: re.Match[str]) -> str:
    return "[" + "; ".join("@" + key.strip() for key in role[1].split(",")) + "]"


def _without_citations(blocks: Sequence[Node]) -> list[Node]:
    copied: list[Node] = deepcopy(list(blocks))
    _cut(copied)
    return copied


def _cut(tree: Any) -> None:
    if isinstance(tree, list):
        tree[:] = [n for n in tree if not (isinstance(n, dict) and n.get("t") == "Cite")]
        for item in tree:
            _cut(item)
    elif isinstance(tree, dict):
        for value in tree.values():
            _cut(value)


def _placed(texts: Sequence[Passage]) -> Sequence[Passage]:
    """Places don't count here; all are the file's start."""
    for passage in texts:
        passage.offsets = [0] * len(passage.text)
    return texts


# -- counting ---------------------------------------------------------------------


def _counted(name: str, chapters: Sequence[Chapter], records: Bibliography) -> Book:
    citations = nameable = found = beside = elsewhere = 0
    uncited: list[Uncited] = []
    missed: list[tuple[str, str, str]] = []
    for chapter in chapters:
        sure = {(m.passage, m.key) for m in chapter.mentions if m.status == "sure"}
        in_chapter = frozenset().union(*chapter.cited.values())
        for at, keys in chapter.cited.items():
            citations += len(keys)
            for key in _named(keys, chapter.texts[at].text, records):
                nameable += 1
                found += (at, key) in sure
                if (at, key) not in sure:
                    missed.append((chapter.path, key, chapter.texts[at].text))
        for mention in chapter.mentions:
            if mention.status != "sure" or mention.key is None:
                continue
            here = mention.key in chapter.cited.get(mention.passage, ())
            beside += here
            elsewhere += not here and mention.key in in_chapter
            if mention.key not in in_chapter:
                words = _around(chapter.texts[mention.passage].text, mention)
                uncited.append(Uncited(chapter.path, mention, words))
    return Book(
        name, len(chapters), citations, nameable, found, beside, elsewhere,
        tuple(uncited), tuple(missed),
    )  # fmt: skip


def _around(text: str, mention: Mention) -> str:
    """A few words before and behind a mention, on one line."""
    before = text[max(0, mention.start - 24) : mention.start]
    behind = text[mention.end : mention.end + 24]
    return " ".join(f"{before}⟦{mention.text}⟧{behind}".split())


def _named(keys: frozenset[str], text: str, records: Bibliography) -> Iterator[str]:
    """Those of the keys whose papers' titles, or authors with the year, stand in the text."""
    words = f" {folded(text)} "
    for key in sorted(keys):
        reference = records.get(key)
        if reference and (_titled(reference, words) or _signed(reference, words)):
            yield key


def _titled(reference: Reference, words: str) -> bool:
    title = reference.title
    names = {folded(title), folded(re.split(r"[:?!]\s", title)[0]), *map(folded, reference.names)}
    return any(name and f" {name} " in words for name in names)


def _signed(reference: Reference, words: str) -> bool:
    line = byline_of(reference)
    named = all(f" {family} " in words for family in line.families[:2])
    return bool(line.families) and named and f" {line.year} " in words
