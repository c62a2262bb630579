"""Records → works: which of them are one work, and in which version.

Two records are one work if they have one DOI or arXiv number and titles that don't
contradict that, or one title, first author and year. A preprint and its publication are two
versions; so are a paper in proceedings and the article that a journal made of it, a book and
a part of it, and what differs in volume or pages. All is computed from the text of fields,
without reading LaTeX, so that tens of thousands of records take a second or two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from publish.model.expressions import expression
from publish.model.frozen import Frozen
from publish.model.identifiers import bare_arxiv, bare_doi, is_arxiv, is_doi
from publish.model.reference import Reference

_COMMAND = expression(r"\\[a-zA-Z]+\s*|\\.|[{}$]", re.DOTALL)
_ACCENT = expression(r"\\(?:[`'^\"~=.]|[cvkudbrHt](?![a-zA-Z]))\s*")
_AND = expression(r"\sand\s", re.I)
_ARXIV_DOI = expression(r"10\.48550/arxiv\.(.+)")
_ARXIV_WORDS = expression(r"\b(?:arxiv|corr)\b(?:\s*(?:preprint)?[\s:]*(?:arxiv|abs)?[:/]\s*)?"
                          r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})?", re.I)  # fmt: skip
_PREPRINT = expression(
    r"\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|preprints?|ssrn)\b", re.I
)
_PREPRINT_DOI = expression(
    r"10\.(?:48550/arxiv|1101/\d{6,}|1101/20|26434/chemrxiv|31234/osf|2139/ssrn)"
)
_VENUES = ("journal", "journaltitle", "booktitle")
_PLACES = ("journal", "journaltitle", "howpublished", "note", "publisher", "eprinttype",
           "archiveprefix")  # fmt: skip
_WHOLES = frozenset(("book", "collection", "proceedings", "periodical", "reference"))
_PARTS = frozenset(
    ("inbook", "incollection", "inproceedings", "conference", "inreference",
     "bookinbook", "suppbook", "suppcollection")
)  # fmt: skip
_NUMBERS = ("volume", "number", "issue", "part", "edition", "chapter", "series", "eid", "pages")
_ACRONYM = expression(r"\b[A-Z]{3,}\b|\bNeurIPS\b")
_HOSTS = frozenset(("IEEE", "ACM", "CVF", "USA", "AAAI", "SIAM"))
_OF_ANY_VENUE = frozenset(
    ("proceedings", "of", "the", "on", "and", "for", "in", "ieee", "acm", "cvf", "annual",
     "international", "conference")
)  # fmt: skip
_LOOSE = frozenset(("misc", "online", "unpublished", "techreport", "report", "preprint", "article"))


class Likeness(Frozen):
    """What a record is known by; empty where it says nothing."""

    reference: Reference
    doi: str
    arxiv: str
    title: str
    author: str
    year: str

    @property
    def is_preprint(self) -> bool:
        """Whether this is the version that was put on a server, and no other."""
        reference = self.reference
        if reference.type.lower() not in _LOOSE:
            return False
        if self.doi:
            return _PREPRINT_DOI.match(self.doi) is not None
        venue = next(filter(None, (reference.text(name) for name in _VENUES)), "")
        if venue:
            return _PREPRINT.search(venue) is not None
        return bool(self.arxiv) or any(_PREPRINT.search(reference.text(n)) for n in _PLACES)

    @property
    def is_published(self) -> bool:
        """Whether this version appeared somewhere, and where is said."""
        venue = any(self.reference.text(name) for name in (*_VENUES, "publisher"))
        return not self.is_preprint and venue


def likeness(reference: Reference) -> Likeness:
    doi = bare_doi(reference.text("doi"))
    return Likeness(
        reference,
        doi if is_doi(doi) else "",
        _arxiv(reference, doi),
        folded(reference.text("title")),
        _first_author(reference),
        _year(reference),
    )


def same_title(one: Likeness, other: Likeness) -> bool:
    """Whether two titles may be one: equal, one the beginning of the other, or most of
    their words the same.
    """
    if not one.title or not other.title or one.title == other.title:
        return True
    short, long = sorted((one.title, other.title), key=len)
    if long.startswith(short) or long.endswith(short):
        return True
    mine, theirs = (set(_words(each.reference.text("title"))) for each in (one, other))
    return 2 * len(mine & theirs) >= len(mine | theirs)


def is_version(one: Likeness, other: Likeness) -> bool:
    """Whether two that share an identifier may be the same version of a work: both a
    preprint or both published, and neither a part of the other.
    """
    if one.is_preprint != other.is_preprint:
        return False
    kinds = {_kind(one).removeprefix("mv"), _kind(other).removeprefix("mv")}
    return not (kinds & _WHOLES and kinds & _PARTS)


def is_same(one: Likeness, other: Likeness) -> bool:
    """Whether two that share title and first author, or an arXiv number, are one work."""
    if not (one.year and other.year and is_version(one, other)):
        return False
    kinds = {_kind(one), _kind(other)} - {"misc"}
    if (one.year != other.year or len(kinds) > 1) and not _is_retold(one, other, kinds):
        return False
    if any(a and b and a != b for a, b in ((one.doi, other.doi), (one.arxiv, other.arxiv))):
        return False
    mine, theirs = one.reference, other.reference
    return not any(_differ(mine.text(name), theirs.text(name)) for name in _NUMBERS)


def _is_retold(one: Likeness, other: Likeness, kinds: set[str]) -> bool:
    """Whether a record without identifiers tells of the other's paper, perhaps as an article in
    a journal that is a conference, and a year beside: catalogues made by programs do.
    """
    if (one.doi or one.arxiv) and (other.doi or other.arxiv):
        return False
    near = abs(int(one.year) - int(other.year)) < 2
    proceedings = "inproceedings" in kinds and kinds <= {"article", "inproceedings"}
    return near and proceedings and _share_venue(one, other)


def _share_venue(one: Likeness, other: Likeness) -> bool:
    """Whether both appeared at one conference: the same words, or the acronym of them."""
    mine, theirs = (
        next(filter(None, (each.reference.text(name) for name in _VENUES)), "")
        for each in (one, other)
    )
    first, second = (set(_words(venue)) - _OF_ANY_VENUE for venue in (mine, theirs))
    acronyms = [set(_ACRONYM.findall(venue)) - _HOSTS for venue in (mine, theirs)]
    if not (acronyms[0] or acronyms[1]):
        return False  # a journal, or proceedings of which too little is known
    initials = ["".join(word[0] for word in _words(venue) if word not in _OF_ANY_VENUE)
                for venue in (mine, theirs)]  # fmt: skip
    same = bool(acronyms[0] & acronyms[1]) or (first == second)
    return same or any(
        form.casefold() in initials[1 - side] for side in (0, 1) for form in acronyms[side]
    )


def first_same(group: Sequence[Likeness], number: int) -> Likeness | None:
    """The first in a group of one title and first author that is the same work as that of
    this ``number``. Only a few are looked at, so that the cost grows with a group's size.
    """
    return next((one for one in group[:number][:8] if is_same(one, group[number])), None)


def by_identifier(records: Iterable[Likeness]) -> Mapping[str, list[Likeness]]:
    """The records of each DOI and arXiv number that more than one has."""
    found: dict[str, list[Likeness]] = defaultdict(list)
    for record in records:
        for identifier in filter(None, (record.doi, record.arxiv and f"arXiv:{record.arxiv}")):
            found[identifier].append(record)
    return {identifier: group for identifier, group in found.items() if len(group) > 1}


def by_title(records: Iterable[Likeness]) -> Mapping[tuple[str, str], list[Likeness]]:
    """The records of each title and first author that more than one has.

    Titles of one or two words (`Introduction`) say too little.
    """
    found: dict[tuple[str, str], list[Likeness]] = defaultdict(list)
    for record in records:
        if len(record.title) > 15 and record.author:
            found[record.title, record.author].append(record)
    return {title: group for title, group in found.items() if len(group) > 1}


def publications(records: Iterable[Likeness]) -> Mapping[str, str]:
    """The keys of preprints, each with the key of the record of its publication: of the
    same arXiv number, or title and first author.
    """
    records = list(records)
    found: dict[str, str] = {}
    groups = [*by_identifier(records).values(), *by_title(records).values()]
    for group in groups:
        published = next((each for each in group if each.is_published), None)
        for each in group if published else ():
            if each.is_preprint and published and same_title(each, published):
                found.setdefault(each.reference.key, published.reference.key)
    return found


def folded(text: str) -> str:
    """The letters and digits of a text that may hold LaTeX, small and without accents."""
    return "".join(_words(text))


def _kind(record: Likeness) -> str:
    kind = record.reference.type.lower()
    return "inproceedings" if kind == "conference" else kind


def _differ(one: str, other: str) -> bool:
    """Whether two numbers are given and differ, ``1--9`` and ``1-9`` not."""
    mine, theirs = (re.findall(r"\w+", text.lower()) for text in (one, other))
    return bool(mine and theirs and mine[0] != theirs[0])


def _words(text: str) -> list[str]:
    if "\\" in text:
        text = _ACCENT.sub("", text)
    text = _COMMAND.sub("", text).casefold()
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in parts if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", text)


def _arxiv(reference: Reference, doi: str) -> str:
    """The arXiv number without its version."""
    number = ""
    if found := _ARXIV_DOI.fullmatch(doi):
        number = found[1]
    elif eprint := reference.text("eprint"):
        number = bare_arxiv(eprint)
    else:
        for name in ("journal", "journaltitle", "howpublished", "volume"):
            text = reference.text(name)
            if text and (found := _ARXIV_WORDS.search(text)) and found[1]:
                number = found[1]
                break
    number = number.lower()
    return re.sub(r"v\d+$", "", number) if is_arxiv(number) else ""


def _first_author(reference: Reference) -> str:
    """The family name of the first author, or editor."""
    names = reference.text("author") or reference.text("editor")
    first = _AND.split(names.strip(), maxsplit=1)[0].strip()
    family = first.split(",", 1)[0] if "," in first else (first.split() or [""])[-1]
    return folded(family)


def _year(reference: Reference) -> str:
    found = re.search(r"\d{4}", reference.text("date") or reference.text("year"))
    return found[0] if found else ""
