"""What the text around a name says about the paper that it may name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from publish.mentions.authorship import signed
from publish.mentions.dress import Dress, dress
from publish.mentions.glance import Glance, glance_of
from publish.mentions.names import Name
from publish.mentions.normalise import Token, fold, folded, phrase
from publish.mentions.reading import Reading, starts_sentence
from publish.mentions.record import Record, record_of, stem
from publish.mentions.taught import short_form
from publish.mentions.words import (
    ALSO_VERBS,
    AND,
    DETERMINERS,
    FUNCTION,
    SOFTWARE,
    SURNAMES,
    THINGS,
    WORKS,
)
from publish.model.entry import Entry
from publish.model.reference import Bibliography


@dataclass(frozen=True, slots=True)
class Support:
    """A reason to take a name for this paper's. ``specific`` supports tell one paper
    from another; ``anchor`` ones tie it to the entry; the rest only say that some
    paper is meant.
    """

    weight: int
    reason: str
    specific: bool = False
    anchor: bool = False


@dataclass(slots=True)
class Knowledge:
    """What is known while an entry is read: its records, and what was found so far."""

    entry: Entry
    bibliography: Bibliography
    cited: frozenset[str] = frozenset()
    found: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    """Where each key was surely named so far: passage and offset."""
    named: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    """The same once the longest names were chosen, identifiers and decisions included."""
    settled: frozenset[str] = frozenset()
    sure: Mapping[int, Sequence[tuple[int, int, str]]] = field(default_factory=dict)
    """Start, end and key of the sure mentions so far, by the passage's index."""
    records: dict[str, Record] = field(default_factory=dict)
    glances: dict[str, Glance] = field(default_factory=dict)
    """What was read of records so far; shared by the entries of a project."""
    pinned: frozenset[str] = field(init=False)
    subject: frozenset[str] = field(init=False)
    """The names of what the entry is about."""
    subject_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        names = (self.entry.title, *self.entry.aliases)
        self.subject = frozenset(folded(name) for name in names)
        self.subject_words = frozenset(word for name in self.subject for word in name.split())
        self.pinned = frozenset(self.main(paper.key) for paper in self.entry.papers)

    @property
    def favoured(self) -> frozenset[str]:
        """What the entry cites, lists or surely names."""
        return self.cited | self.pinned | self.named.keys()

    def main(self, key: str) -> str:
        """The key of the record that has this key or alias."""
        reference = self.bibliography.get(key)
        return reference.key if reference else key

    def record(self, key: str) -> Record:
        if key not in self.records:
            reference = self.bibliography.get(key)
            assert reference is not None
            self.records[key] = record_of(reference)
        return self.records[key]

    def may_be_tied(self, key: str, around: Surroundings) -> bool:
        """Whether anything can tie the record to these surroundings; False is sure."""
        reference = self.bibliography.get(key)
        if reference is None or reference.source is None or key in self.records:
            return True
        if key in self.cited or key in self.named or key in self.pinned:
            return True
        if key not in self.glances:
            self.glances[key] = glance_of(reference)
        subjects = (frozenset(name.split()) for name in self.subject if name)
        return self.glances[key].sees(around.words, around.raised, subjects)

    def is_author(self, record: Record) -> bool:
        """Whether the entry is about one of the record's authors."""
        return not record.authors.isdisjoint(self.subject)

    def is_subject(self, record: Record) -> bool:
        """Whether the entry is about the paper itself."""
        return record.title in self.subject or any(
            subject and record.title.startswith(subject + " ") for subject in self.subject
        )


class Surroundings:
    """What stands around the words ``row``, gathered once for all that they may name."""

    def __init__(self, reading: Reading, row: Sequence[Token]) -> None:
        self.reading = reading
        self.row = row
        self.start, self.end = row[0].start, row[-1].end
        begin, stop = reading.sentence(self.start)
        self.outside = [t for t in reading.words(begin, stop) if not self._holds(t)]
        """The other words of the sentence."""
        self.words = frozenset(t.word for t in self.outside)
        self.raised = frozenset(t.word for t in self.outside if not t.raw[0].islower())
        self.raws = frozenset(t.raw for t in self.outside)

    @cached_property
    def phrase(self) -> str:
        """The other words of the sentence, folded, blanks around them."""
        return f" {phrase(self.outside)} "

    @cached_property
    def stems(self) -> dict[str, str]:
        """Every other word of the passage by its stem."""
        return {stem(t.word): t.raw for t in self.reading.tokens if not self._holds(t)}

    @cached_property
    def behind(self) -> Token | None:
        """The word right behind, with nothing but a space or a hyphen between."""
        found = next((t for t in self.outside if t.start >= self.end), None)
        return found if found and found.gap in (" ", "-") else None

    @cached_property
    def own_stems(self) -> frozenset[str]:
        return frozenset(stem(t.word) for t in self.row)

    @cached_property
    def standing(self) -> tuple[Support, ...]:
        """What stands right beside the words."""
        return tuple(_standing(self.reading, self.row))

    def _holds(self, token: Token) -> bool:
        return self.start <= token.start < self.end


def supports(name: Name, around: Surroundings, known: Knowledge) -> tuple[Support, ...]:
    """Every reason in the text to take the words for the record's name.

    What is the mere beginning of a title counts only if something specific or an anchor
    speaks for it; without that, nothing further is looked for.
    """
    if not (name.kind.whole or known.may_be_tied(name.key, around)):
        return ()
    record = known.record(name.key)
    told = [*_people(record, around, known), *_date_and_venue(record, around)]
    told += _called(record, around)
    entry = tuple(_entry(record, (around.reading.passage.index, around.start), known))
    if not (name.kind.whole or told or any(support.anchor for support in entry)):
        return entry
    company = _company(name.key, around, known)
    return (*told, *around.standing, *company, *entry, *_title_words(record, around))


