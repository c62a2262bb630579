"""Names by their folded words, in which a text is looked up in one pass.

The folded names stand sorted in one list. A table leads from the first word, and from there
the second, to the stretch of the list that begins with them; a stretch is parted by third
words when it is first met, and what goes on is found by bisection. So a word of the text costs
one look into a table however many names there are, and only what begins like one costs more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple

from publish.mentions.names import Name, NameKind
from publish.mentions.normalise import Token

_IN_CAPITALS = (NameKind.TITLE, NameKind.SHORT, NameKind.INITIALS)
_END = "\uffff"


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
