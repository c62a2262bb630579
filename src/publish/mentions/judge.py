"""Words that read like names to verdicts: which record they name, if any, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publish.mentions.dress import Dress, longer_name, part_of_title
from publish.mentions.evidence import Evidence
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import MADE_UP, Name, NameKind
from publish.mentions.need import NEVER, Look, need
from publish.mentions.normalise import Token
from publish.mentions.reading import Reading
from publish.mentions.surroundings import Support, Surroundings
from publish.mentions.verdicts import Standing, Verdict, one_of_work
from publish.model.frozen import replace

_MOST_FROM_ELSEWHERE = 2
"""The support that other mentions can give: one elsewhere, one in the same row."""
_TERM = 3
"""Content words of what may be a mere term; a title of more is rarely met by chance."""
_SOURCES = {
    NameKind.PINNED: "a name that the entry gives it under `papers`",
    NameKind.TAUGHT: "a short form that the text gives it",
    NameKind.TITLE: "its title",
    NameKind.GIVEN: "a name that its record gives it",
    NameKind.SHORT: "its title before the colon",
    NameKind.LEAD: "the first words of its title",
    NameKind.VARIANT: "close to the first words of its title",
    NameKind.COINED: "a word made up for its title",
    NameKind.INITIALS: "the initials of its title",
}


class _Case(NamedTuple):
    """One name weighed: its supports, and how much they lack of what it needs."""

    name: Name
    need: int
    supports: tuple[Support, ...]
    lack: int
    specific: int
    """The weight of those supports that tell one paper from another."""

    @classmethod
    def of(cls, name: Name, need: int, supports: tuple[Support, ...]) -> _Case:
        lack, specific = need, 0
        for support in supports:
            lack -= support.weight
            specific += support.weight * support.specific
        return cls(name, need, supports, lack, specific)

    @property
    def anchored(self) -> bool:
        """Whether a mere beginning of a title has something to hold on to."""
        return self.name.kind.whole or self.specific > 0 or any(s.anchor for s in self.supports)

    @property
    def little(self) -> bool:
        """Whether so little is lacking that other mentions might give it."""
        return self.lack <= _MOST_FROM_ELSEWHERE


class Weight(NamedTuple):
    """What a name needs where it stands, and what there is that may speak for it."""

    name: Name
    need: int
    evidence: Evidence

    def case(self, known: Knowledge, alone: bool) -> _Case:
        """The name with its supports; of one that needs none, those that tell it from others."""
        if self.need:
            return _Case.of(self.name, self.need, self.evidence.supports(known))
        return _Case.of(self.name, 0, () if alone else self.evidence.near(known))

    def means_matter(self, case: _Case, known: Knowledge) -> bool:
        """Whether the words may as well mean what the entry is about, for all that speaks for
        the paper. *Rcpp: Seamless Integration* says itself that its first word is a name.
        """
        if not self.need or case.specific or not known.is_matter(self.name):
            return False
        same = self.evidence.words.casefold() == self.name.text.casefold()
        return not (same and self.name.kind is NameKind.SHORT)


def judge(
    names: Sequence[Name], reading: Reading, row: Sequence[Token], known: Knowledge
) -> Verdict:
    """The verdict on the words ``row``, which read like ``names``."""
    weights = weigh(names, reading, row, known)
    return weights if isinstance(weights, Verdict) else weights.verdict(known)


def weigh(
    names: Sequence[Name], reading: Reading, row: Sequence[Token], known: Knowledge
) -> Verdict | Weights:
    """What a verdict needs to know of the words by themselves, or already the verdict."""
    look = Look(reading, row)
    kind = min(name.kind for name in names)
    whole = look.style >= Dress.APART or (look.level > 3 and kind >= NameKind.TITLE)
    if not whole and (longer := longer_name(reading, row, known.entry.lang[:2].lower())):
        return _partial(names, longer)
    if look.level < 4 and (title := part_of_title(reading, row)):
        return Verdict("blocked", None, f"part of the title “{title}”", final=True)
    around = Surroundings(reading, row)
    weights = [Weight(name, n, Evidence(name, around)) for name, n in _needs(names, look)]
    if not weights:
        return Verdict("nothing", None, "", kind=kind, final=True)
    return Weights(weights, look.style, kind)


class Weights(NamedTuple):
    """All names that words may be, weighed; ``kind`` is that of the surest."""

    each: Sequence[Weight]
    style: Dress
    kind: NameKind

    @property
    def assured(self) -> bool:
        """Whether the words are a paper's name, whatever stands around them."""
        return any(not weight.need for weight in self.each)

    def verdict(self, known: Knowledge) -> Verdict:
        """The verdict by what is known so far."""
        alone = len(self.each) == 1
        cases = [weight.case(known, alone) for weight in self.each]
        weighed = list(zip(self.each, cases, strict=True))
        sure = [
            case
            for weight, case in weighed
            if case.lack <= 0 and case.anchored and not weight.means_matter(case, known)
        ]
        if sure:
            speaks_for_itself = alone and not cases[0].need
            return replace(_chosen(sure, known), final=speaks_for_itself)
        near = [
            case
            for weight, case in weighed
            if _worth_asking(case, self.style) or (case.little and weight.evidence.calls(known))
        ]
        if near:
            return _asked(near)
        hopeless = not any(case.little and case.anchored for case in cases)
        return Verdict("nothing", None, "", kind=self.kind, final=hopeless)


def _needs(names: Iterable[Name], look: Look) -> Iterator[tuple[Name, int]]:
    """The names that support can help, each with what it needs; many are spelled alike."""
    needs: dict[tuple[NameKind, str], int] = {}
    for name in _best_names(names):
        spelled = name.kind, name.text
        if spelled not in needs:
            needs[spelled] = need(name, look)
        if needs[spelled] < NEVER:
            yield name, needs[spelled]


def _best_names(names: Iterable[Name]) -> list[Name]:
    """Of each record its best name; whole names hide mere beginnings of titles."""
    best: dict[str, Name] = {}
    for name in names:
        if name.key not in best or name.kind < best[name.key].kind:
            best[name.key] = name
    surest = min(name.kind for name in best.values())
    for ceiling in (NameKind.TITLE, NameKind.LEAD):
        if surest < ceiling:
            return [name for name in best.values() if name.kind < ceiling]
    return list(best.values())


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
    return (told or case.name.content > _TERM) and case.lack <= 1


def _asked(cases: Sequence[_Case]) -> Verdict:
    keys = tuple(dict.fromkeys(case.name.key for case in cases))
    case = cases[0]
    had = [support.reason for support in case.supports]
    also = "what it is about" if case.name.kind in MADE_UP else "everyday words"
    reason = f"{_SOURCES[case.name.kind]}, but {also} too"
    reason += f"; only: {'; '.join(had)}" if had else ", and nothing nearby speaks for it"
    return Verdict("doubtful", None, reason, keys, case.name.kind)


def _chosen(cases: Sequence[_Case], known: Knowledge) -> Verdict:
    """The verdict where at least one record has all the support that it needs."""
    most = max(case.specific for case in cases)
    best = [case for case in cases if case.specific == most]
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
    key, how = one_of_work([case.name.key for case in same], known)
    return _sure(next(case for case in same if case.name.key == key), how)


def _sure(case: _Case, how: str) -> Verdict:
    reasons = [_SOURCES[case.name.kind], *([how] if how else [])]
    if case.need:
        reasons += [support.reason for support in case.supports]
    return Verdict("sure", case.name.key, "; ".join(reasons), kind=case.name.kind)
