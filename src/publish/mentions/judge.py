"""How much support a name needs, and which of several records it means.

A name that no everyday word looks like speaks for itself. The more everyday it
is, and the plainer it stands in the text, the more the text around it must say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from publish.mentions.dress import Dress, dress, longer_name, part_of_title, shows_marks
from publish.mentions.evidence import Knowledge, Support, Surroundings, supports
from publish.mentions.names import Name, NameKind, content_words, marked_words
from publish.mentions.normalise import Token
from publish.mentions.reading import Reading

Standing = Literal["sure", "doubtful", "blocked", "nothing"]
"""``blocked``: surely something else, which also hides shorter names inside it."""

NEVER = 9
_MOST_FROM_ELSEWHERE = 2
"""The support that other mentions can give: one elsewhere, one in the same row."""
_SOURCES = {
    NameKind.PINNED: "a name that the entry gives it under `papers`",
    NameKind.TAUGHT: "a short form that the text gives it",
    NameKind.TITLE: "its title",
    NameKind.GIVEN: "a name that its record gives it",
    NameKind.SHORT: "its title before the colon",
    NameKind.LEAD: "the first words of its title",
    NameKind.VARIANT: "close to the first words of its title",
    NameKind.COINED: "a word made up for its title",
}
_START_NEED = {
    Dress.PLAIN: 4, Dress.INITIAL: 4, Dress.APART: 4, Dress.UNCASED: 3, Dress.CAPITALISED: 3,
    Dress.TITLED: 2, Dress.BOOKED: 2,
}  # fmt: skip
"""What the mere beginning of a title needs."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a candidate is taken for, and why."""

    standing: Standing
    key: str | None
    reason: str
    candidates: tuple[str, ...] = ()
    kind: NameKind = NameKind.VARIANT
    settled: bool = False
    """Whether what stands nearby told this record from others of the same name."""
    final: bool = False
    """Whether nothing that is found elsewhere in the entry can change the verdict."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One name weighed: what it needs, what it has."""

    name: Name
    need: int
    supports: tuple[Support, ...]

    @property
    def lack(self) -> int:
        return self.need - sum(support.weight for support in self.supports)

    @property
    def anchored(self) -> bool:
        """Whether a mere beginning of a title has something to hold on to."""
        return self.name.kind.whole or any(s.specific or s.anchor for s in self.supports)

    @property
    def specific(self) -> int:
        return sum(support.weight for support in self.supports if support.specific)


def judge(
    names: Sequence[Name], reading: Reading, row: Sequence[Token], known: Knowledge
) -> Verdict:
    """The verdict on the words ``row``, which read like ``names``."""
    style = dress(reading, row)
    kind = min(name.kind for name in names)
    level = _level(row)
    whole = style >= Dress.APART or (level > 3 and kind >= NameKind.TITLE)
    if not whole and (longer := longer_name(reading, row, known.entry.lang[:2].lower())):
        return _partial(names, longer)
    if level < 4 and (title := part_of_title(reading, row)):
        return Verdict("blocked", None, f"part of the title “{title}”", final=True)
    needs = [(name, need(name, row, style, level)) for name in _best_names(names)]
    needs = [(name, n) for name, n in needs if n < NEVER]
    if not needs:
        return Verdict("nothing", None, "", kind=kind, final=True)
    around = Surroundings(reading, row)
    cases = [_Case(name, n, supports(name, around, known)) for name, n in needs]
    sure = [case for case in cases if case.lack <= 0 and case.anchored]
    if sure:
        speaks_for_itself = len(cases) == 1 and not cases[0].need
        return replace(_chosen(sure, known), final=speaks_for_itself)
    near = [case for case in cases if _worth_asking(case, style)]
    if near:
        return _asked(near)
    hopeless = all(case.lack > _MOST_FROM_ELSEWHERE or not case.anchored for case in cases)
    return Verdict("nothing", None, "", kind=kind, final=hopeless)


