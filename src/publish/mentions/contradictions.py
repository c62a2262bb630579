"""Sure mentions to contradictions: what the text says of a paper, and its record doesn't.

Only what is said right beside a name counts (*Mask R-CNN (2016)*, *Faster R-CNN, with A
and B*, *published at CVPR 2016*): what stands further away may be about something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import men
from publish.mentions.authoryear import byline_of
from publish.mentions.normalise import folded, tokens
from publish.mentions.record import Record, record_of
from publish.mentions.sentences import sentence, sentence_starts
from publish.mentions.taught import short_form
from publish.mentions.venues import VENUE, is_elsewhere
from publish.mentions.words import AND, AND_OTHERS, WORKS
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.passages import OBJECT, Passage
from publish.model.reference import Bibliography, Reference, plain_csl

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_CLOSE = r"(?:\s?[”“’»›》」』\"'*])*"
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
_CITED = re.compile(rf"{_CLOSE}\s?{OBJECT}")
_IN_BRACKET = re.compile(
    rf"{_CLOSE}\s*[(\[]\s*(?:(?:{_AT})?(?P<venue>{VENUE})\s+(?:’|')?)?{_YEAR}\s*(?:[,;]\s*pp?\.[^()]*)?[)\]]"
)
_BEHIND = re.compile(
    rf"{_CLOSE},?\s+(?:{_WAS}\s+)?"
    rf"(?:(?:first|originally|zuerst|d'abord)\s+)?(?:{_APPEARED}|{_MADE})\s+"
    rf"(?:{_AT}(?P<venue>{VENUE})(?:\s+(?:in\s+)?(?P<with>(?:1[5-9]|20)\d\d))?(?!\w)|(?:{_AT})?{_YEAR})"
)
_DATED = re.compile(
    rf"{_CLOSE},?\s+{_WAS}\s+(?:im Jahre?\s+|en\s+)?{_YEAR}\s+(?:{_APPEARED}|{_MADE})"
)
_OF_YEAR = re.compile(rf"{_CLOSE}\s+(?:of|from|von|aus|de|от)\s+{_YEAR}(?!\s+(?:to|until|bis)\b)")
_BEFORE = re.compile(
    rf"\b(?:the|his|her|their|its|this|der|das|die|ihr\w*|sein\w*|l['’]|le|la|el|il|lo)\s+"
    rf"(?:(?P<venue>{VENUE})\s+)?{_YEAR}\s+(?P<work>[^\W\d_]+)?[\s“„«‘\"'*,]*\Z",
    re.IGNORECASE,
)
_GIVEN = r"(?:[^\W\d_a-zà-ÿ](?:\.|[^\W\d_]+)(?:-[^\W\d_]+)?\.?\s+){1,3}"
_PARTICLES = r"(?:(?:van|von|de|der|den|la|le|del|di|da|du|ter|al|el|bin|ibn)\s+)*"
_FAMILY = r"[^\W\d_a-zà-ÿ][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_PERSON = rf"{_GIVEN}{_PARTICLES}{_FAMILY}"
_PERSONS = re.compile(
    rf"{_CLOSE}(?P<open>\s*\(|,?\s+)(?:(?P<link>by|with|von|mit|par|avec|por|con|di|door|met)\s+)?"
    rf"(?P<list>{_PERSON}(?:(?:,\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+){_PERSON})*)"
    rf"(?P<others>,?\s+(?:{AND_OTHERS}))?"
)
_OWNERS = re.compile(
    rf"(?P<list>{_FAMILY})(?:\s+(?:{AND_OTHERS})|\s+(?:and|&|und|et|y|e)\s+(?P<second>{_FAMILY}))"
    r"['’]s?\s+[“„«‘\"']?\Z"
)
_PARTED = re.compile(rf",\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+")
_BYLINE = re.compile(r"\d{4}[a-z]?\s*[)\]]?\Z")
_ARXIV = re.compile(r"(?<!\d)(?P<year>\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?!\d)")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Beside:
    """A name in its passage, the text of its sentence behind it and before it."""

    mention: Mention
    passage: Passage
    end: int
    before: str
    behind: str
    record: Record

    @property
    def reference(self) -> Reference:
        return self.record.reference

    def told(self, rule: Rule, at: int, end: int, message: str, entry: Entry) -> Diagnostic:
        place = self.passage.place(at, end)
        line = entry.source.line(place.line or 0)
        where = (
            f"; the record stands in {self.reference.place}" if self.reference.place.path else ""
        )
        return rule(message, place, f"correct the one that is wrong{where}", excerpt=line)


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
    for mention in mentions:
        reference = bibliography.get(mention.key) if mention.key else None
        if mention.status == "sure" and reference and not _BYLINE.search(mention.text):
            record = (records or {}).get(reference.key) or record_of(reference)
            beside = _beside(mention, texts[mention.passage], record)
            for check in _CHECKS:
                yield from check(beside, entry, bibliography)


def _beside(mention: Mention, passage: Passage, record: Record) -> Beside:
    text = passage.text
    row = [t for t in tokens(text) if mention.start <= t.start < mention.end]
    short = short_form(text, row) if row else None
    end = short.close if short and short.start >= mention.end else mention.end
    end = _behind_citation(passage, end)
    begin, stop = sentence(sentence_starts(text), mention.start, len(text))
    before, behind = text[begin : mention.start], text[end:stop]
    return Beside(mention, passage, end, before, behind, record)


def _behind_citation(passage: Passage, end: int) -> int:
    """The same offset, or that behind the citation which the author set there."""
    found = _CITED.match(passage.text, end)
    cited = found and any(
        span.kind == "citation" and span.start == found.end() - 1 for span in passage.spans
    )
    return found.end() if found and cited else end


# -- year and venue ---------------------------------------------------------------


def _dates(beside: Beside) -> Iterator[tuple[re.Match[str], int]]:
    """Where a year or a venue is said of the paper, with the offset of the match's text."""
    start = beside.mention.start - len(beside.before)
    for pattern in (_IN_BRACKET, _BEHIND, _DATED, _OF_YEAR):
        if found := pattern.match(beside.behind):
            yield found, beside.end
    if found := _BEFORE.search(beside.before):
        behind = tokens(beside.behind[:30])[:1]
        works = [
            found["work"] or "",
            *(token.raw for token in behind if token.gap.strip("”’»\"'*") == " "),
        ]
        if any(folded(work) in WORKS for work in works):
            yield found, start


