"""Large and odd collections, built as a user builds them, and judged by others."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from publish.model.publication import Artifact
from publish.verify import VERIFIERS
from tests.conftest import require
from tests.integration.projects import run
from tests.judges import ace, axe, epubcheck, epubcheck_ts, nu, verapdf

SETTINGS = """
title = "Notes"
lang = "en"
url = "https://notes.example"
publisher = "Press"
rights = "CC BY 4.0"

[citations]
mentions = "off"

[epub]
conforms = "aa"
certifier = "Ada Adams"
onix = true

[collections.all]
title = "All <of> “them” & more"
subtitle = "With all that may clash"
description = "Everything."
order = "name"
references = "both"
contributors = [
  { name = "Ada Adams", role = "edt", sort = "Adams, Ada" },
  { name = "Bo", role = "ill" },
]
identifiers = ["isbn:978-3-16-148410-0", "doi:10.1000/all"]
subjects = ["Seas", "Tides & moons"]
series = "Books"
position = "3"
published = "2026-01-02"
languages = ["en", "ar"]
front = ["about"]
ncx = true
index = true

[[collections.all.parts]]
title = "In other scripts"
query = "-lang:en"

[[collections.all.parts]]
title = "Works"
kinds = ["work"]

[[collections.all.parts]]
title = "Concepts"
introduction = "on-concepts"
kinds = ["concept"]
"""

BIB = "\n".join(
    f"@article{{k{n}, author = {{Adams, Ada and Berg, Bo{n}}}, title = {{On Tides {n}}},"
    f" journal = {{Sea}}, year = {{{1990 + n % 9}}}, volume = {{{n + 1}}}, pages = {{1--9}}}}"
    for n in range(40)
)

BODY = """
## Works

