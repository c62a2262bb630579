"""Readings and an index to candidates: every stretch of text that reads like a name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from publish.mentions.index import NameIndex
from publish.mentions.judge import Weights
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import Name, NameKind, named
from publish.mentions.normalise import Token, joined, phrase, tokens
from publish.mentions.phrases import Match, Phrases, phrases
from publish.mentions.reading import Reading
from publish.mentions.verdicts import Verdict
from publish.mentions.words import HEADS, SOFTWARE
from publish.model.frozen import Frozen


class Candidate(Frozen):
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


def candidates_in(reading: Reading, books: Sequence[Phrases]) -> Iterator[Candidate]:
    """Every stretch of a reading that reads like a name, hyphens as spaces or as none."""
    found: dict[tuple[int, int], tuple[tuple[Token, ...], tuple[Name, ...]]] = {}
    for row, match in _matches(reading, books):
        words = tuple(row[match.first : match.last])
        if not _unbroken(words, match.names):
            continue
        span = (words[0].start, words[-1].end)
        if span in found:
            words, before = found[span]
            if before != match.names:
                found[span] = (words, tuple(dict.fromkeys((*before, *match.names))))
        else:
            found[span] = (words, match.names)
    for (start, end), (words, names) in found.items():
        if not (reading.skipped(start, end) or reading.in_address(start, end)):
            yield Candidate(reading, words, names)


def _matches(reading: Reading, books: Sequence[Phrases]) -> Iterator[tuple[Sequence[Token], Match]]:
    """What reads like names, with the row of words in which it does."""
    row = reading.tokens
    words = [token.word for token in row]
    plain = _plain(reading, row)
    ends: list[dict[int, int]] = [{} for _ in books]
    read = (
        book.read(words, book.begun(words), plain, end)
        for book, end in zip(books, ends, strict=True)
    )
    for match in _opened(row, chain.from_iterable(read)):
        yield row, match
    joints = [at - 1 for at, token in enumerate(row) if token.hyphenated and at]
    if joints:
        held = [{row[at].start for at, end in e.items() if _holds(joints, at, end)} for e in ends]
        yield from _joined_matches(reading, zip(books, held, strict=True))


def _joined_matches(
    reading: Reading, books: Iterable[tuple[Phrases, Collection[int]]]
) -> Iterator[tuple[Sequence[Token], Match]]:
    """What reads like names where hyphenated words are joined. Only what has to do with one
    of them is read again: each book comes with where its names go on up to one.
    """
    row = joined(reading.tokens)
    parts = {token.start: token for token in reading.tokens}
    fresh = [parts[token.start] is not token for token in row]
    near = [one or next_one for one, next_one in zip_longest(fresh, fresh[1:])]
    words = [token.word for token in row]
    plain = _plain(reading, row)
    read = []
    for book, held in books:
        firsts = [at for at, token in enumerate(row) if near[at] or token.start in held]
        read.append(book.read(words, book.begun(words, firsts), plain))
    for match in _opened(row, chain.from_iterable(read)):
        if any(fresh[match.first : match.last + 1]):
            yield row, match


def _holds(joints: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the words behind ``first``, up to ``last`` and that one, is joined."""
    at = bisect_right(joints, first)
    return at < len(joints) and joints[at] <= last


def _opened(row: Sequence[Token], matches: Iterable[Match]) -> Iterator[Match]:
    """What reads like names; behind it, what does with the word behind for its open head."""
    opened: list[Match] = []
    for match in matches:
        if match.names[-1].kind is not NameKind.VARIANT:
            yield match
            continue
        whole = tuple(n for n in match.names if n.kind is not NameKind.VARIANT)
        if whole:
            yield match._replace(names=whole)
        if match.last < len(row) and row[match.last].word in HEADS:
            opened.append(Match(match.first, match.last + 1, match.names[len(whole) :]))
    yield from opened


def _plain(reading: Reading, row: Sequence[Token]) -> Callable[[int, int], bool]:
    """Whether a word in small letters, alone or with an article, stands like any other of its
    sentence: no support makes a title of it, nor *FIRST* of *first*. Large bibliographies have
    a book for most such words.
    """

    end, sets_apart = len(row), reading.sets_apart

    def plain(first: int, last: int) -> bool:
        for at in range(first, last):
            if not row[at].raw.islower():
                return False
        called = last < end and row[last].word in SOFTWARE
        return not (called or sets_apart(row[first]))

    return plain


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
