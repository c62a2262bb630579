"""What is known while an entry is read: its subject, its records, what was found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publish.mentions.glance import Glance, glance_of
from publish.mentions.names import Name, NameKind
from publish.mentions.normalise import folded
from publish.mentions.reading import Said
from publish.mentions.record import Record, record_of
from publish.model.entry import WORK, Entry
from publish.model.reference import Bibliography

Places = Mapping[str, frozenset[tuple[int, int]]]
"""Where each key is named: passage and offset."""


@dataclass(slots=True)
class Knowledge:
    """What verdicts on an entry's names go by."""

    entry: Entry
    bibliography: Bibliography
    cited: frozenset[str] = frozenset()
    found: Places = field(default_factory=dict)
    """Where each key was surely named so far."""
    named: Places = field(default_factory=dict)
    """The same once the longest names were chosen, identifiers and decisions included."""
    called: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The words, as written, by which each key is surely named."""
    settled: frozenset[str] = frozenset()
    sure: Mapping[int, Sequence[tuple[int, int, str]]] = field(default_factory=dict)
    """Start, end and key of the sure mentions so far, by the passage's index."""
    records: dict[str, Record] = field(default_factory=dict)
    glances: dict[str, Glance] = field(default_factory=dict)
    """What was read of records so far; shared by the entries of a project."""
    pinned: frozenset[str] = field(init=False)
    subject: frozenset[str] = field(init=False)
    """The names of what the entry is about."""
    subjects: tuple[frozenset[str], ...] = field(init=False)
    """The words of each of them."""
    subject_words: frozenset[str] = field(init=False)
    _knowing: dict[str, bool] = field(default_factory=dict, init=False)
    """Whether what the entry is about may have to do with a record."""

    def __post_init__(self) -> None:
        names = (self.entry.title, *self.entry.aliases)
        self.subject = frozenset(folded(name) for name in names)
        self.subjects = tuple(frozenset(name.split()) for name in self.subject if name)
        self.subject_words = frozenset().union(*self.subjects)
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

    def may_be_tied(self, key: str, said: Said) -> bool:
        """Whether anything can tie the record to a sentence; False is sure."""
        if key in self.cited or key in self.named or key in self.pinned:
            return True
        if key not in self.glances:
            reference = self.bibliography.get(key)
            if reference is None or reference.source is None:
                return True
            self.glances[key] = glance_of(reference)
        glance = self.glances[key]
        if key not in self._knowing:
            self._knowing[key] = glance.knows(self.subjects)
        return self._knowing[key] or glance.sees(said)

    def is_matter(self, name: Name) -> bool:
        """Whether a name is a plain word for what the entry is about: there it means that,
        if the entry doesn't say that the paper is its subject.
        """
        plain = name.content == 1 and not name.marked and not name.text.islower()
        if not plain or name.kind < NameKind.TITLE or self.entry.kind == WORK:
            return False
        said = name.key in self.cited or name.key in self.pinned
        return not said and folded(name.text) in self.subject

    def is_author(self, record: Record) -> bool:
        """Whether the entry is about one of the record's authors."""
        return not record.authors.isdisjoint(self.subject)

    def is_subject(self, record: Record) -> bool:
        """Whether the entry is about the paper itself."""
        return record.title in self.subject or any(
            subject and record.title.startswith(subject + " ") for subject in self.subject
        )
