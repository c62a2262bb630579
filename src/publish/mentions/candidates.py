"""Readings and an index to candidates: every stretch of text that reads like a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from publish.mentions.index import Match, NameIndex, Phrases, phrases
from publish.mentions.judge import Verdict, Weights
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import Name, NameKind, named
from publish.mentions.normalise import Token, joined, phrase, tokens
from publish.mentions.reading import Reading
from publish.mentions.words import HEADS, SOFTWARE


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that read like names, what they weigh, and the verdict on them."""

    reading: Reading
    row: tuple[Token, ...]
    names: tuple[Name, ...]
    weights: Weights | Verdict | None = None
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
        yield from candidates_in(reading, (pinned, index.phrases))


def candidates_in(reading: Reading, books: Iterable[Phrases]) -> Iterator[Candidate]:
    """Every stretch of a reading that reads like a name, hyphens as spaces or as none."""
    found: dict[tuple[int, int], tuple[tuple[Token, ...], tuple[Name, ...]]] = {}
    for row, match in _matches(reading, books):
        words = tuple(row[match.first : match.last])
        if not _unbroken(words, match.names):
            continue
        span = (words[0].start, words[-1].end)
        if span in found:
            words, before = found[span]
            found[span] = (words, tuple(dict.fromkeys((*before, *match.names))))
        else:
            found[span] = (words, match.names)
    for (start, end), (words, names) in found.items():
        if not (reading.skipped(start, end) or reading.in_address(start, end)):
            yield Candidate(reading, words, names)


def _matches(reading: Reading, books: Iterable[Phrases]) -> Iterator[tuple[Sequence[Token], Match]]:
    """What reads like names, with the row of words in which it does.

    Where hyphenated words are joined, only what has to do with one of them is read again.
    """
    row = reading.tokens
    words = [token.word for token in row]
    begun = [(book, book.begun(words)) for book in books]
    for match in _opened(reading, row, [(book, book.read(words, at)) for book, at in begun]):
        yield row, match
    again = joined(row)
    if len(again) == len(row):
        return
    parts = {token.start: token for token in row}
    fresh = [parts[token.start] is not token for token in again]
    fresh_next = [*fresh[1:], False]
    words = [token.word for token in again]
    read = []
    for book, beginnings in begun:
        longer = {row[at.first].start for at in beginnings if at.stretch}
        firsts = [
            first
            for first, token in enumerate(again)
            if fresh[first] or fresh_next[first] or token.start in longer
        ]
        read.append((book, book.read(words, book.begun(words, firsts))))
    for match in _opened(reading, again, read):
        if any(fresh[match.first : match.last + 1]):
            yield again, match


def _opened(
    reading: Reading, row: Sequence[Token], read: Iterable[tuple[Phrases, Iterable[Match]]]
) -> Iterator[Match]:
    """What reads like names; behind it, what does with the word behind for its open head."""
    opened: list[Match] = []
    for book, matches in read:
        for match in matches:
            if match.last - match.first == 1:
                if not _is_plain(reading, row, match, book):
                    yield match
            elif match.names[-1].kind is not NameKind.VARIANT:
                yield match
            else:
                whole = tuple(n for n in match.names if n.kind is not NameKind.VARIANT)
                if whole:
                    yield match._replace(names=whole)
                if match.last < len(row) and row[match.last].word in HEADS:
                    names = match.names[len(whole) :]
                    opened.append(Match(match.first, match.last + 1, names))
    yield from opened


def _is_plain(reading: Reading, row: Sequence[Token], match: Match, book: Phrases) -> bool:
    """Whether one word in small letters stands like any other word of its sentence: no
    support makes a title of it, nor *FIRST* of *first*. Large bibliographies have a book
    for most such words.
    """
    word = row[match.first]
    called = match.last < len(row) and row[match.last].word in SOFTWARE
    return (
        word.word in book.everyday
        and word.raw.islower()
        and not called
        and not reading.sets_apart(word)
    )


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
