"""What the text around a name says about the paper that it may name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.mentions.authorship import signed
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import Name
from publish.mentions.normalise import stem
from publish.mentions.reading import starts_sentence
from publish.mentions.record import Record
from publish.mentions.surroundings import Support, Surroundings
from publish.mentions.words import AND, FUNCTION, SURNAMES, THINGS


class Evidence:
    """What speaks for taking the words for one record's name.

    What the words around them say is gathered once; what other mentions add, each time
    that it is asked for.
    """

    __slots__ = ("_around", "_name", "_near", "_title")

    def __init__(self, name: Name, around: Surroundings) -> None:
        self._name, self._around = name, around
        self._near: tuple[Support, ...] | None = None
        self._title: tuple[Support, ...] | None = None

    @property
    def words(self) -> str:
        """The words as written."""
        around = self._around
        return around.reading.text[around.start : around.end]

    def calls(self, known: Knowledge) -> bool:
        """Whether the same words, written so, surely name the record elsewhere in the entry."""
        words = self.words
        return not words.islower() and words in known.called.get(self._name.key, ())

    def near(self, known: Knowledge) -> tuple[Support, ...]:
        """What tells the record from others: authors, year and venue in the sentence."""
        if self._near is None:
            record, around = known.record(self._name.key), self._around
            people = _authors(record, around, known)
            dated = _date_and_venue(record, around)
            self._near = (*people, *dated, *_called(record, around))
        return self._near

    def supports(self, known: Knowledge) -> tuple[Support, ...]:
        """Every reason in the text to take the words for the record's name.

        What is the mere beginning of a title counts only if something specific or an
        anchor speaks for it; without that, nothing further is looked for.
        """
        key, whole, around = self._name.key, self._name.kind.whole, self._around
        if not (whole or known.may_be_tied(key, around.said)):
            return ()
        near, record = self.near(known), known.record(key)
        entry = tuple(_entry(record, (around.reading.passage.index, around.start), known))
        if not (whole or near or any(support.anchor for support in entry)):
            return entry
        if self._title is None:
            self._title = tuple(_title_words(record, around))
        return (*near, *around.standing, *_company(key, around, known), *entry, *self._title)


def _title_words(record: Record, around: Surroundings) -> Iterator[Support]:
    rest, stems = record.words - around.own_stems, around.reading.stems()
    shared = [stems[each] for each in sorted(rest & stems.keys())]
    if len(shared) > 1 or (shared and len(rest) < 3):
        shown = ", ".join(f"`{word}`" for word in shared[:2])
        yield Support(1, f"further words of the title stand nearby ({shown})")


def _authors(record: Record, around: Surroundings, known: Knowledge) -> tuple[Support, ...]:
    """The same for all records with these authors: most of several are of one work."""
    if around.said.words.isdisjoint(record.families):
        return ()
    if record.families not in around.people:
        around.people[record.families] = tuple(_people(record, around, known))
    return around.people[record.families]


def _people(record: Record, around: Surroundings, known: Knowledge) -> Iterator[Support]:
    """Authors named in the same sentence; the entry's own subject doesn't count."""
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
    said, year = around.said.words, str(record.year or "")
    dated = year in said and year in around.raws
    if dated:
        yield Support(1, f"its year {year} stands in the same sentence", specific=True)
    venue = None
    if not said.isdisjoint(record.venues):
        upper = (t.raw for t in around.outside if t.raw.isupper() and t.word in record.venues)
        venue = next(upper, None)
    begins = record.venue.partition(" ")[0] in said  # spares most the making of a phrase
    if venue is None and record.venue and begins and f" {record.venue} " in around.phrase:
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


_OR = rf"(?:{AND}|or|oder|ou)\s+"
_ROW = re.compile(rf"\s*(?:[,;、，/+]\s*(?:{_OR})?|(?<=\s){_OR})(?:the\s+)?")