See [@k{a}; @k{b}, p. 3].^[A note [@k{c}].] Go to [the next](entry:e{next}#works).

## Measures

Let $x_{{{n}}}^2 = \\frac{{1}}{{{n}}}$ be.

| a | b |
|---|--:|
| 1 | {n} |

```python
print({n})
```

- one
- two^[Another.]
"""

OTHERS = {
    "arabic": ("ar", "المدّ والجزر", "## أعمال\n\nانظر [@k1].^[حاشية.]\n"),
    "japanese": ("ja", "潮汐", "## 作品\n\n海は満ち引きする [@k2]。^[注。]\n"),
    "greek": ("el", "Παλίρροια", "## Έργα\n\nΔείτε [@k3].\n"),
}

EXTREME = """---
id: extreme
kind: concept
title: "A title with <angles>, “quotes” & an ampersand that goes on for as long as titles may go on"
sort: "Title, A"
subtitle: "*not* markup"
summary: "With *markup*, $x$ and [@k5].^[Noted.]"
lang: en
authors: [{name: "O’Neil <x>", orcid: 0000-0002-1825-0097, affiliation: "A & B"}, Bo]
published: 2024-02-29
reviewed: 2025-12-31
aliases: [One, Two]
tags: ["a & b", "<c>"]
facts:
  - {label: "L & M", value: "`code` and $y^2$ [@k6]", source: k7}
papers: {k8: ["Sea paper"]}
nocite: ["@k9"]
questions: ["Why $z$?", "How [@k1]?"]
rights: "© <me>"
identifier: "10.1000/extreme"
---

## Cite 1

Words.[^a]

## References

Words [again](#cite-1).

[^a]: A note of two paragraphs.

    With a list:

    - one
"""


def project(root: Path, entries: int, formats: str = "pdf,epub,html") -> Path:
    """A project with so many entries like each other, and some that aren't; Japanese only where
    no PDF is made, for which there are no fonts.
    """
    (root / "entries").mkdir(parents=True)
    (root / "bibliography").mkdir()
    listed = json.dumps(formats.split(","))
    (root / "publish.toml").write_text(f"formats = {listed}\n{SETTINGS}", "utf-8")
    (root / "bibliography/sea.bib").write_text(BIB, "utf-8")
    for n in range(entries):
        kind = "work" if n % 2 else "concept"
        keys = {"a": n % 40, "b": (n * 7 + 1) % 40, "c": (n * 3 + 2) % 40}
        body = BODY.format(n=n, next=(n + 1) % entries, **keys)
        text = f"---\nkind: {kind}\ntitle: Entry {n}\n---\n{body}"
        (root / f"entries/e{n}.md").write_text(text, "utf-8")
    for name, (lang, title, body) in OTHERS.items():
        if lang == "ja" and "pdf" in formats:
            continue
        text = f"---\nkind: concept\ntitle: {title}\nlang: {lang}\n---\n\n{body}"
        (root / f"entries/{name}.md").write_text(text, "utf-8")
    for name in ("about", "on-concepts"):
        text = f"---\nkind: matter\ntitle: {name.title()}\n---\n\nIt begins [@k0].\n"
        (root / f"entries/{name}.md").write_text(text, "utf-8")
    (root / "entries/extreme.md").write_text(EXTREME, "utf-8")
    return root


def built(root: Path, formats: str) -> Path:
    result = run(root, "build", "-c", "all", "--to", formats, "--format", "json")
    told = json.loads(result.stdout)
    assert result.returncode == 0, told["diagnostics"]
    return root / "output/all"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(project(tmp_path_factory.mktemp("many") / "project", 300, "epub,html"), "epub")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(project(tmp_path_factory.mktemp("few") / "project", 6), "pdf,epub,html")


@pytest.mark.judge
def test_nothing_is_found_in_a_book_of_three_hundred_entries(many: Path) -> None:
    require(epubcheck)
    require(epubcheck_ts)
    assert epubcheck.epubcheck([many / "all.epub"]) == []
    assert epubcheck_ts.epubcheck_ts([many / "all.epub"]) == []


@pytest.mark.judge
@pytest.mark.proof
def test_ace_finds_nothing_in_a_book_of_three_hundred_entries(many: Path) -> None:
    require(ace)
    assert ace.ace([many / "all.epub"]) == []


@pytest.mark.judge
def test_judges_find_nothing_in_an_odd_collection(few: Path) -> None:
    require(epubcheck)
    require(verapdf)
    require(nu)
    assert epubcheck.epubcheck([few / "all.epub"]) == []
    assert verapdf.validate([few / "all.pdf"]) == []
    assert nu.nu([few / "all.html", *few.glob("*/*.html")]) == []


@pytest.mark.judge
def test_axe_finds_nothing_on_a_page_in_a_script_of_its_own(few: Path) -> None:
    require(axe)
    assert axe.axe([few / "all.html", few / "pages/arabic.html"], ["light", "320"]) == []


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Books of one entry: with formulas, tables, notes and code; with every field of the header
    at its extreme; in other scripts.
    """
    root = project(tmp_path_factory.mktemp("alone") / "project", 2, "epub")
    names = ("e0", "extreme", "arabic", "japanese", "greek")
    result = run(root, "build", *names)
    assert result.returncode == 0, result.stderr
    return [root / f"output/{name}/{name}.epub" for name in names]


USAGES = {
    "CSS-028": "fonts are embedded, by `@font-face`",
}
"""What EPUBCheck remarks without finding fault, and why it is so."""


@pytest.mark.judge
def test_usages_that_epubcheck_remarks_are_meant(few: Path) -> None:
    require(epubcheck)
    remarks = epubcheck.epubcheck([few / "all.epub"], ("INFO", "USAGE"))
    told = {remark.split(": ")[1].split()[1] for remark in remarks}
    assert told == set(USAGES), remarks


@pytest.mark.judge
@pytest.mark.proof
def test_judges_find_nothing_in_books_of_one_entry(alone: list[Path]) -> None:
    for judge in (epubcheck, epubcheck_ts, ace):
        require(judge)
    assert epubcheck.epubcheck(alone) == []
    assert epubcheck_ts.epubcheck_ts(alone) == []
    assert ace.ace(alone) == []


MUTATIONS = {
    "an alternative text": (b' alt="Cover of', b' alt="" title="', "ACC001"),
    "a link": (b'href="e1.xhtml#', b'href="e1.xhtml#lost-', "EPB004"),
    "a font": (b"spectral-regular", b"spectral-lost", "EPB004"),
}


@pytest.mark.parametrize("what", MUTATIONS)
def test_damage_is_found_before_delivery(few: Path, what: str) -> None:
    old, new, code = MUTATIONS[what]
    data, changed = io.BytesIO(), 0
    with zipfile.ZipFile(few / "all.epub") as whole, zipfile.ZipFile(data, "w") as damaged:
        for item in whole.infolist():
            content = whole.read(item)
            if item.filename.endswith((".xhtml", ".css")):
                changed += content.count(old)
                content = content.replace(old, new)
            damaged.writestr(item, content)
    assert changed
    found = VERIFIERS["epub"](Artifact("epub", "all.epub", data.getvalue())).diagnostics
    assert code in {each.rule.code for each in found}
