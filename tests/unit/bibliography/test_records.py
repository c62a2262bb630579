"""Records of .bib files as BibTeX has them: what its types and dates can't say isn't lost."""

from __future__ import annotations

import pytest

from publish.bibliography.interchange import converted
from publish.model.reference import Reference
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile


def read(text: str) -> Reference:
    (reference,) = read_references([BibFile("a.bib", text.encode())]).value
    return reference


@pytest.mark.parametrize(
    ("type_", "fields", "kind", "subtype"),
    [
        ("online", "", "misc", "online"),
        ("patent", ", location={countryde and countryfr}, eprint={1}, eprinttype={arxiv}",
         "misc", "patent"),
        ("periodical", ", issuetitle={On it}, number={4}", "book", "periodical"),
        ("inreference", ", booktitle={All of it}", "incollection", "inreference"),
        ("software", ", version={2}", "misc", "software"),
        ("thesis", ", institution={U}", "phdthesis", "thesis"),
        ("thesis", ", institution={U}, type={mathesis}", "mastersthesis", ""),
        ("report", ", institution={U}", "techreport", ""),
        ("collection", ", editor={Doe, J.}", "book", ""),
    ],
)  # fmt: skip
def test_a_type_that_bibtex_does_not_know_is_kept_beside_the_one_it_prints(
    type_: str, fields: str, kind: str, subtype: str
) -> None:
    reference = read(f"@{type_}{{a, title={{T}}, year=2001{fields}}}")
    text = converted([reference], "bibtex")
    assert text.startswith(f"@{kind}{{")
    assert ("entrysubtype" in text) is bool(subtype)
    again = read(text)
    assert again.csl == reference.csl
    if subtype:
        assert again.type == type_
        back = converted([again], "biblatex")
        assert back.startswith(f"@{type_}{{")
        assert "entrysubtype" not in back


def test_a_type_whose_subtype_is_taken_remains() -> None:
    reference = read("@online{a, title={T}, entrysubtype={video}}")
    text = converted([reference], "bibtex")
    assert text.startswith("@online{")
    assert read(text).csl == reference.csl


@pytest.mark.parametrize("kind", ["book", "article"])
def test_a_subtype_of_another_type_is_only_a_word(kind: str) -> None:
    assert read(f"@{kind}{{a, title={{T}}, entrysubtype={{online}}}}").type == kind


@pytest.mark.parametrize(
    ("date", "year"),
    [("2012-02-30", "2012"), ("2001/2003", "2001--2003"), ("1850~", "c. 1850"), ("soon", "soon")],
)
def test_a_date_that_bibtex_cannot_say_stays_beside_its_year(date: str, year: str) -> None:
    reference = read(f"@book{{a, title={{T}}, date={{{date}}}}}")
    text = converted([reference], "bibtex")
    assert f"= {{{date}}}" in text
    assert f"= {{{year}}}" in text
    assert read(text).csl == reference.csl
