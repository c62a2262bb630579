"""A text → the records of a large bibliography that it may name, and their index.

Of 50,000 records a text names a few. Reading what each is called takes long; seeing that no
name of one can stand in a text, a small part of that: a name begins like its title or its
short title, or is the initials or one word of it. Authors and identifiers are found as they
always are. So the index of the records that pass answers this text, and no other, as that of
all would; what depends on other records with the same names depends on those that pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from publish.engines.store import NO_STORE, Store
from publish.mentions.authoryear import families_in, first_family
from publish.mentions.identifiers import READ, identifiers_in, identifiers_said
from publish.mentions.index import (
    WORTH_KEEPING,
    NameIndex,
    index_of,
    known_index,
    name_index,
    said_of,
)
from publish.mentions.names import COINED, plain_latex, whole_title
from publish.mentions.normalise import Token, fold, joined, tokens
from publish.mentions.reading import Reading, readings
from publish.model.entry import Entry
from publish.model.frozen import Frozen
from publish.model.passages import Passage, passages
from publish.model.reference import Bibliography, Written

FEW = 2
"""Texts; for more, all records are read once, and what they are called is kept."""

_ARTICLES = frozenset(("a", "an", "the"))
_TEX = frozenset("\\$^_~&%#<>")
_TITLES = ("title", "subtitle", "shorttitle", "names")
_MOST_INITIALS = 6
_PARTS = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9\s]")
"""Words and marks of a title without any but ASCII letters."""
_UNSURE = frozenset("-&")
"""Marks that join words, or are one."""
_TELLING = re.compile(rf"['(]|{COINED.pattern}")
"""What makes names within a title, or no word of what stands behind it."""


class Asked(Frozen):
    """What a text may look up in an index."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    families: frozenset[str]
    identifiers: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        """What must be known of a record to tell whether it may be asked for."""
        people = ("author", "editor") if self.families else ()
        return frozenset((*_TITLES, *people, *(READ if self.identifiers else ())))


class Names:
    """The names of a bibliography, as far as texts ask for them: for a few texts those that
    may stand in them, for more all, which are kept.
    """

    def __init__(self, bibliography: Bibliography, store: Store = NO_STORE) -> None:
        self._bibliography, self._store = bibliography, store
        self._all: NameIndex | None = None
        self._screenings = FEW if len(bibliography) >= WORTH_KEEPING else 0

    @property
    def all(self) -> NameIndex:
        """The index of all names, made once."""
        if self._all is None:
            self._all = name_index(self._bibliography, self._store)
        return self._all

    def of(self, entry: Entry) -> NameIndex:
        """An index that answers what the entry's text asks as that of all names would."""
        if self._all is None and self._screenings == FEW:
            self._all = known_index(self._bibliography, self._store)
        written = self._bibliography.written
        if self._all is not None or written is None or not self._screenings:
            return self.all
        self._screenings -= 1
        return screened(self._bibliography, written, passages(entry.document))


def screened(
    bibliography: Bibliography,
    written: Callable[[Container[str]], Iterable[Written]],
    texts: Iterable[Passage],
) -> NameIndex:
    """An index that answers these texts as that of the whole bibliography would."""
    asked = asked_by(readings(texts, headings=True))
    references = bibliography.references
    return index_of(
        said_of(references[key])
        for key, fields in written(asked.fields)
        if fields is None or may_be_named(fields, asked)
    )


def asked_by(texts: Iterable[Reading]) -> Asked:
    """What finding mentions in these texts may ask."""
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    families: set[str] = set()
    identifiers: set[str] = set()
    for reading in texts:
        for row in (reading.tokens, joined(reading.tokens)):
            read = [token.word for token in row]
            words.update(read)
            pairs.update(pairwise(read))
        families.update(families_in(reading.text, reading.tokens))
        identifiers.update(str(found) for _, _, found in identifiers_in(reading.text))
    return Asked(frozenset(words), frozenset(pairs), frozenset(families), frozenset(identifiers))


