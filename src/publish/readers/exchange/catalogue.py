"""The cards of all files → references, none of two with one key.

A card without a key gets one by the project's pattern, after all keys that are given are
known, in the order of the files: the same files always give the same keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.diagnostics import Collector, Diagnostic, Result
from publish.diagnostics.rules import bib
from publish.model.citekeys import PATTERN, KeyMaker
from publish.model.place import SourceFile
from publish.model.reference import Bibliography, Reference
from publish.readers.exchange.cards import Card, reference_of

AWKWARD = " \t\n{}[],;@\\"
"""Characters that no citation can name a key with."""

Shelved = tuple[SourceFile, Card]


def catalogued(
    files: Iterable[tuple[SourceFile, Iterable[Card]]], known: Bibliography, pattern: str = PATTERN
) -> Result[dict[str, Reference]]:
    """The references by key, those with keys of their own first in each file's order.

    ``known`` are those of the .bib files, which come before.
    """
    found = Collector()
    cards = [(source, card) for source, held in files for card in held]
    taken: dict[str, Reference] = {}
    folded = {key.lower(): key for key in known.references}
    for source, card in cards:
        if card.key:
            reference = reference_of(card, card.key, source)
            if found_before := known.references.get(card.key) or taken.get(card.key):
                found.add(_duplicate(source, reference, found_before))
                continue
            found.extend(_key_problems(source, reference, folded))
            folded.setdefault(card.key.lower(), card.key)
            taken[card.key] = reference
    keys = KeyMaker(lambda key: key.lower() in folded or key in known, pattern)
    made = dict(_with_made_keys(cards, keys))
    return found.result({ref.key: ref for ref in _in_order(cards, taken, made)})


def _with_made_keys(cards: Iterable[Shelved], keys: KeyMaker) -> Iterator[tuple[int, Reference]]:
    """A reference for each card without a key, by the card's identity."""
    for source, card in cards:
        if not card.key:
            yield id(card), reference_of(card, keys.make(card.item), source)


def _in_order(
    cards: Iterable[Shelved], taken: dict[str, Reference], made: dict[int, Reference]
) -> Iterator[Reference]:
    for _, card in cards:
        reference = taken.get(card.key) if card.key else made[id(card)]
        if reference is not None:
            yield reference


def _duplicate(source: SourceFile, reference: Reference, former: Reference) -> Diagnostic:
    return bib.DUPLICATE_KEY.at(
        source,
        reference.place,
        f"the key `{reference.key}` is taken by the record at {former.place}",
        "remove one of the two, or rename its key",
    )


def _key_problems(
    source: SourceFile, reference: Reference, folded: dict[str, str]
) -> Iterator[Diagnostic]:
    other = folded.get(reference.key.lower())
    if other:
        yield bib.KEYS_DIFFER_IN_CASE.at(
            source,
            reference.place,
            f"the keys `{reference.key}` and `{other}` differ only in capitals",
            "rename one of them",
        )
    if any(char in reference.key for char in AWKWARD):
        yield bib.AWKWARD_KEY.at(
            source,
            reference.place,
            f"the key `{reference.key}` can't be written in a citation",
            "rename it, without blanks and brackets",
        )
