"""What finding mentions asks of a bibliography → a hash of the answers.

While the answers to the same questions are the same, so are the mentions: whatever else
changes in the bibliography, the entry needn't be searched again. The questions are the
words that were looked up, known or not; an answer holds the names, and the contents of
the records that have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise

from publish.engines.store import hash_of
from publish.mentions.authoryear import Byline, Writers
from publish.mentions.identifiers import Identifier, Identifiers
from publish.mentions.index import NameIndex
from publish.mentions.phrases import Beginning, Phrases
from publish.model.frozen import Frozen, replace
from publish.model.publication import Project
from publish.model.reference import Bibliography, Reference


@dataclass(slots=True)
class Questions:
    """What was asked: beginnings of names, family names, identifiers, keys; or for
    everything (``whole``), as when all records are gone through.
    """

    starts: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    whole: bool = False


def traced(project: Project, names: NameIndex) -> tuple[Project, NameIndex, Questions]:
    """The project and its index, which write down what they are asked."""
    asked = Questions()
    bibliography = project.bibliography
    project = replace(
        project,
        bibliography=_Bibliography(
            bibliography.references,
            bibliography.aliases,
            bibliography.digest,
            bibliography.unread,
            asked=asked,
        ),
    )
    found = names.phrases
    index = replace(
        names,
        phrases=_Phrases(found.words, found.names, found.starts, found.everyday, asked=asked),
        identifiers=_Identifiers(names.identifiers.keys, asked),
        writers=Writers(_Families(names.writers.by_family, asked)),
    )
    return project, index, asked


def answered(asked: Questions, bibliography: Bibliography, names: NameIndex) -> str:
    """A hash of what these tell by now of the same questions."""
    total = sha256(bibliography.digest.encode() if asked.whole else b"")
    answers = _Answers(bibliography, names)
    for kind, questions in (
        (answers.start, asked.starts),
        (answers.family, asked.families),
        (answers.identifier, asked.identifiers),
        (answers.key, asked.keys),
    ):
        for question in sorted(questions):
            if answer := kind(question):
                total.update(f"{len(question)} {question} {answer}\n".encode())
        total.update(b"\n")
    return total.hexdigest()


class _Answers(Frozen):
    """The answers to each sort of question; nothing where there is none."""

    bibliography: Bibliography
    names: NameIndex

    def start(self, words: str) -> str:
        phrases = self.names.phrases
        stretch = phrases.stretch(words)
        if stretch is None:
            return ""
        if words not in self.names.answers:
            parts: list[str] = []
            for at in range(*stretch):
                held = phrases.names[at]
                parts += [phrases.words[at], repr(held), *self._records(n.key for n in held)]
            self.names.answers[words] = hash_of(parts)
        return self.names.answers[words]

    def family(self, family: str) -> str:
        bylines = self.names.writers.by_family.get(family, ())
        return hash_of([repr(bylines), *self._records(b.key for b in bylines)]) if bylines else ""

    def identifier(self, identifier: str) -> str:
        keys = self.names.identifiers.keys.get(identifier, ())
        return hash_of([*keys, *self._records(keys)]) if keys else ""

    def key(self, key: str) -> str:
        return "".join(self._records([key]))

    def _records(self, keys: Iterable[str]) -> Iterator[str]:
        for key in keys:
            if reference := self.bibliography.get(key):
                yield f"{reference.key} {_contents(reference)}"


def _contents(reference: Reference) -> str:
    """A hash of a record; of one that reads what others lend, of all that it says then."""
    if digest := reference.digest:
        return digest
    said = [(name, field.raw) for name, field in sorted(reference.fields.items())]
    further = (reference.type, reference.names, reference.aliases)
    return hash_of([repr(said), repr(reference.csl), repr(further)])


# -- what writes down --------------------------------------------------------------


class _Bibliography(Bibliography, kw_only=True):
    asked: Questions

    def get(self, key: str) -> Reference | None:
        self.asked.keys.add(key)
        return Bibliography.get(self, key)

    def __iter__(self) -> Iterator[Reference]:
        self.asked.whole = True
        return Bibliography.__iter__(self)

    def __len__(self) -> int:
        self.asked.whole = True
        return Bibliography.__len__(self)

    def keys(self) -> Iterator[str]:
        self.asked.whole = True
        return Bibliography.keys(self)


@dataclass(frozen=True, slots=True)
class _Phrases(Phrases):
    asked: Questions = field(default_factory=Questions, compare=False)

    def begun(self, words: Sequence[str], firsts: Iterable[int] | None = None) -> list[Beginning]:
        self.asked.starts.update(words)
        self.asked.starts.update(map(" ".join, pairwise(words)))
        return Phrases.begun(self, words, firsts)


@dataclass(frozen=True, slots=True)
class _Identifiers(Identifiers):
    asked: Questions = field(default_factory=Questions, compare=False)

    def get(self, identifier: Identifier) -> tuple[str, ...]:
        self.asked.identifiers.add(str(identifier))
        return Identifiers.get(self, identifier)


class _Families(Mapping[str, tuple[Byline, ...]]):
    def __init__(self, known: Mapping[str, tuple[Byline, ...]], asked: Questions) -> None:
        self._known = known
        self._asked = asked

    def __getitem__(self, family: str) -> tuple[Byline, ...]:
        self._asked.families.add(family)
        return self._known[family]

    def __iter__(self) -> Iterator[str]:
        self._asked.whole = True
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
