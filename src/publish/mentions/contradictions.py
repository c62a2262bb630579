"""Sure mentions to contradictions: what the text says of a paper, and its record doesn't.

Only what is said right beside a name counts (*Mask R-CNN (2016)*, *Faster R-CNN, with A
and B*, *published at CVPR 2016*): what stands further away may be about something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import men
from publish.mentions.beside import CLOSE, Beside, beside_of
from publish.mentions.bylines import is_byline
from publish.mentions.coauthors import author_contradictions
from publish.mentions.dated import byline_contradictions, venue_contradictions, year_contradictions
from publish.mentions.identifiers import identifiers_in
from publish.mentions.record import Record, record_of
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import Passage
from publish.model.reference import Bibliography

_SIDE_BY_SIDE = re.compile(rf"{CLOSE}(?:\s*[(\[]\s*(?:see\s+)?|,\s+)")
"""What stands between a name and the identifier that is given with it."""


def contradictions(
    entry: Entry,
    mentions: Iterable[Mention],
    texts: Sequence[Passage],
    bibliography: Bibliography,
    records: Mapping[str, Record] | None = None,
) -> Iterator[Diagnostic]:
    """What the text says right beside names, and their records don't.

    ``records`` are those of the index of names that were read already.
    """
    before: Beside | None = None
    for mention in mentions:
        reference = bibliography.get(mention.key) if mention.key else None
        if mention.status != "sure" or not reference:
            continue
        record = (records or {}).get(reference.key) or record_of(reference)
        beside = beside_of(mention, texts[mention.passage], record)
        for check in _OF_BYLINES if is_byline(mention) else _OF_NAMES:
            yield from check(beside, entry, bibliography)
        if before is not None and before.passage is beside.passage:
            yield from _identifiers(before, beside, entry)
        before = beside


def _identifiers(one: Beside, other: Beside, entry: Entry) -> Iterator[Diagnostic]:
    """A name and an identifier side by side that belong to two papers."""
    named, given = (other, one) if _is_identifier(one) else (one, other)
    together = _SIDE_BY_SIDE.fullmatch(one.passage.text, one.end, other.mention.start)
    if not together or _is_identifier(named) or not _is_identifier(given):
        return
    if named.record.work != given.record.work:
        message = (
            f"`{given.mention.text}` stands beside `{named.mention.text}`, whose record is "
            f"`{named.reference.key}`, but belongs to `{given.reference.key}`"
        )
        start, end = given.mention.start, given.mention.end
        yield given.told(men.IDENTIFIER_CONTRADICTION, start, end, message, entry)


def _is_identifier(beside: Beside) -> bool:
    return any(start == 0 for start, _, _ in identifiers_in(beside.mention.text))


Check = Callable[[Beside, Entry, Bibliography], Iterator[Diagnostic]]
_OF_NAMES: tuple[Check, ...] = (year_contradictions, venue_contradictions, author_contradictions)
_OF_BYLINES: tuple[Check, ...] = (byline_contradictions,)
