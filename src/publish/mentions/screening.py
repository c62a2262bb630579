"""A text → the records of a large bibliography that it may name, and their index.

Of 50,000 records a text names a few. Those whose names may stand in it are found by a table of
how names begin (`openings`), which is made once and kept; only they are read. So their index
answers this text, and no other, as that of all would; what depends on other records with the
same names depends on those that are found.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from publish.engines.store import NO_STORE, Store, key_of
from publish.mentions.authoryear import families_in
from publish.mentions.glance import Glance
from publish.mentions.identifiers import READ, identifiers_in
from publish.mentions.index import (
    WORTH_KEEPING,
    NameIndex,
    Said,
    index_of,
    known_index,
    name_index,
    said_of,
)
from publish.mentions.normalise import joined
from publish.mentions.openings import (
    PEOPLE_FIELDS,
    TITLE_FIELDS,
    UNSURE,
    families,
    identifiers,
    openings,
)
from publish.mentions.reading import Reading, readings
from publish.mentions.record import Record
from publish.model.entry import Entry
from publish.model.frozen import Frozen, replace
from publish.model.passages import passages
from publish.model.reference import Bibliography, Written

FEW = 100
"""Texts; for more, all records are read once, and what they are called is kept."""

_Places = dict[str, list[int]]
"""By what a text may say, the places of records in their bibliography."""


class Asked(Frozen):
    """What a text may look up in an index. ``openings`` are its words, and each two of them."""

    openings: frozenset[str]
    families: frozenset[str]
    identifiers: frozenset[str]


class Screen:
    """The records of a bibliography by what a text must say to name them."""

    def __init__(
        self,
        bibliography: Bibliography,
        written: Callable[[Container[str]], Iterable[Written]],
        store: Store = NO_STORE,
    ) -> None:
        large = bool(bibliography.digest) and len(bibliography) >= WORTH_KEEPING
        self._bibliography, self._written = bibliography, written
        self._store = store if large else NO_STORE
        self._keys = list(bibliography.references)
        self._said: dict[int, Said] = {}
        self._records: dict[str, Record] = {}
        self._glances: dict[str, Glance] = {}

    def index(self, asked: Asked) -> NameIndex:
        """An index that answers these questions as that of the whole bibliography would."""
        index = index_of(self._read(at) for at in sorted(self.passing(asked)))
        return replace(index, records=self._records, glances=self._glances)

    def passing(self, asked: Asked) -> set[int]:
        """The places of the records that may be asked for; no other is."""
        found = {*self._openings.get(UNSURE, ())}
        _gather(found, self._openings, asked.openings)
        if asked.families:
            _gather(found, self._families, asked.families)
        if asked.identifiers:
            _gather(found, self._identifiers, asked.identifiers)
        return found

    def _read(self, at: int) -> Said:
        if at not in self._said:
            self._said[at] = said_of(self._bibliography.references[self._keys[at]])
        return self._said[at]

    @cached_property
    def _openings(self) -> _Places:
        return self._table("openings", TITLE_FIELDS, openings)

    @cached_property
    def _families(self) -> _Places:
        return self._table("families", PEOPLE_FIELDS, families)

    @cached_property
    def _identifiers(self) -> _Places:
        return self._table("identifiers", READ, identifiers)

    def _table(
        self,
        name: str,
        fields: Container[str],
        said: Callable[[Mapping[str, str]], Iterable[str]],
    ) -> _Places:
        """The places of records by what they say in their fields."""

        def made() -> _Places:
            places: _Places = {}
            for at, (_, texts) in enumerate(self._written(fields)):
                for word in {UNSURE} if texts is None else {*said(texts)}:
                    places.setdefault(word, []).append(at)
            return places

        if not self._store.keeps:
            return made()
        from publish.engines.packing import recalled  # its codec takes time to load

        key = key_of("names", name, self._bibliography.digest)
        return recalled(self._store, key, _Places, made)


def _gather(found: set[int], places: _Places, asked: Iterable[str]) -> None:
    for words in asked:
        if words in places:
            found.update(places[words])


class Names:
    """The names of a bibliography, as far as texts ask for them: for a few texts those that
    may stand in them, for more all, which are kept.
    """

    def __init__(self, bibliography: Bibliography, store: Store = NO_STORE) -> None:
        self._bibliography, self._store = bibliography, store
        self._all: NameIndex | None = None
        self._screened = 0

    @property
    def all(self) -> NameIndex:
        """The index of all names, made once."""
        if self._all is None:
            self._all = name_index(self._bibliography, self._store)
        return self._all

    def of(self, entry: Entry) -> NameIndex:
        """An index that answers what the entry's text asks as that of all names would."""
        if self._all is None and not self._screened:
            self._all = known_index(self._bibliography, self._store)
        if self._all is not None or self._screen is None or self._screened == FEW:
            return self.all
        self._screened += 1
        return self._screen.index(asked_by(readings(passages(entry.document), headings=True)))

    @cached_property
    def _screen(self) -> Screen | None:
        bibliography = self._bibliography
        if bibliography.written is None or len(bibliography) < WORTH_KEEPING:
            return None
        return Screen(bibliography, bibliography.written, self._store)


def asked_by(texts: Iterable[Reading]) -> Asked:
    """What finding mentions in these texts may ask."""
    openings: set[str] = set()
    families: set[str] = set()
    identifiers: set[str] = set()
    for reading in texts:
        for row in (reading.tokens, joined(reading.tokens)):
            words = [token.word for token in row]
            openings.update(words)
            openings.update(map(" ".join, pairwise(words)))
        families.update(families_in(reading.text, reading.tokens))
        identifiers.update(str(found) for _, _, found in identifiers_in(reading.text))
    return Asked(frozenset(openings), frozenset(families), frozenset(identifiers))