def need(name: Name, row: Sequence[Token], style: Dress, level: int) -> int:
    """How much support the name needs where it stands like this, at this `_level`.

    Weights: 0 speaks for itself, 2 is an author in the same sentence, `NEVER` is
    never enough.
    """
    if name.kind < NameKind.TITLE:
        return _given_need(name, row, style)
    if name.kind is NameKind.COINED:
        return 4 if shows_marks(row, name) else NEVER
    if not name.kind.whole:
        return _START_NEED[style]
    if name.marked:
        return _marked_need(name, row, style, level)
    if shown := marked_words(row):  # a title that lost its capitals: `Mask r-cnn`
        return 1 if len(row) == 1 and shown[0].removesuffix("s").isupper() else 0
    part = name.kind is NameKind.SHORT
    if part and len(row) == 1 and name.text.islower() and style is Dress.PLAIN:
        return 2  # *the purrr package*: a name that its own title writes small
    if style >= Dress.TITLED:
        return int(part and level < 4) if len(row) > 1 or style is Dress.BOOKED else 1
    if style is Dress.CAPITALISED:
        return (max(5 - level, 1) if part else max(4 - level, 0)) if level > 2 else 2 + part
    words = content_words(row)
    if style is Dress.UNCASED:
        return max(4 - words, 0)
    if style is Dress.INITIAL and level < 2:
        return 3
    plain = _plain_need(words, len(row)) + part
    return min(plain, 2 + part) if style is Dress.APART and words > 1 else plain


def _plain_need(words: int, length: int) -> int:
    """The need of a title in small letters: the more words, the less by chance."""
    if words > 3:
        return max(5 - words, 0)
    return 3 if words == 3 else 2 if words == 2 and length > 4 else NEVER


def _level(row: Sequence[Token]) -> int:
    """The content words of a name; a long name with few of them counts for more."""
    words = content_words(row)
    unspaced = all(len(token.raw) == 1 for token in row)
    return words if words < 2 or unspaced else max(words, len(row) - (words == 2))


def _given_need(name: Name, row: Sequence[Token], style: Dress) -> int:
    """A name that somebody chose is taken as it is, but *Adam* isn't *adam*."""
    if len(row) > 1 or name.marked or name.text[:1].islower() or style is not Dress.PLAIN:
        return 0
    return NEVER if name.text[:1].isupper() and row[0].raw[0].islower() else 0


def _marked_need(name: Name, row: Sequence[Token], style: Dress, level: int) -> int:
    if shows_marks(row, name):
        short = (
            name.kind is not NameKind.GIVEN
            and len(row) == 1
            and len(row[0].raw) < 4
            and row[0].raw.isupper()
        )
        plain = style is Dress.PLAIN and len(name.marked) < name.content and level < 4
        return 1 if short or plain else 0
    mixed = any(not mark.removesuffix("s").isupper() for mark in name.marked)
    if len(row) > 2 or (mixed and len(row) == 1 and len(row[0].raw) > 4):
        return 1 if len(row) < 3 else 0
    return NEVER if style < Dress.CAPITALISED else 3


def _best_names(names: Iterable[Name]) -> Iterator[Name]:
    """Of each record its best name; whole names hide mere beginnings of titles."""
    best: dict[str, Name] = {}
    for name in names:
        if name.key not in best or name.kind < best[name.key].kind:
            best[name.key] = name
    pinned = [n for n in best.values() if n.kind < NameKind.TITLE]
    whole = [n for n in best.values() if n.kind.whole]
    yield from pinned or whole or best.values()


def _partial(names: Sequence[Name], longer: str) -> Verdict:
    keys = tuple(dict.fromkeys(name.key for name in names))
    reason = f"may be part of the longer name `{longer}`"
    whole = any(n.kind.whole and (n.marked or n.kind < NameKind.TITLE) for n in names)
    standing: Standing = "doubtful" if whole else "blocked"
    return Verdict(standing, None, reason, keys, names[0].kind, final=True)