def _title_words(record: Record, around: Surroundings) -> Iterator[Support]:
    rest = record.words - around.own_stems
    shared = [around.stems[stem] for stem in sorted(rest & around.stems.keys())]
    if len(shared) > 1 or (shared and len(rest) < 3):
        shown = ", ".join(f"`{word}`" for word in shared[:2])
        yield Support(1, f"further words of the title stand nearby ({shown})")


def _people(record: Record, around: Surroundings, known: Knowledge) -> Iterator[Support]:
    """Authors named in the same sentence; the entry's own subject doesn't count."""
    if around.words.isdisjoint(record.families):
        return
    if authors := signed(around.reading.text, around.start, around.end, record.families):
        weight = 4 if " " in authors else 3
        yield Support(weight, f"its authors, {authors}, right beside it", specific=True)
        return
    subject = known.subject_words
    people: dict[str, str] = {}
    for token in around.outside:
        if token.word not in record.families or token.word in subject or token.raw[0].islower():
            continue
        everyday = token.word in FUNCTION or token.word in SURNAMES
        if not (everyday and starts_sentence(around.reading, token)):
            people[token.word] = token.raw
    if people:
        shown = ", ".join(list(people.values())[:3])
        weight = min(len(people), 3) + 1
        yield Support(weight, f"{shown} of its authors in the same sentence", specific=True)


def _date_and_venue(record: Record, around: Surroundings) -> Iterator[Support]:
    dated = bool(record.year) and str(record.year) in around.raws
    if dated:
        yield Support(1, f"its year {record.year} stands in the same sentence", specific=True)
    venue = None
    if not around.words.isdisjoint(record.venues):
        upper = (t.raw for t in around.outside if t.raw.isupper() and t.word in record.venues)
        venue = next(upper, None)
    if venue is None and record.venue and f" {record.venue} " in around.phrase:
        venue = str(record.reference.csl.get("container-title", ""))
    if venue is not None:
        reason = f"its venue {venue} stands in the same sentence"
        yield Support(1 + dated, reason, specific=True)  # the two together are hardly by chance


def _called(record: Record, around: Surroundings) -> Iterator[Support]:
    """The kind of thing that the title says it is: *the Adam optimizer* of *Adam: A Method
    for Stochastic Optimization*.
    """
    behind = around.behind
    if behind is None or behind.word not in THINGS or not around.row[0].raw[0].isupper():
        return
    if stem(behind.word) in record.words - around.own_stems:
        yield Support(2, f"`{behind.raw}` behind it is a word of its title", specific=True)


def _standing(reading: Reading, row: Sequence[Token]) -> Iterator[Support]:
    """What stands right beside the name: its kind of thing, its short form."""
    tokens_, text = reading.tokens, reading.text
    at = next(i for i, t in enumerate(tokens_) if t.start >= row[0].start)
    called = at > 1 and row[0].gap == " " and tokens_[at - 2].word in DETERMINERS
    noun = at > 0 and tokens_[at - 1].word in WORKS - ALSO_VERBS
    if noun and row[0].gap[:1] == " " and len(row[0].gap) < 3:
        called = called or dress(reading, row) >= Dress.APART  # *powieść „Solaris”*
    beside = [tokens_[at - 1]] if called else []
    last = next(i for i, t in enumerate(tokens_) if t.end >= row[-1].end)
    beside += [t for t in tokens_[last + 1 : last + 2] if t.gap in (" ", "-")]
    for token in beside:
        if token.word in WORKS or token.word in SOFTWARE:
            yield Support(2, f"the text calls it `{token.raw}`")
            break
        if token.word in THINGS:
            yield Support(1, f"the text calls it `{token.raw}`")
            break
    if short := short_form(text, row):
        form = short.text.removesuffix("s")
        initials = len(form) > 3 and fold(form) == "".join(token.word[0] for token in row)
        coined = initials or not form.isupper()
        yield Support(1 + coined, f"the text gives it the short form `{short.text}`")


def _company(key: str, around: Surroundings, known: Knowledge) -> Iterator[Support]:
    """Names of other papers in the same row: *A, B, and C*."""
    reading, start, end = around.reading, around.start, around.end
    for left, right, other in known.sure.get(reading.passage.index, ()):
        between = reading.text[end:left] if left >= end else reading.text[right:start]
        if other != key and _ROW.fullmatch(between):
            yield Support(1, f"it stands in a row with {reading.text[left:right]}")
            return


def _entry(record: Record, here: tuple[int, int], known: Knowledge) -> Iterator[Support]:
    key = record.reference.key
    if known.is_author(record):
        yield Support(1, "the entry is about one of its authors", anchor=True)
    elif known.is_subject(record):
        yield Support(2, "the entry is about it", anchor=True)
    if key in known.pinned:
        yield Support(1, "the entry lists it under `papers`", anchor=True)
    if key in known.cited:
        yield Support(1, "the entry cites it elsewhere", anchor=True)
    elif known.named.get(key, frozenset()) - {here}:
        yield Support(1, "the entry names it elsewhere", anchor=True)
    elif known.found.get(key, frozenset()) - {here}:
        yield Support(1, "the entry names it elsewhere")


_ROW = re.compile(rf"\s*(?:[,;、，/+]\s*)?(?:(?:{AND}|or|oder|ou)\s+)?(?:the\s+)?")
