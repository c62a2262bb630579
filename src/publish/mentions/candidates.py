"""Readings and an index to candidates: every stretch of text that reads like a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.mentions.evidence import Knowledge
from publish.mentions.index import Match, NameIndex, Phrases, phrases
from publish.mentions.judge import Verdict
from publish.mentions.names import Name, NameKind, named
from publish.mentions.normalise import Token, joined, phrase, tokens
from publish.mentions.reading import Reading
from publish.mentions.words import HEADS, SOFTWARE

_TITLES = (NameKind.TITLE, NameKind.SHORT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that read like names, and the verdict on them."""

    reading: Reading
    row: tuple[Token, ...]
    names: tuple[Name, ...]
    verdict: Verdict | None = None

    @property
    def key(self) -> str:
        """The key of the record that it is surely taken for, or nothing."""
        return (self.verdict.key if self.verdict else None) or ""

    @property
    def start(self) -> int:
        return self.row[0].start

    @property
    def end(self) -> int:
        """Behind the last word, and the mark with which the name ends: *What Is Life?*"""
        end = self.row[-1].end
        mark = self.reading.text[end : end + 1]
        ends = mark and mark in "?!." and any(n.text.endswith(mark) for n in self.names)
        initials = len(self.row) > 1 and self.row[-1].gap.rstrip() == "."
        return end + 1 if ends and (mark != "." or initials) else end


def pinned_names(known: Knowledge) -> Phrases:
    """The names that the entry gives under ``papers``."""
    found = []
    for paper in known.entry.papers:
        if paper.key in known.bibliography:
            key = known.main(paper.key)
            for text in paper.names:
                row = tokens(text)
                name = named(key, NameKind.PINNED, text, row)
                found += [(phrase(row), name), (phrase(joined(row)), name)]
    return phrases((words, name) for words, name in dict.fromkeys(found) if words)


def candidates(texts: Iterable[Reading], index: NameIndex, pinned: Phrases) -> Iterator[Candidate]:
    for reading in texts:
        yield from candidates_in(reading, (pinned, index.phrases), index.variants)


def candidates_in(
    reading: Reading, books: Iterable[Phrases], variants: Phrases | None = None
) -> Iterator[Candidate]:
    """Every stretch of a reading that reads like a name, hyphens as spaces or as none."""
    found: dict[tuple[int, int], tuple[tuple[Token, ...], tuple[Name, ...]]] = {}
    merged = joined(reading.tokens)
    rows = [reading.tokens] if len(merged) == len(reading.tokens) else [reading.tokens, merged]
    for row in rows:
        for match in _matches(row, books, variants):
            words = tuple(row[match.first : match.last])
            called = match.last < len(row) and row[match.last].word in SOFTWARE
            if not called and _is_everyday(reading, words, match.names):
                continue
            if not _unbroken(words, match.names):
                continue
            span = (words[0].start, words[-1].end)
            words, before = found.get(span, (words, ()))
            found[span] = (words, (*before, *match.names))
    for (start, end), (words, names) in found.items():
        if not (reading.skipped(start, end) or reading.in_address(start, end)):
            yield Candidate(reading, words, tuple(dict.fromkeys(names)))


def _matches(
    row: Sequence[Token], books: Iterable[Phrases], variants: Phrases | None
) -> Iterator[Match]:
    for book in books:
        yield from book.matches(row)
    for match in variants.matches(row) if variants else ():
        if match.last < len(row) and row[match.last].word in HEADS:
            names = tuple(replace(name, kind=NameKind.VARIANT) for name in match.names)
            yield Match(match.first, match.last + 1, names)


def _is_everyday(reading: Reading, row: Sequence[Token], names: Iterable[Name]) -> bool:
    """Whether one word in small letters stands like any other word of its sentence: no
    support makes a title of it, nor *FIRST* of *first*. Large bibliographies have a book
    for most such words.
    """
    word = row[0]
    return (
        len(row) == 1
        and word.raw.islower()
        and not reading.sets_apart(word)
        and all(name.kind in _TITLES for name in names)
        and all(_is_acronym(mark) for name in names for mark in name.marked)
    )


def _is_acronym(mark: str) -> bool:
    return mark.removesuffix("s").isupper()


def _unbroken(row: Sequence[Token], names: Sequence[Name]) -> bool:
    """Whether no mark stands between the words that doesn't stand in a name too."""
    broken = [at for at, token in enumerate(row) if at and not token.free]
    if not broken:
        return True
    if any("\ufffc" in row[at].gap for at in broken):
        return False
    for name in names:
        own = tokens(name.text)
        if len(own) == len(row) and all(not own[at].free for at in broken):
            return True
    return False