def _worth_asking(case: _Case, style: Dress) -> bool:
    """Whether so little is lacking that a person should look."""
    if not case.name.kind.whole:
        return case.anchored and case.lack <= 1 + (style >= Dress.CAPITALISED)
    told = style >= Dress.UNCASED or case.specific > 0 or bool(case.name.marked)
    return told and case.lack <= 1


def _asked(cases: Sequence[_Case]) -> Verdict:
    keys = tuple(dict.fromkeys(case.name.key for case in cases))
    case = cases[0]
    had = [support.reason for support in case.supports]
    also = "what it is about" if case.name.kind is NameKind.COINED else "everyday words"
    reason = f"{_SOURCES[case.name.kind]}, but {also} too"
    reason += f"; only: {'; '.join(had)}" if had else ", and nothing nearby speaks for it"
    return Verdict("doubtful", None, reason, keys, case.name.kind)


def _chosen(cases: Sequence[_Case], known: Knowledge) -> Verdict:
    """The verdict where at least one record has all the support that it needs."""
    best = [c for c in cases if c.specific == max(case.specific for case in cases)]
    works: dict[tuple[str, str], list[_Case]] = {}
    for case in best:
        works.setdefault(known.record(case.name.key).work, []).append(case)
    if len(works) > 1:
        favoured = [c for c in best if c.name.key in known.favoured]
        if len({c.name.key for c in favoured}) != 1:
            keys = tuple(dict.fromkeys(case.name.key for case in best))
            reason = f"the name of {len(keys)} different works, and nothing nearby tells which"
            return Verdict("doubtful", None, reason, keys, best[0].name.kind)
        return _sure(favoured[0], "the only one that the entry cites, lists or surely names")
    same = next(iter(works.values()))
    if len(same) == 1:
        if len(cases) == 1:
            return _sure(same[0], "")
        return replace(_sure(same[0], "what stands nearby fits this record"), settled=True)
    key, how = _one_of_work([case.name.key for case in same], known)
    return _sure(next(case for case in same if case.name.key == key), how)


def one_of(keys: Sequence[str], source: str, known: Knowledge) -> Verdict:
    """The verdict where an identifier, or authors with a year, fit these records."""
    keys = tuple(dict.fromkeys(known.main(key) for key in keys))
    if len(keys) == 1:
        return Verdict("sure", keys[0], source)
    works = {known.record(key).work for key in keys}
    favoured = [key for key in keys if key in known.favoured]
    if len(favoured) == 1:
        return Verdict(
            "sure",
            favoured[0],
            f"{source}; the only one that the entry cites, lists or surely names",
        )
    if len(works) == 1:
        key, how = _one_of_work(keys, known)
        return Verdict("sure", key, f"{source}; {how}")
    return Verdict("doubtful", None, f"{source}, which {len(keys)} records share", keys)


def _one_of_work(keys: Sequence[str], known: Knowledge) -> tuple[str, str]:
    """Which of several records of one work, and why: the one that the entry has
    settled on, else the earliest, which is the original publication.
    """
    for favourites, how in (
        (known.pinned, "the one of its records that the entry lists"),
        (known.cited, "the one of its records that the entry cites"),
        (known.settled, "the one of its records that fits elsewhere in the entry"),
    ):
        favoured = [key for key in keys if key in favourites]
        if len(favoured) == 1:
            return favoured[0], how
    first = min(keys, key=lambda key: known.record(key).year or 9999)
    year = known.record(first).year
    how = f"the earliest of {len(keys)} records of this work"
    return first, f"{how} ({year})" if year else how


def _sure(case: _Case, how: str) -> Verdict:
    reasons = [_SOURCES[case.name.kind], *([how] if how else [])]
    if case.need:
        reasons += [support.reason for support in case.supports]
    return Verdict("sure", case.name.key, "; ".join(reasons), kind=case.name.kind)
