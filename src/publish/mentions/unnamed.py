"""Papers found by other means than names: identifiers, authors with a year, mere looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.mentions.authorship import leads_to_authors, owned_by_authors
from publish.mentions.authoryear import AuthorYear, author_years
from publish.mentions.findings import Finding
from publish.mentions.identifiers import LABELS, Identifiers, identifiers_in
from publish.mentions.index import NameIndex
from publish.mentions.knowledge import Knowledge
from publish.mentions.names import NameKind
from publish.mentions.reading import Reading, is_address
from publish.mentions.unmatched import unmatched
from publish.mentions.verdicts import Verdict, one_of
from publish.model.frozen import replace

_VERSIONS = 3
"""Records that one work may have: preprint, proceedings, journal."""


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
            verdict = replace(_by_authors(found, reading, known), kind=NameKind.GIVEN)
            yield Finding(reading, found.start, found.end, verdict)


def _by_authors(found: AuthorYear, reading: Reading, known: Knowledge) -> Verdict:
    """The verdict on authors with a year; beside the name of a paper by them, they are its
    authors, whatever the year.
    """
    if found.keys:
        return one_of(found.keys, f"its authors and its year {found.year}", known)
    text, near = reading.text, {*found.alike, *found.fuller}
    for start, end, key in known.sure.get(reading.passage.index, ()):
        led = leads_to_authors(text, end, found.start) or owned_by_authors(text, found.end, start)
        if key in near and led:
            return Verdict("sure", key, f"its authors beside its name, with the year {found.year}")
    if found.fuller:
        reason = f"its first author and its year {found.year}, but it has further authors"
        return Verdict("doubtful", None, reason, found.fuller)
    few = found.several and len(found.alike) <= _VERSIONS
    if few and len({known.record(key).work for key in found.alike}) == 1:
        own = known.record(found.alike[0]).year
        reason = f"its authors, but the text says {found.year}, and its record {own}"
        return Verdict("doubtful", None, reason, found.alike)
    return Verdict("doubtful", None, f"authors with a year ({found.year}), no such record")


def unmatched_findings(texts: Iterable[Reading], chosen: Sequence[Finding]) -> list[Finding]:
    """What looks like a paper where nothing was found."""
    found = []
    for reading in texts:
        taken = [(f.start, f.end) for f in chosen if f.reading is reading]
        for start, end, reason in unmatched(reading):
            if not any(left < end and start < right for left, right in taken):
                found.append(Finding(reading, start, end, Verdict("doubtful", None, reason)))
    return found