def may_be_named(fields: Mapping[str, str], asked: Asked) -> bool:
    """Whether a record with these fields may be asked for; False is sure."""
    title, short = fields.get("title"), fields.get("shorttitle", "")
    if not title or "names" in fields or not _TEX.isdisjoint(short):
        return True
    if "subtitle" in fields:
        titled = _titled(tokens(whole_title(title, fields["subtitle"])), asked)
    else:
        titled = _may_be_titled(title, asked)
    if titled or (short and _may_be_titled(short, asked)):
        return True
    people = asked.families and (fields.get("author") or fields.get("editor"))
    if people and first_family(people) in asked.families:
        return True
    return bool(asked.identifiers) and not asked.identifiers.isdisjoint(_identifiers(fields))


def _may_be_titled(title: str, asked: Asked) -> bool:
    """Whether any name that is made of a title may stand in the text. Most show by their first
    words that none does, and needn't be taken apart.
    """
    title = plain_latex(title) if "\\" in title or "$" in title else title
    title = title.replace("{", "").replace("}", "").replace("~", " ")
    parts = _PARTS.findall(title) if title.isascii() else []
    plain = all(map(str.isalnum, parts[:2])) and _UNSURE.isdisjoint(parts[2:4])
    if not (parts and plain) or _TELLING.search(title):
        return _titled(tokens(title), asked)
    first = fold(parts[0])
    if _follow(first, parts[1:2], asked) or _abbreviated(parts, asked):
        return True
    behind = first in _ARTICLES and len(parts) > 1
    return behind and _follow(fold(parts[1]), parts[2:3], asked)


def _follow(first: str, second: Sequence[str], asked: Asked) -> bool:
    """`_begins` of a word, and the next one or a mark."""
    if second and second[0].isalnum():
        return (first, fold(second[0])) in asked.pairs
    return first in asked.words


def _abbreviated(parts: Iterable[str], asked: Asked) -> bool:
    """Whether the initials of a title, as far as it may be parted, are a word of the text."""
    letters = ""
    for part in parts:
        if part.isalnum():
            if len(letters) == _MOST_INITIALS:
                return False
            letters += part[0].upper()
        elif len(letters) > 2 and fold(letters) in asked.words:
            return True
    return len(letters) > 2 and fold(letters) in asked.words


def _titled(row: Sequence[Token], asked: Asked) -> bool:
    """The same, by all words of the title."""
    words = asked.words
    if _begins(row, asked) or (row and row[0].word in _ARTICLES and _begins(row[1:], asked)):
        return True
    for at, token in enumerate(row):
        if token.word in words and COINED.fullmatch(token.raw):
            return True
        if "(" in token.gap and _begins(row[at:], asked):
            return True
    return any(_begins(tokens(initials), asked) for initials in _initials(row))


def _begins(row: Sequence[Token], asked: Asked) -> bool:
    """Whether the text has words with which a name may begin, or that are one: two words, one
    behind which a title may be parted, or several that are joined.
    """
    words, pairs = asked.words, asked.pairs
    for first, behind in _joined_from(row, 0):
        alone = behind > 1 or len(row) == 1 or row[1].gap != " "
        if alone and first in words:
            return True
        if any((first, second) in pairs for second, _ in _joined_from(row, behind)):
            return True
    return False


def _joined_from(row: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
    """A word, and what it is when those that hyphens join to it are joined; what is behind."""
    raw = ""
    while at < len(row) and (not raw or row[at].hyphenated):
        raw += row[at].raw
        at += 1
        yield fold(raw), at


def _initials(row: Sequence[Token]) -> Iterator[str]:
    """The initials of a title as far as it may be parted."""
    for count in range(3, min(len(row), _MOST_INITIALS) + 1):
        if count == len(row) or row[count].gap != " ":
            yield "".join([token.raw[0].upper() for token in row[:count]])


def _identifiers(fields: Mapping[str, str]) -> Iterator[str]:
    values = {name: fields[name].replace("\\", "") for name in READ if name in fields}
    return map(str, identifiers_said(values))
