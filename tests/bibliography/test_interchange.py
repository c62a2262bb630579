"""Records written in one format and read again: what the format can say is the same."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from publish.bibliography.interchange import WRITERS
from publish.engines.binary import pandoc_path
from publish.model.crosswalk import CSL_TYPES
from publish.model.reference import CslItem, Reference, plain_csl
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile

SUFFIX = {
    "bibtex": "bib", "biblatex": "bib", "csl-json": "json", "csl-yaml": "yaml", "ris": "ris",
    "nbib": "nbib", "endnote-xml": "xml",
}  # fmt: skip

HARD = [
    {
        "id": "full2016", "type": "article-journal",
        "title": 'The <i><span class="nocase">BRCA1</span></i> gene & 50% of '
        '<span class="nocase">CO</span><sub>2</sub>, {x} a_b~c',
        "author": [
            {"family": "Waals", "given": "Johannes Diderik", "non-dropping-particle": "van der"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            {"literal": "Barnes and Noble, Inc."},
            {"family": "de la Cruz Ortiz", "given": "María"},
            {"literal": "others"},
        ],
        "container-title": "Journal of A & B", "container-title-short": "J. A & B",
        "issued": {"date-parts": [[2016, 5, 17]]}, "volume": "12", "issue": "3", "page": "770-778",
        "number": "e17",
        "DOI": "10.1000/a_b(1)<2>", "URL": "https://ex.org/a_b%20c?x=1&y=~z#q", "ISSN": "1234-5678",
        "abstract": "One.", "language": "de-DE", "keyword": "a, b",
    },
    {
        "id": "part1999", "type": "chapter", "title": "A part", "container-title": "The whole",
        "author": [{"family": "Müller", "given": "Jörg"}], "editor": [{"literal": "The Group"}],
        "collection-title": "Series", "collection-number": "7", "publisher": "Springer",
        "publisher-place": "Berlin", "issued": {"date-parts": [[1999]]}, "page": "1-9",
        "ISBN": "978-3-16-148410-0", "edition": "2",
    },
    {
        "id": "talk2020", "type": "paper-conference", "title": "A talk",
        "author": [{"family": "He", "given": "Kaiming"}], "container-title": "Proceedings",
        "issued": {"date-parts": [[2020, 6]]}, "page": "1-9", "publisher": "IEEE",
    },
    {
        "id": "old1850", "type": "book", "title": "Old",
        "author": [{"family": "Doe", "given": "J."}],
        "issued": {"date-parts": [[1850]], "circa": True}, "publisher": "P",
    },
    {
        "id": "thesis2001", "type": "thesis", "title": "On it", "genre": "PhD thesis",
        "author": [{"family": "Roe", "given": "R."}], "publisher": "University of Somewhere",
        "issued": {"date-parts": [[2001]]},
    },
    {
        "id": "span2019", "type": "book", "title": "Span",
        "issued": {"date-parts": [[2019], [2021]]},
    },
]  # fmt: skip

LOST: dict[str, dict[str, set[str]]] = {
    "bibtex": {},
    "biblatex": {},
    "csl-json": {},
    "csl-yaml": {},
    "ris": {"full2016": {"author", "title", "number"}},
    "nbib": {
        "full2016": {"author", "title", "URL", "number"}, "part1999": {"collection-number"},
        "talk2020": {"type"}, "thesis2001": {"genre"},
    },
    "endnote-xml": {"full2016": {"author", "title", "number"}},
}  # fmt: skip
"""What a format can't say: in RIS, NBIB and EndNote titles are plain, and whether `de la` belongs
to a family name can't be told. NBIB knows no addresses, and no papers of proceedings."""


def reread(references: Sequence[Reference], form: str) -> dict[str, CslItem]:
    text = WRITERS[form](references)
    result = read_references([BibFile(f"again.{SUFFIX[form]}", text.encode())])
    assert not result.diagnostics, [d.message for d in result.diagnostics]
    again = [dict(reference.csl) for reference in result.value]
    if form == "nbib":  # which knows no keys
        again = [{**item, "id": old.key} for item, old in zip(again, references, strict=True)]
    return {item["id"]: item for item in again}


def read_items(items: list[dict[str, Any]]) -> list[Reference]:
    data = json.dumps(items).encode()
    return list(read_references([BibFile("a.json", data)]).value)


def differences(one: CslItem, other: CslItem) -> set[str]:
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


@pytest.mark.parametrize("form", WRITERS)
def test_hard_records_come_back(form: str) -> None:
    references = read_items(HARD)
    again = reread(references, form)
    for reference in references:
        lost = differences(reference.csl, again[reference.key])
        assert lost == LOST[form].get(reference.key, set()), again[reference.key]


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "csl-json", "csl-yaml"])
def test_every_type_comes_back(form: str) -> None:
    """But a collection: to BibTeX and biblatex that is a book of many authors."""
    rest = {"title": "A", "issued": {"date-parts": [[2001]]}, "event-title": "E"}
    references = read_items([{"id": kind, "type": kind, **rest} for kind in sorted(CSL_TYPES)])
    again = {key: item["type"] for key, item in reread(references, form).items()}
    changed = {key: kind for key, kind in again.items() if key != kind}
    assert changed == ({"collection": "book"} if form.startswith("bib") else {})


@pytest.mark.parametrize("form", WRITERS)
def test_nothing_is_written_as_a_bibliography_without_records(form: str) -> None:
    text = WRITERS[form]([])
    if form != "endnote-xml":
        assert not read_references([BibFile(f"a.{SUFFIX[form]}", text.encode())]).diagnostics


READERS = {
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csl-json": "csljson",
    "csl-yaml": "markdown",
    "ris": "ris",
    "endnote-xml": "endnotexml",
}


@pytest.mark.parametrize("form", READERS)
def test_others_read_what_is_written(form: str) -> None:
    """pandoc as an independent witness: the same works, by the same people."""
    text = WRITERS[form](read_items(HARD))
    command = [pandoc_path(), "-f", READERS[form], "-t", "csljson", "+RTS", "-M1g", "-RTS"]
    ended = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    theirs = sorted(map(told, json.loads(ended.stdout)))
    ours = sorted(told(item) for item in HARD)
    if form == "endnote-xml":  # of whose DOIs pandoc takes none
        ours = [(title, name, "") for title, name, _ in ours]
    assert theirs == ours


def told(item: CslItem) -> tuple[str, str, str]:
    """Title, first author, DOI, without case and markup."""
    people = item.get("author") or [{}]
    name = people[0].get("family") or people[0].get("literal") or ""
    title = re.sub(r"\W", "", plain_csl(str(item["title"])).casefold())
    return title, str(name).split()[-1] if name else "", str(item.get("DOI", ""))
