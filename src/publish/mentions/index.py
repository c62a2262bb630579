"""A bibliography to an index of all its names, in which a text is looked up in one pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from publish.engines.store import NO_STORE, Store
from publish.mentions.authoryear import Byline, Writers, byline_of
from publish.mentions.glance import Glance
from publish.mentions.identifiers import Identifiers, identifiers_of, preprint_year
from publish.mentions.names import MADE_UP, Name, NameKind, names_of, variant
from publish.mentions.normalise import HYPHENS, joined, phrase, tokens
from publish.mentions.phrases import Phrases, phrases
from publish.mentions.record import Record
from publish.model.frozen import Frozen, field, replace
from publish.model.reference import Bibliography, Reference

WORTH_KEEPING = 200
"""Records; the names of fewer are found again in the time that a store takes."""

_MAKERS = 2
"""Records, a preprint and its publication: what was made up for more of them names none."""
_HYPHENS = re.compile(rf"\w[{HYPHENS}]\w")


class NameIndex(Frozen):
    """All names of a bibliography: words, identifiers, authors with years."""

    phrases: Phrases = field(default_factory=Phrases)
    """With the beginnings of names whose heads are open, behind all others of the same words."""
    identifiers: Identifiers = field(default_factory=Identifiers)
    writers: Writers = field(default_factory=Writers)
    records: dict[str, Record] = field(default_factory=dict)
    glances: dict[str, Glance] = field(default_factory=dict)
    """What was read of records whose names were met: filled while texts are read."""
    answers: dict[str, str] = field(default_factory=dict)
    """By the beginning of names, a hash of all that begin so (`mentions.tracing`)."""


def name_index(bibliography: Bibliography, store: Store = NO_STORE) -> NameIndex:
    """The index of all names of a bibliography; of a large one it is kept in ``store``."""
    if not _is_worth_keeping(bibliography, store):
        return build_index(bibliography)
    from publish.mentions.kept import kept_index  # its codec takes time to load

    return kept_index(bibliography, store)


def known_index(bibliography: Bibliography, store: Store) -> NameIndex | None:
    """The same, if it is kept."""
    if not _is_worth_keeping(bibliography, store):
        return None
    from publish.mentions.kept import index_before

    return index_before(bibliography, store)


def _is_worth_keeping(bibliography: Bibliography, store: Store) -> bool:
    large = len(bibliography) >= WORTH_KEEPING
    return bool(store.keeps and bibliography.digest and large)


class Said(Frozen):
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
    line, identifiers = byline_of(reference), identifiers_of(reference)
    if preprint := preprint_year(identifiers):
        line = replace(line, preprint=preprint)
    return Said(tuple(found), tuple(opened), identifiers, line)


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
