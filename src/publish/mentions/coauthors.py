"""Authors whom a text gives a paper, against its record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import men
from publish.mentions.authoryear import byline_of
from publish.mentions.beside import CLOSE, Beside
from publish.mentions.dated import said_behind
from publish.mentions.normalise import tokens
from publish.mentions.words import AND, AND_OTHERS, HEADS, THINGS, WORKS
from publish.model.entry import Entry
from publish.model.reference import Bibliography

_GIVEN = r"(?:[^\W\d_a-zà-ÿ](?:\.|[^\W\d_]+)(?:-[^\W\d_]+)?\.?\s+){1,3}"
_PARTICLES = r"(?:(?:van|von|de|der|den|la|le|del|di|da|du|ter|al|el|bin|ibn)\s+)*"
_FAMILY = r"[^\W\d_a-zà-ÿ][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_PERSON = rf"{_GIVEN}{_PARTICLES}{_FAMILY}"
_PERSONS = re.compile(
    rf"{CLOSE}(?P<open>\s*\(|,?\s+)(?:(?P<link>by|with|von|mit|par|avec|por|con|di|door|met)\s+)?"
    rf"(?P<list>{_PERSON}(?:(?:,\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+){_PERSON})*)"
    rf"(?P<others>,?\s+(?:{AND_OTHERS}))?"
)
_OWNERS = re.compile(
    rf"(?P<list>{_FAMILY})(?:\s+(?:{AND_OTHERS})|\s+(?:and|&|und|et|y|e)\s+(?P<second>{_FAMILY}))"
    r"['’]s?\s+[“„«‘\"']?\Z"
)
_NO_NAMES = WORKS | THINGS | HEADS
_PARTED = re.compile(rf",\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+")


def author_contradictions(
    beside: Beside, entry: Entry, bibliography: Bibliography
) -> Iterator[Diagnostic]:
    """Those who are said to have written it, and didn't: *Faster R-CNN, with Jane Doe*."""
    line = byline_of(beside.reference)
    known = frozenset(beside.record.families) | frozenset(line.families)
    if not known or line.others:
        return
    for found in _listed(beside):
        people = [person.strip() for person in _PARTED.split(found["list"])]
        wrong = [person for person in people if _family(person) not in known]
        some = len(wrong) < len(people)
        published = found.start() > 0 and len(people) > 1 and not any(map(_names_thing, people))
        linked = found["link"] is not None and (some or published or _is_byline(beside, found))
        listed = found["link"] is None and "(" in found["open"] and some and len(people) > 1
        if wrong and (linked or listed):
            at = beside.end + found.start("list") + found["list"].index(wrong[0])
            yield _stranger(beside, wrong[0], at, entry)
            return
    if owned := _OWNERS.search(beside.before):
        owners = [name for name in (owned["list"], owned["second"]) if name]
        if not any(_family(owner) in known for owner in owners):
            at = beside.mention.start - len(beside.before) + owned.start("list")
            yield _stranger(beside, owners[0], at, entry)


def _listed(beside: Beside) -> Iterator[re.Match[str]]:
    """Persons right behind the name, or behind where and when it appeared."""
    for at in (0, *(said.end() for said in said_behind(beside))):
        if found := _PERSONS.match(beside.behind, at):
            yield found


def _names_thing(person: str) -> bool:
    return any(token.word in _NO_NAMES for token in tokens(person))


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