def _year(beside: Beside, entry: Entry, bibliography: Bibliography) -> Iterator[Diagnostic]:
    for found, start in _dates(beside):
        groups = found.groupdict()
        name = "year" if groups.get("year") else "with"
        given = groups.get(name)
        year = beside.record.year
        if given is None or year is None or int(given) in _years(beside, bibliography):
            continue
        if groups.get("made") and int(given) == year - 1:
            continue
        message = (
            f"the text gives `{beside.mention.text}` the year {given}, "
            f"its record `{beside.reference.key}` {year}"
        )
        at = start + found.start(name)
        yield beside.told(men.YEAR_CONTRADICTION, at, at + 4, message, entry)
        return


def _years(beside: Beside, bibliography: Bibliography) -> frozenset[int]:
    """All years that the records of this work name, that of a preprint included."""
    same = [r for r in bibliography if r.title and folded(r.title) == beside.record.title]
    return frozenset(year for each in (beside.reference, *same) for year in _years_of(each))


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


def _venue(beside: Beside, entry: Entry, bibliography: Bibliography) -> Iterator[Diagnostic]:
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


# -- authors ----------------------------------------------------------------------


def _authors(beside: Beside, entry: Entry, bibliography: Bibliography) -> Iterator[Diagnostic]:
    line = byline_of(beside.reference)
    known = frozenset(beside.record.families) | frozenset(line.families)
    if not known or line.others:
        return
    if found := _PERSONS.match(beside.behind):
        people = [person.strip() for person in _PARTED.split(found["list"])]
        wrong = [person for person in people if _family(person) not in known]
        some = len(wrong) < len(people)
        linked = found["link"] is not None and (some or _is_byline(beside, found))
        listed = found["link"] is None and "(" in found["open"] and some and len(people) > 1
        if wrong and (linked or listed):
            at = beside.end + found.start("list") + found["list"].index(wrong[0])
            yield _stranger(beside, wrong[0], at, entry)
            return
    if found := _OWNERS.search(beside.before):
        owners = [name for name in (found["list"], found["second"]) if name]
        if not any(_family(owner) in known for owner in owners):
            at = beside.mention.start - len(beside.before) + found.start("list")
            yield _stranger(beside, owners[0], at, entry)


def _is_byline(beside: Beside, found: re.Match[str]) -> bool:
    """Whether *by* and a name behind a quoted or emphasised title can only be its author."""
    if found["link"] not in ("by", "von", "par", "por", "di", "door"):
        return False
    start, end = beside.mention.start, beside.mention.end
    quoted = beside.passage.text[end : end + 1] in ("”", "’", "»", "“", '"', "'", "*")
    spans = beside.passage.spans
    return quoted or any(
        s.kind in ("emphasis", "quoted") and s.start <= start and end <= s.end for s in spans
    )


def _family(person: str) -> str:
    row = tokens(person)
    return row[-1].word if row else ""


def _stranger(beside: Beside, person: str, at: int, entry: Entry) -> Diagnostic:
    own = beside.reference.csl.get("author") or beside.reference.csl.get("editor") or ()
    names = [str(p.get("family") or p.get("literal") or "") for p in own]
    shown = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
    message = (
        f"the text names {person} as an author of `{beside.mention.text}`, "
        f"its record `{beside.reference.key}` {shown}"
    )
    return beside.told(men.AUTHOR_CONTRADICTION, at, at + len(person), message, entry)


Check = Callable[[Beside, Entry, Bibliography], Iterator[Diagnostic]]
_CHECKS: tuple[Check, ...] = (_year, _venue, _authors)
