"""A profile by somebody else, with no names, keys or citations in it: each work found
and cited in every section that mentions it, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from publish.engines.pandoc import Pandoc
from publish.mentions import Manner, build_index, find_mentions, placements, set_citations
from publish.model.entry import Entry
from publish.model.passages import passages
from publish.model.place import Place
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex import BibFile, read_bibliography
from tests.builders import entry
from tests.conftest import unproved

HEADINGS = (
    "Residual Networks",
    "Detection and Segmentation",
    "Self-Supervised Vision",
    "Why He Matters",
)
WORKS = ("he2016deep", "ren2015faster", "he2017mask", "he2020momentum", "he2022masked")
WANTED = {
    "": set(WORKS),
    "Residual Networks": {"he2016deep"},
    "Detection and Segmentation": {"ren2015faster", "he2017mask"},
    "Self-Supervised Vision": {"he2020momentum", "he2022masked"},
    "Why He Matters": {"he2016deep"},
}

pytestmark = pytest.mark.corpus


def record(paper: dict[str, Any]) -> Reference:
    csl = {
        "id": paper["key"],
        "type": paper["type"],
        "title": paper["title"],
        "container-title": paper["venue"],
        "author": paper["authors"],
        "issued": {"date-parts": [paper["date"]]},
    }
    return Reference(paper["key"], paper["type"], csl, Place("papers.bib", 1))


@pytest.fixture(scope="module")
def papers(corpora: Path) -> list[Reference]:
    found = json.loads((corpora / "papers.json").read_text(encoding="utf-8"))["papers"]
    return [record(paper) for paper in found]


@pytest.fixture(scope="module")
def profile(corpora: Path, pandoc: Pandoc) -> Entry:
    path = corpora.parent / "seed" / "kaiming-he.txt"
    if not path.is_file():
        unproved(f"no profile at {path}")
    _, title, lead, *rest = path.read_text(encoding="utf-8").split("\n\n")
    parts = [f"## {part}" if part.strip() in HEADINGS else part for part in rest]
    return entry(pandoc, "\n\n".join([lead, *parts]), title=title.strip(), kind="person")


@pytest.fixture(scope="module")
def strangers(corpora: Path) -> Mapping[str, Reference]:
    """All records of all bibliographies by others; some are of the same works, and stand
    behind ours.
    """
    files = sorted((corpora / "bib" / "dev").rglob("*.bib"))
    read = read_bibliography([BibFile(path.name, path.read_bytes()) for path in files])
    return read.value.references


@pytest.mark.parametrize("known", ["five", "all", "and by others"])
def test_every_work_is_cited_in_each_section(
    profile: Entry, papers: list[Reference], known: str, request: pytest.FixtureRequest
) -> None:
    chosen = [p for p in papers if known != "five" or p.key in WORKS]
    others = request.getfixturevalue("strangers") if known == "and by others" else {}
    bibliography = Bibliography({p.key: p for p in [*chosen, *others.values()]})
    mentions = find_mentions(profile, bibliography, index=build_index(bibliography))
    document = set_citations(
        profile.document, placements(profile.document, mentions, Manner(), bibliography)
    )
    cited: dict[str, set[str]] = {}
    heading = ""
    for passage in passages(document):
        if passage.context == "heading":
            heading = passage.text
        for span in passage.spans:
            cited.setdefault(heading, set()).update(span.keys)
    assert {heading: keys for heading, keys in cited.items() if keys} == WANTED
