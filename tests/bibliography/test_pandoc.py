"""pandoc's own expectations of .bib → CSL: ours are equal, or the difference is named.

Titles are compared without case and markup: that pandoc puts them into sentence case
is one of its faults, and ``test_cases`` holds ours. Dates are compared as EDTF.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from publish.model.reference import CslItem, plain_csl
from publish.readers.bibtex import BibFile, read_bibliography

pytestmark = pytest.mark.corpus

PREPRINT = "ours: an arXiv e-print is CSL's preprint, `article`, published by arXiv with its number"
ARTICLE_NUMBER = "pandoc's fault: `eid` is lost"
SHORT_TITLE = "ours: `shorttitle` is kept beside `maintitle`; pandoc drops it"
PERIODICAL = "ours: CSL 1.0.2 has the type `periodical`"
CONTRIBUTOR = "ours: CSL 1.0.2 has `contributor` for who wrote the introduction"
UNKNOWN_TEX = "ours: raw TeX never reaches a reference; the argument is kept"

DIFFERENCES: dict[str, dict[str, str]] = {
    "biblatex-article": {
        "issue": "pandoc's fault: number and issue together print as `34(3, 7)`",
        "number": ARTICLE_NUMBER,
    },
    "biblatex-baez-online": {"type": PREPRINT, "publisher": PREPRINT, "number": PREPRINT},
    "biblatex-itzhaki": {"type": PREPRINT, "publisher": PREPRINT, "number": PREPRINT},
    "biblatex-wassenberg": {"type": PREPRINT, "publisher": PREPRINT, "number": PREPRINT},
    "biblatex-kastenholz": {"number": ARTICLE_NUMBER, "page": ARTICLE_NUMBER},
    "biblatex-book-coleridge": {"title-short": SHORT_TITLE},
    "biblatex-coleridge": {"title-short": SHORT_TITLE},
    "biblatex-knuth-ct-a": {"title-short": SHORT_TITLE},
    "biblatex-knuth-ct-c": {"title-short": SHORT_TITLE},
    "biblatex-nietzsche-ksa1": {"title-short": SHORT_TITLE},
    "biblatex-book-title-maintitle-series": {"title-short": SHORT_TITLE},
    "biblatex-inbook-title-booktitle-maintitle-series": {"title-short": SHORT_TITLE},
    "biblatex-inbook-title-booktitle-maintitle-series-2": {"title-short": SHORT_TITLE},
    "biblatex-jcg": {"type": PERIODICAL},
    "biblatex-periodical": {"type": PERIODICAL},
    "biblatex-cicero": {"contributor": CONTRIBUTOR},
    "biblatex-iliad": {"contributor": CONTRIBUTOR},
    "biblatex-cotton": {"annote": UNKNOWN_TEX},
    "biblatex-murray": {"annote": UNKNOWN_TEX},
    "biblatex-textnormal": {"title": "ours: CSL has no `nodecor`"},
    "biblatex-crossref-nested": {
        "type": "ours: @bookinbook is a part of a book (biblatex manual, 2.1.1), CSL's chapter",
        "container-author": "biblatex's default gives `bookauthor` to parts of books only",
    },
    "biblatex-edtf-date": {
        "issued": "pandoc's faults: the year 0000 is lost, y-123456789 isn't understood",
    },
}
"""Variables that differ, by the name of pandoc's test, with the reason."""

_SPELLINGS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " "})
_UPPER = {"URL": "url", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid"}


def cases() -> dict[str, dict[str, str]]:
    from tests.conftest import CORPORA

    path = CORPORA / "golden/pandoc_bib2csl.json"
    if not path.exists():
        return {}
    return {Path(case["test"]).stem: case for case in json.loads(path.read_text("utf-8"))}


CASES = cases()


def test_the_cases_are_there(corpora: Path) -> None:
    assert len(CASES) > 100
    assert set(DIFFERENCES) <= set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_ours_is_pandocs(name: str) -> None:
    case = CASES[name]
    bibliography = read_bibliography([BibFile("a.bib", case["input"].encode())]).value
    differing = set()
    for expected in _expected(case["expected"]):
        reference = bibliography.get(str(expected["id"]))
        assert reference is not None, expected["id"]
        ours = _ours(reference.csl)
        for variable in set(ours) | set(expected):
            if _normal(ours.get(variable)) != _normal(expected.get(variable)):
                differing.add(variable)
    assert differing == set(DIFFERENCES.get(name, {}))


def _expected(text: str) -> list[dict[str, Any]]:
    """The references of pandoc's YAML, every scalar as text."""
    header = re.search(r"^---\n(.*?)\n---", text, re.DOTALL | re.MULTILINE)
    if not header:
        return []
    references = yaml.load(header.group(1), Loader=yaml.BaseLoader)["references"]
    assert isinstance(references, list)
    return references


def _ours(item: CslItem) -> dict[str, Any]:
    found = {_UPPER.get(name, name): value for name, value in item.items()}
    for name in ("issued", "accessed", "event-date", "original-date"):
        if name in found:
            found[name] = _edtf(found[name])
    return found


def _edtf(date: dict[str, Any]) -> str:
    if "literal" in date:
        return str(date["literal"])
    ends = []
    for end in date["date-parts"]:
        if end == [0]:
            ends.append("")
            continue
        year = end[0] + 1 if end[0] < 0 else end[0]
        sign = "-" if year < 0 else ""
        ends.append("-".join([f"{sign}{abs(year):04d}", *(f"{part:02d}" for part in end[1:])]))
    return "/".join(ends) + ("~" if date.get("circa") else "")


def _normal(value: Any) -> Any:
    """Without case, markup and the spelling of quotes and dashes."""
    if isinstance(value, list):
        return [_normal(each) for each in value]
    if isinstance(value, dict):
        return {name: _normal(each) for name, each in value.items()}
    text = "" if value is None else str(value)
    text = re.sub(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\{\.(?:nocase|smallcaps|underline)\}", r"\1", text)
    text = re.sub(r"[*^~\\]", "", plain_csl(text)).translate(_SPELLINGS)
    return " ".join(text.replace("—", "---").replace("–", "--").split()).casefold()
