"""DOIs, arXiv identifiers, ISBNs and addresses: in records, and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.model.frozen import Frozen
from publish.model.reference import Reference

_DOI = r"10\.\d{4,9}/[^\s\"'<>{}“”«»\ufffc]+"
_ARXIV = r"\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7}"
_ISBN = r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]"
_IN_TEXT = re.compile(
    rf"(?P<address>https?://[^\s<>\"“”«»\ufffc]+)"
    rf"|(?:\b(?:doi|DOI)\s*:?\s*)?(?P<doi>\b{_DOI})"
    rf"|\barXiv\s*:?\s*(?P<arxiv>{_ARXIV})(?:v\d+)?(?!\d)"
    rf"|\bISBN(?:-1[03])?:?\s*(?P<isbn>{_ISBN})(?!\d)",
    re.IGNORECASE,
)
_ARXIV_IN_RECORD = re.compile(rf"arxiv(?:\.org/(?:abs|pdf)/|[.:]\s*|\s+)({_ARXIV})", re.IGNORECASE)
_ONLY_ARXIV = re.compile(rf"(?:arxiv:\s*)?({_ARXIV})(?:v\d+)?\Z", re.IGNORECASE)
_POSTED = re.compile(r"arxiv:(?:[a-z.-]+/)?(?P<year>\d\d)\d\d", re.IGNORECASE)
_CLOSING = ".,;:!?)]}'’”»>*_"
LABELS = {"doi": "DOI", "arxiv": "arXiv identifier", "isbn": "ISBN", "url": "address"}


class Identifier(Frozen):
    """``scheme`` is ``doi``, ``arxiv``, ``isbn`` or ``url``; ``value`` in one spelling."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The keys of the records that have an identifier, by its text."""

    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[tuple[str, Iterable[str]]]) -> Identifiers:
        """Those of ``records``: the key of each, and its identifiers."""
        keys: dict[str, list[str]] = {}
        for key, identifiers in records:
            for identifier in identifiers:
                keys.setdefault(identifier, []).append(key)
        return cls(keys)

    def get(self, identifier: Identifier) -> tuple[str, ...]:
        return tuple(self.keys.get(str(identifier), ()))


def identifiers_in(text: str) -> Iterator[tuple[int, int, Identifier]]:
    """Each identifier in running text: start, end, and what it is."""
    if "10." not in text and "://" not in text and not re.search("arxiv|isbn", text, re.I):
        return
    for match in _IN_TEXT.finditer(text):
        start, end = match.start(), match.start() + len(_trimmed(match.group()))
        if match["address"]:
            yield start, end, identified(text[start:end])
        elif match["doi"]:
            yield start, end, Identifier("doi", _trimmed(match["doi"]).lower())
        elif match["arxiv"]:
            yield start, end, Identifier("arxiv", match["arxiv"].lower())
        elif isbn := _isbn(match["isbn"]):
            yield start, end, Identifier("isbn", isbn)


def identified(address: str) -> Identifier:
    """What an address stands for: a DOI, an arXiv identifier, or just itself."""
    if found := re.search(rf"doi\.org/({_DOI})", address):
        doi = _trimmed(found[1]).lower()
        arxiv = re.fullmatch(rf"10\.48550/arxiv\.({_ARXIV})", doi, re.IGNORECASE)
        return Identifier("arxiv", arxiv[1]) if arxiv else Identifier("doi", doi)
    if found := re.search(rf"arxiv\.org/(?:abs|pdf|html)/({_ARXIV})", address, re.IGNORECASE):
        return Identifier("arxiv", found[1].lower())
    plain = re.sub(r"\Ahttps?://(?:www\.)?", "", address).rstrip("/")
    return Identifier("url", plain)


def preprint_year(identifiers: Iterable[str]) -> int | None:
    """The year in which a record's preprint was posted: an arXiv identifier begins with it."""
    found = next(filter(None, map(_POSTED.match, identifiers)), None)
    if found is None:
        return None
    year = int(found["year"])
    return year + (1900 if year > 90 else 2000)


_SAID_IN = ("journal", "container-title", "volume", "note", "number", "doi", "url")
READ = ("doi", "isbn", "url", "eprint", *_SAID_IN)


def identifiers_of(reference: Reference) -> tuple[str, ...]:
    """The identifiers of a record, each once."""
    return tuple(dict.fromkeys(map(str, _of_record(reference))))


def _of_record(reference: Reference) -> Iterator[Identifier]:
    return identifiers_said(_values(reference))


def identifiers_said(values: Mapping[str, str]) -> Iterator[Identifier]:
    """Those in the fields of a record, which are given without backslashes."""
    if doi := re.search(_DOI, values.get("doi", "")):
        yield Identifier("doi", doi[0].lower())
    for number in re.split(r"[,;\s]+(?=97[89]|\d{9})", values.get("isbn", "")):
        if isbn := _isbn(number):
            yield Identifier("isbn", isbn)
    if url := values.get("url"):
        yield identified(url)
    if only := _ONLY_ARXIV.match(values.get("eprint", "")):
        yield Identifier("arxiv", only[1].lower())
    for name in _SAID_IN:
        if found := _ARXIV_IN_RECORD.search(values.get(name, "")):
            yield Identifier("arxiv", found[1].lower())


def _values(reference: Reference) -> dict[str, str]:
    if reference.source is not None or reference.fields:
        return {name: reference.text(name).replace("\\", "") for name in READ}
    return {name.lower(): value for name, value in reference.csl.items() if isinstance(value, str)}


def _isbn(text: str) -> str | None:
    """An ISBN as its last nine digits without the check digit: ISBN-10 and 13 agree."""
    digits = re.sub(r"[^\dXx]", "", text)
    return digits[-10:-1] if len(digits) in (10, 13) else None


def _trimmed(text: str) -> str:
    """Without the punctuation that ends the sentence, but with its own brackets."""
    while text and text[-1] in _CLOSING:
        if text[-1] == ")" and text.count("(") >= text.count(")"):
            break
        text = text[:-1]
    return text
