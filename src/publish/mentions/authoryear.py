"""Authors with a year in prose: *He et al. (2016)*, *Ren and colleagues' 2015 paper*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.mentions.names import plain_latex
from publish.mentions.normalise import Token, fold, tokens
from publish.mentions.words import AND, AND_OTHERS, WORKS
from publish.model.frozen import Frozen
from publish.model.reference import Reference

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?P<letter>[a-z])?"
_PARTICLE = r"(?:van|von|de|der|den|la|le|del|di|da|du|ter)\s+"
_NAME = rf"(?:{_PARTICLE})*[^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*"
_TAIL = re.compile(
    rf"(?P<names>(?:,\s+{_NAME})*?(?:,?\s+(?:{AND})\s+{_NAME})?)??"
    rf"(?P<others>,?\s*(?:{AND_OTHERS}))?"
    r"(?P<possessive>['’]s?)?"
    rf"(?:\s*(?P<bracket>[(\[（]\s*{_YEAR}[^()\[\]（）]{{0,30}}[)\]）])"
    rf"|(?P<comma>,)?\s+{_YEAR.replace('year', 'bare').replace('letter', 'barel')}(?!\w))"
)
_BEFORE = re.compile(
    r"(?P<year>1[5-9]\d\d|20\d\d)\s+(?P<work>[^\W\d_]+)\s+(?:by|of|from|von|de|di|door|от)\s+\Z"
)
LOCATOR = (
    r"(?:[,:]\s*(?:(?:pp?|pages?|S|Seiten?|s|str|стр?|с|ch|chap|chapters?|Kap|Kapitel|cap|sec|sect|sections?|"
    r"Abschn|Abschnitt|figs?|Abb|tab|tables?|vol|Bd|eq|Gl|app)\b\.?\s*|§§?\s*)"
    r"[\dIVXLivxl]+[a-z]?(?:[.,\-–]\s?\d+[a-z]?)*(?:\s?ff?\.)?|:\s*\d+(?:[-–]\d+)?)"
)
"""Where in a paper something stands, behind its year: *, p. 3*; *: 45–47*."""
LEADING_WORDS = (
    r"(?:but\s+)?see(?:\s+(?:also|e\.g\.,?))?|cf\.|e\.g\.,?|vgl\.(?:\s+auch)?|siehe(?:\s+auch)?|s\.\s+auch|"
    r"voir(?:\s+aussi)?|véase(?:\s+también)?|ver|vedi(?:\s+anche)?|zie(?:\s+ook)?|см\.(?:\s+также)?"
)
LEAD_IN = re.compile(rf"[(\[（;]\s*(?:(?P<words>{LEADING_WORDS})\s+)?\Z")
"""How a bracket begins in which authors stand with a year, or goes on to the next ones."""
_AND = re.compile(rf"(?<!\w)(?:{AND})\s+(?:{_PARTICLE})*\Z")
_OTHERS = re.compile(rf",?\s*(?:{AND_OTHERS})")
_PARTICLES = re.compile(rf"(?<!\w)(?:{_PARTICLE})+\Z", re.IGNORECASE)
_JOINED = re.compile(rf"[^\W\d_]\s*(?:,|(?<!\w)(?:{AND}))\s+\Z")


class Byline(Frozen):
    """The authors of a record as folded family names, its year, and that of its preprint."""

    key: str
    families: tuple[str, ...]
    year: int | None
    others: bool = False
    preprint: int | None = None

    def by(self, families: tuple[str, ...], others: bool) -> bool:
        """Whether these are its authors: all of them, or the first ones and "et al."."""
        if self.families[: len(families)] != families:
            return False
        more = len(self.families) > len(families)
        return (more or self.others) if others else not more


@dataclass(frozen=True, slots=True)
class Writers:
    """The bylines of a bibliography by the first author's family name."""

    by_family: Mapping[str, tuple[Byline, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, bylines: Iterable[Byline]) -> Writers:
        found: dict[str, list[Byline]] = {}
        for byline in bylines:
            if byline.families:
                found.setdefault(byline.families[0], []).append(byline)
        return cls({family: tuple(lines) for family, lines in found.items()})


class AuthorYear(Frozen):
    """Authors and a year in a text; ``keys`` are the records that fit, ``alike`` where none
    does those that fit but for the year, ``fuller`` those that have further authors.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    year: int
    several: bool = False
    """Whether more than one author is said."""
    alike: tuple[str, ...] = ()
    fuller: tuple[str, ...] = ()


def families_in(text: str, row: Sequence[Token]) -> Iterator[str]:
    """Whatever stands so that its writings may decide what `author_years` finds."""
    if not re.search(r"1[5-9]\d\d|20\d\d", text):
        return
    for token in row:
        if not (token.raw[0].islower() or token.raw[0].isdigit()) and (
            _TAIL.match(text, token.end)
            or _BEFORE.search(text, max(0, token.start - 60), token.start)
        ):
            yield token.word


def author_years(text: str, row: Sequence[Token], writers: Writers) -> Iterator[AuthorYear]:
    """Each place where authors stand with a year, whether or not a record fits."""
    if not re.search(r"1[5-9]\d\d|20\d\d", text):
        return
    end = 0
    for token in row:
        if token.start < end or token.raw[0].islower() or token.raw[0].isdigit():
            continue
        found = _read(text, token, writers)
        if found is not None and not found.keys:
            found = _tail(text, found, row, writers)
        if found is not None:
            end = found.end
            yield found


def _tail(text: str, whole: AuthorYear, row: Sequence[Token], writers: Writers) -> AuthorYear:
    """The last authors of several that no record has together: *ResNet and He et al. (2016)*.

    A list of authors says *and* or *et al.*, not both, so that a name behind *and* which has
    others of its own begins another one; what is no author is a paper's name or a method's.
    """
    for token in row:
        if not whole.start < token.start < whole.end or not _AND.search(text, 0, token.start):
            continue
        found = _read(text, token, writers)
        if found is not None and found.end == whole.end and _OTHERS.match(text, token.end):
            return found
    return whole


def _read(text: str, token: Token, writers: Writers) -> AuthorYear | None:
    lines = writers.by_family.get(token.word, ())
    tail = _TAIL.match(text, token.end)
    if tail is None:
        return _read_behind(text, token, lines)
    families = (token.word, *_families(tail["names"] or ""))
    year = int(tail["year"] or tail["bare"])
    others = bool(tail["others"])
    alone = len(families) == 1 and not others
    if not lines and not others:
        return None  # "In May and June 2015"
    if alone and _JOINED.search(text, 0, token.start):
        return None
    particles = _PARTICLES.search(text, 0, token.start)
    start = particles.start() if particles else token.start
    found = _fitting(lines, families, others, year, (start, tail.end()))
    if others or _set_off(text, token, tail) or (found.keys and not alone):
        return found
    return None


def _set_off(text: str, token: Token, tail: re.Match[str]) -> bool:
    """Whether names and year belong together: *Kim (2014)*, *(Kim, 2014)*, *Kim's 2014
    paper*; not *with Kim 2014*.
    """
    if tail["bracket"]:
        return True
    if LEAD_IN.search(text, max(0, token.start - 20), token.start):
        return text[tail.end() :].lstrip()[:1] in (")", "]", ";", ",")
    work = re.match(r"\s+([^\W\d_]+)", text[tail.end() :])
    return bool(tail["possessive"]) and work is not None and fold(work[1]) in WORKS


def _read_behind(text: str, token: Token, lines: Sequence[Byline]) -> AuthorYear | None:
    """*the 2015 paper by Ren et al.*"""
    before = _BEFORE.search(text, max(0, token.start - 60), token.start)
    if before is None or fold(before["work"]) not in WORKS:
        return None
    tail = re.compile(
        rf"(?P<names>(?:,\s+{_NAME})*(?:,?\s+(?:{AND})\s+{_NAME})?)(?P<others>,?\s*(?:{AND_OTHERS}))?"
    ).match(text, token.end)
    assert tail is not None
    others = _OTHERS.match(text, token.end)
    families = (token.word,) if others else (token.word, *_families(tail["names"] or ""))
    end = others.end() if others else tail.end()
    several = bool(others or tail["others"])
    span = (before.start(), end)
    found = _fitting(lines, families, several, int(before["year"]), span)
    return found if found.keys or (found.several and found.alike) else None


def _families(names: str) -> list[str]:
    parts = re.split(rf",\s+(?:(?:{AND})\s+)?|\s+(?:{AND})\s+", names)
    return [words[-1].word for part in parts if (words := tokens(part))]


def _fitting(
    lines: Sequence[Byline],
    families: tuple[str, ...],
    others: bool,
    year: int,
    span: tuple[int, int],
) -> AuthorYear:
    """The records by these authors, and by no others but "et al.", of this year; else those
    whose preprint is of this year.
    """
    by = [line for line in lines if line.by(families, others)]
    fitting = [line for line in by if line.year == year]
    fitting = fitting or [line for line in by if line.preprint == year]
    several = others or len(families) > 1
    if fitting:
        return AuthorYear(*span, _keys(fitting), year, several)
    fuller = [
        line
        for line in lines
        if line.year == year and line.families[: len(families)] == families and line not in by
    ]
    return AuthorYear(*span, (), year, several, _keys(by), _keys(fuller))


def _keys(lines: Iterable[Byline]) -> tuple[str, ...]:
    return tuple(line.key for line in lines)


def byline_of(reference: Reference) -> Byline:
    """Authors (or editors) and year of a record; from its raw fields where it has a file."""
    if reference.source is None:
        people = reference.csl.get("author") or reference.csl.get("editor") or ()
        families = [str(p.get("family") or p.get("literal") or "") for p in people]
        parts = (reference.csl.get("issued") or {}).get("date-parts") or [[None]]
        year = parts[0][0] if parts and parts[0] else None
        return _byline(reference.key, families, str(year or ""))
    text = reference.text
    people = text("author") or text("editor")
    raw = _raw_families(people) if people else []
    return _byline(reference.key, raw, text("year") or text("date"))


def first_family(people: str) -> str:
    """The first author's, folded, of a field that lists them."""
    return next((w[-1].word for each in _raw_families(people) if (w := tokens(each))), "")


def _byline(key: str, families: Iterable[str], date: str) -> Byline:
    folded = [words[-1].word for family in families if (words := tokens(family))]
    others = folded[-1:] == ["other"]
    year = re.search(r"\d{4}", date)
    names = folded[:-1] if others else folded
    return Byline(key, tuple(names), int(year[0]) if year else None, others)


def _raw_families(raw: str) -> list[str]:
    people = re.split(r"\s+and\s+", plain_latex(raw))
    return [person.split(",")[0] if "," in person else person for person in people]
