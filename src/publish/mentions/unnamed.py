"""Papers found by other means than names: identifiers, authors with a year, mere looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.mentions.authoryear import author_years
from publish.mentions.findings import Finding
from publish.mentions.identifiers import LABELS, Identifiers, identifiers_in
from publish.mentions.index import NameIndex
from publish.mentions.judge import Verdict, one_of
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import NameKind
from publish.mentions.reading import Reading, is_address
from publish.mentions.unmatched import unmatched


def by_identifier(
    texts: Iterable[Reading], identifiers: Identifiers, known: Knowledge
) -> Iterator[Finding]:
    for reading in texts:
        for start, end, identifier in identifiers_in(reading.text):
            if reading.skipped(start, end):
                continue
            label = LABELS[identifier.scheme]
            keys = identifiers.get(identifier)
            if keys:
                verdict = one_of(keys, f"its {label}", known)
                yield Finding(reading, start, end, replace(verdict, kind=NameKind.PINNED))
            elif identifier.scheme != "url" and not _linked(reading, start, end):
                reason = f"a {label} that no record has".replace("a a", "an a").replace(
                    "a I", "an I"
                )
                yield Finding(reading, start, end, Verdict("doubtful", None, reason))


def _linked(reading: Reading, start: int, end: int) -> bool:
    """Whether characters are an address that leads to its target by itself."""
    return any(
        is_address(span, reading.text) and span.start <= start and end <= span.end
        for span in reading.passage.spans
    )


def by_author_year(
    texts: Iterable[Reading], index: NameIndex, known: Knowledge
) -> Iterator[Finding]:
    for reading in texts:
        for found in author_years(reading.text, reading.tokens, index.writers):
            if reading.skipped(found.start, found.end):
                continue
            verdict = Verdict(
                "doubtful", None, f"authors with a year ({found.year}), no such record"
            )
            if found.keys:
                verdict = one_of(found.keys, f"its authors and its year {found.year}", known)
            yield Finding(reading, found.start, found.end, replace(verdict, kind=NameKind.GIVEN))


def unmatched_findings(texts: Iterable[Reading], chosen: Sequence[Finding]) -> list[Finding]:
    """What looks like a paper where nothing was found."""
    found = []
    for reading in texts:
        taken = [(f.start, f.end) for f in chosen if f.reading is reading]
        for start, end, reason in unmatched(reading):
            if not any(left < end and start < right for left, right in taken):
                found.append(Finding(reading, start, end, Verdict("doubtful", None, reason)))
    return found
