"""A bibliography to an index of names, in which a text is looked up in one pass.

The folded names stand sorted in one list. A table leads from the first word, and from there
the second, to the stretch of the list that begins with them; within it, the next word is
found by bisection. So a word of the text costs one look into a table however many
records there are, and only what begins like a name costs more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import NamedTuple

from publish.engines.store import NO_STORE, Store
from publish.mentions.authoryear import Byline, Writers, byline_of
from publish.mentions.glance import Glance
from publish.mentions.identifiers import Identifiers, identifiers_of
from publish.mentions.names import MADE_UP, Name, NameKind, names_of, variant
from publish.mentions.normalise import HYPHENS, Token, joined, phrase, tokens
from publish.mentions.record import Record
from publish.model.reference import Bibliography, Reference

WORTH_KEEPING = 200
"""Records; the names of fewer are found again in the time that a store takes."""

_IN_CAPITALS = (NameKind.TITLE, NameKind.SHORT, NameKind.INITIALS)
_MAKERS = 2
"""Records, a preprint and its publication: what was made up for more of them names none."""
_END = "\uffff"
_HYPHENS = re.compile(rf"\w[{HYPHENS}]\w")


class Match(NamedTuple):
    """The words ``first`` up to ``last`` of a text that read like ``names``."""

    first: int
    last: int
    names: tuple[Name, ...]


Beginning = tuple[int, tuple[int, int] | None, tuple[int, int] | None]
"""The number of a word in a text, the stretch of the name that it is, and that of the names
which begin with it and the next.
"""


class Start(NamedTuple):
    """The stretch of the name that is one word, if there is one, and by the second words those
    of the names that go on.
    """

    single: tuple[int, int] | None
    seconds: dict[str, tuple[int, int]]


def _never(first: int, last: int) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Names by their folded words."""

    words: Sequence[str] = ()
    names: Sequence[tuple[Name, ...]] = ()
    starts: Mapping[str, Start] = field(default_factory=dict)
    """By the first words of names."""
    everyday: bytes = b""
    """By name, 1 where it is a mere title or initials that any text has in small letters."""
    _branches: dict[int, dict[str | None, tuple[int, int]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By the beginning of a stretch of two words, its parts by their third ones (None: there is
    none): found when first asked for.
    """

    def matches(self, row: Sequence[Token], firsts: Iterable[int] | None = None) -> list[Match]:
        """Every name that begins at any word of ``row``, or at one of ``firsts``; all lengths."""
        words = [token.word for token in row]
        return list(self.read(words, self.begun(words, firsts)))

    def begun(self, words: Sequence[str], firsts: Iterable[int] | None = None) -> list[Beginning]:
        """Where a text reads like the first words of names."""
        if not self.words:
            return []
        get, found, end = self.starts.get, list[Beginning](), len(words) - 1
        for first in range(end + 1) if firsts is None else firsts:
            start = get(words[first])
            if start is None:
                continue
            single, seconds = start
            stretch = seconds.get(words[first + 1]) if first < end else None
            if single is not None or stretch is not None:
                found.append((first, single, stretch))
        return found

    def stretch(self, start: str) -> tuple[int, int] | None:
        """The stretch of the names that begin with one word or two, or are these."""
        first, gap, second = start.partition(" ")
        found = self.starts.get(first)
        if found is None:
            return None
        return found.seconds.get(second) if gap else found.single

    def stretches(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """All beginnings, in the order of the names, with their stretches."""
        for first, (single, seconds) in self.starts.items():
            if single is not None:
                yield first, single
            for second, stretch in seconds.items():
                yield f"{first} {second}", stretch

    def read(
        self,
        words: Sequence[str],
        begun: Iterable[Beginning],
        plain: Callable[[int, int], bool] = _never,
        reached: dict[int, int] | None = None,
    ) -> Iterator[Match]:
        """The names that go on as they begin, without those everyday ones whose words stand
        ``plain``. ``reached`` is filled: by the first of two words with which names begin, the
        end of the words as far as a name may go on like them.
        """
        everyday, names, branch_at = self.everyday, self.names, self._branches.get
        end = len(words)
        for first, single, stretch in begun:
            if single is not None and not (everyday[single[0]] and plain(first, first + 1)):
                yield Match(first, first + 1, names[single[0]])
            if stretch is None:
                continue
            last = first + 2
            branch = branch_at(stretch[0])
            if branch is None:
                branch = self._branched(stretch)
            pair = branch.get(None)
            if pair is not None and not (everyday[pair[0]] and plain(first, last)):
                yield Match(first, last, names[pair[0]])
            if last < end and (further := branch.get(words[last])) is not None:
                last = yield from self._longer(words, first, further, plain)
            if reached is not None:
                reached[first] = last

    def _branched(self, stretch: tuple[int, int]) -> dict[str | None, tuple[int, int]]:
        """The parts of a stretch of two words, by the third word of their names."""
        branch: dict[str | None, tuple[int, int]] = {}
        for at in range(*stretch):
            parts = self.words[at].split(" ", 3)
            third = parts[2] if len(parts) > 2 else None
            low, _ = branch.get(third, (at, at))
            branch[third] = (low, at + 1)
        self._branches[stretch[0]] = branch
        return branch

    def _longer(
        self,
        words: Sequence[str],
        first: int,
        stretch: tuple[int, int],
        plain: Callable[[int, int], bool],
    ) -> Generator[Match, None, int]:
        """The names of three words and more from ``first``, all of them in this stretch; how
        far they may go on like the words.
        """
        names, everyday, end, (low, high) = self.words, self.everyday, len(words), stretch
        if high - low == 1:
            last = first + names[low].count(" ") + 1
            whole = " ".join(words[first:last]) == names[low]
            if whole and not (everyday[low] and plain(first, last)):
                yield Match(first, last, self.names[low])
            return last
        text = " ".join(words[first : first + 3])
        for last in range(first + 3, end + 1):
            if names[low] == text and not (everyday[low] and plain(first, last)):
                yield Match(first, last, self.names[low])
            if last == end:
                break
            text = f"{text} {words[last]}"
            low = bisect_left(names, text, low, high)
            if low == high or not f"{names[low]} ".startswith(text + " "):
                return last
            if high - low > 1:
                high = bisect_left(names, text + " " + _END, low, high)
        return end


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All names of a bibliography: words, identifiers, authors with years."""

    phrases: Phrases = field(default_factory=Phrases)
    """With the beginnings of names whose heads are open, behind all others of the same words."""
    identifiers: Identifiers = field(default_factory=Identifiers)
    writers: Writers = field(default_factory=Writers)
    records: dict[str, Record] = field(default_factory=dict, compare=False, repr=False)
    glances: dict[str, Glance] = field(default_factory=dict, compare=False, repr=False)
    """What was read of records whose names were met: filled while texts are read."""
    answers: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """By the beginning of names, a hash of all that begin so (`mentions.tracing`)."""


def name_index(bibliography: Bibliography, store: Store = NO_STORE) -> NameIndex:
    """The index of all names of a bibliography; of a large one it is kept in ``store``."""
    if not (store.keeps and bibliography.digest and len(bibliography) >= WORTH_KEEPING):
        return build_index(bibliography)
    from publish.mentions.kept import kept_index  # its codec takes time to load

    return kept_index(bibliography, store)


@dataclass(frozen=True, slots=True)
class Said:
    """What one record brings to an index: its names with their folded words, the beginnings
    of those whose heads speakers exchange, its identifiers, its authors and year.
    """

    names: tuple[tuple[str, Name], ...]
    opened: tuple[tuple[str, Name], ...]
    identifiers: tuple[str, ...]
    byline: Byline


def said_of(reference: Reference) -> Said:
    """What a record brings to an index."""
    found: list[tuple[str, Name]] = []
    opened: list[tuple[str, Name]] = []
    for name, words in names_of(reference):
        found.append((words, name))
        if name.kind is NameKind.LEAD and (stem := variant(words)):
            opened.append((stem, replace(name, kind=NameKind.VARIANT)))
        if _HYPHENS.search(name.text):
            found.append((phrase(joined(tokens(name.text))), name))
    return Said(tuple(found), tuple(opened), identifiers_of(reference), byline_of(reference))


def build_index(bibliography: Bibliography) -> NameIndex:
    """The index of all names of a bibliography; made once for a project."""
    return index_of(map(said_of, bibliography))


def index_of(records: Iterable[Said]) -> NameIndex:
    """The index of all that these records bring."""
    records = list(records)
    found = [each for said in records for each in said.names]
    made_up = Counter(words for words, name in found if name.kind in MADE_UP)
    kept = [
        (words, name)
        for words, name in found
        if name.kind not in MADE_UP or made_up[words] <= _MAKERS
    ]
    return NameIndex(
        phrases=phrases((*kept, *(each for said in records for each in said.opened))),
        identifiers=Identifiers.of((said.byline.key, said.identifiers) for said in records),
        writers=Writers.of(said.byline for said in records),
    )


def phrases(found: Iterable[tuple[str, Name]]) -> Phrases:
    """An index of names, each given with its folded words."""
    by_words: dict[str, list[Name]] = {}
    for words, name in found:
        by_words.setdefault(words, []).append(name)
    ordered = sorted(by_words)
    stretches: dict[str, tuple[int, int]] = {}
    for at, words in enumerate(ordered):
        parts = words.split(" ", 2)
        start = " ".join(parts[:2])
        low, _ = stretches.get(start, (at, at))
        stretches[start] = (low, at + 1)
    everyday = bytes(_is_everyday(words, by_words[words]) for words in ordered)
    names = [tuple(by_words[words]) for words in ordered]
    return Phrases(ordered, names, starts_of(stretches.items()), everyday)


def starts_of(stretches: Iterable[tuple[str, tuple[int, int]]]) -> dict[str, Start]:
    """The table of beginnings, of one word or two, in the order of the names. Its words are
    the very strings of `fold`: found without looking at their letters.
    """
    starts: dict[str, Start] = {}
    for words, stretch in stretches:
        first, gap, second = words.partition(" ")  # of some scripts, a word may fold to nothing
        if not gap:
            starts[intern(first)] = Start(stretch, {})
        else:
            starts.setdefault(intern(first), Start(None, {})).seconds[intern(second)] = stretch
    return starts


def _is_everyday(words: str, names: Iterable[Name]) -> bool:
    """Whether words are nothing but titles or initials that mean next to nothing: one word,
    an acronym such as *FIRST* included, or one with articles.
    """
    alone = " " not in words
    return all(
        name.kind in _IN_CAPITALS
        and name.content < 2
        and all(alone and mark.removesuffix("s").isupper() for mark in name.marked)
        for name in names
    )
