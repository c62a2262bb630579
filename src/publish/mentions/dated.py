"""Years and venues that a text gives a paper, against its record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import men
from publish.mentions.authoryear import LOCATOR
from publish.mentions.beside import CLOSE, Beside
from publish.mentions.normalise import folded, tokens
from publish.mentions.venues import VENUE, is_elsewhere
from publish.mentions.words import WORKS
from publish.model.entry import Entry
from publish.model.reference import Bibliography, Reference, plain_csl

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_AT = r"(?:at|in|bei|auf|im|à|au|dans|en|a|em|su|op|на|в)\s+(?:the\s+|der\s+|dem\s+|la\s+|le\s+)?"
_WAS = r"(?:was|were|is|has been|had been|wurde|ist|a été|fue|foi|è stat[oa]|werd|была?)"
_APPEARED = (
    r"(?:published|presented|appeared|printed|released|veröffentlicht|erschien(?:en)?|publiée?|parue?|"
    r"publicad[oa]|apareció|pubblicat[oa]|gepubliceerd|verscheen|опубликован[ао]?|вышла?)"
)
_MADE = (
    r"(?P<made>introduced|proposed|unveiled|eingeführt|vorgestellt|vorgeschlagen|introduite?|proposée?|"
    r"introducid[oa]|propuest[oa]|introdott[oa]|propost[oa]|geïntroduceerd|voorgesteld|предложен[ао]?)"
)
"""Said of a preprint, too, which may be a year older."""
_IN_BRACKET = re.compile(
    rf"{CLOSE}\s*[(\[]\s*(?:(?:{_AT})?(?P<venue>{VENUE})\s+(?:’|')?)?{_YEAR}\s*(?:[,;]\s*pp?\.[^()]*)?[)\]]"
)
_BEHIND = re.compile(
    rf"{CLOSE},?\s+(?:{_WAS}\s+)?"
    rf"(?:(?:first|originally|zuerst|d'abord)\s+)?(?:{_APPEARED}|{_MADE})\s+"
    rf"(?:{_AT}(?P<venue>{VENUE})(?:\s+(?:in\s+)?(?P<with>(?:1[5-9]|20)\d\d))?(?!\w)|(?:{_AT})?{_YEAR})"
)
_DATED = re.compile(
    rf"{CLOSE},?\s+{_WAS}\s+(?:im Jahre?\s+|en\s+)?{_YEAR}\s+(?:{_APPEARED}|{_MADE})"
)
_OF_YEAR = re.compile(rf"{CLOSE}\s+(?:of|from|von|aus|de|от)\s+{_YEAR}(?!\s+(?:to|until|bis)\b)")
_BEFORE = re.compile(
    rf"\b(?:the|his|her|their|its|this|der|das|die|ihr\w*|sein\w*|l['’]|le|la|el|il|lo)\s+"
    rf"(?:(?P<venue>{VENUE})\s+)?{_YEAR}\s+(?P<work>[^\W\d_]+)?[\s“„«‘\"'*,]*\Z",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(rf"{_YEAR}(?=[a-z]?(?:{LOCATOR})?\s*[)\]）]?\Z)")
_FIRST_YEAR = re.compile(rf"{_YEAR}(?=\s)")
_ARXIV = re.compile(r"(?<!\d)(?P<year>\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def said_behind(beside: Beside) -> Iterator[re.Match[str]]:
    """What tells a year or a venue of the paper right behind its name."""
    yield from filter(
        None, (each.match(beside.behind) for each in (_IN_BRACKET, _BEHIND, _DATED, _OF_YEAR))
    )


def _dates(beside: Beside) -> Iterator[tuple[re.Match[str], int]]:
    """Where a year or a venue is said of the paper, with the offset of the match's text."""
    start = beside.mention.start - len(beside.before)
    yield from ((found, beside.end) for found in said_behind(beside))
    if found := _BEFORE.search(beside.before):
        behind = tokens(beside.behind[:30])[:1]
        works = [
            found["work"] or "",
            *(token.raw for token in behind if token.gap.strip("”’»\"'*") == " "),
        ]
        if any(folded(work) in WORKS for work in works):
            yield found, start


def year_contradictions(
    beside: Beside, entry: Entry, bibliography: Bibliography
) -> Iterator[Diagnostic]:
    """The year that is said of a name: *Mask R-CNN (2016)*."""
    for found, start in _dates(beside):
        groups = found.groupdict()
        name = "year" if groups.get("year") else "with"
        given = groups.get(name)
        year = beside.record.year
        if given is None or year is None or _has_year(beside, int(given), bibliography):
            continue
        if groups.get("made") and int(given) == year - 1:
            continue
        yield _another_year(beside, given, start + found.start(name), entry)
        return


def byline_contradictions(
    beside: Beside, entry: Entry, bibliography: Bibliography
) -> Iterator[Diagnostic]:
    """The year that stands with a paper's authors: *He et al. (2014)*."""
    text = beside.mention.text
    given = _LAST_YEAR.search(text) or _FIRST_YEAR.match(text)
    if given is None or beside.record.year is None:
        return
    if not _has_year(beside, int(given["year"]), bibliography):
        yield _another_year(beside, given["year"], beside.mention.start + given.start(), entry)


def _another_year(beside: Beside, given: str, at: int, entry: Entry) -> Diagnostic:
    message = (
        f"the text gives `{beside.mention.text}` the year {given}, "
        f"its record `{beside.reference.key}` {beside.record.year}"
    )
    return beside.told(men.YEAR_CONTRADICTION, at, at + 4, message, entry)


def _has_year(beside: Beside, year: int, bibliography: Bibliography) -> bool:
    """Whether a record of this work names the year, be it that of a preprint."""
    if year in _years_of(beside.reference):
        return True
    same = (r for r in bibliography if r.title and folded(r.title) == beside.record.title)
    return any(year in _years_of(each) for each in same)


def _years_of(reference: Reference) -> Iterator[int]:
    csl = reference.csl
    for name in ("issued", "original-date", "event-date", "submitted", "available-date"):
        for parts in (csl.get(name) or {}).get("date-parts") or ():
            yield from (int(part) for part in parts[:1] if str(part).isdigit())
    texts = [
        field.raw for name, field in reference.fields.items() if name not in ("abstract", "file")
    ]
    texts += [value for value in csl.values() if isinstance(value, str)]
    for text in texts:
        yield from (int(found.group()) for found in _ANY_YEAR.finditer(text[:500]))
        yield from (2000 + int(found["year"]) for found in _ARXIV.finditer(text[:500]))


def venue_contradictions(
    beside: Beside, entry: Entry, bibliography: Bibliography
) -> Iterator[Diagnostic]:
    """The venue that is said of a name: *published at CVPR 2016*."""
    for found, start in _dates(beside):
        given = found.groupdict().get("venue")
        if given is None or not is_elsewhere(given, beside.reference):
            continue
        own = plain_csl(str(beside.reference.csl.get("container-title", "")))
        message = (
            f"the text says that `{beside.mention.text}` appeared at {given}, "
            f"its record `{beside.reference.key}` in `{own}`"
        )
        at = start + found.start("venue")
        yield beside.told(men.VENUE_CONTRADICTION, at, at + len(given), message, entry)
        return
