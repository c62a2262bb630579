"""The project's own sample, built as a user builds it, and judged by others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, require
from tests.integration.projects import run
from tests.integration.test_determinism import copy_sample
from tests.judges import ace, axe, epubcheck, epubcheck_ts, nu, verapdf

ENTRIES = tuple(sorted(path.stem for path in (ROOT / "entries").glob("*.md")))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `publish build --format json` says; ``root`` is where it was built."""
    project = tmp_path_factory.mktemp("sample") / "project"
    project.mkdir()
    copy_sample(project)
    result = run(project, "build", "--format", "json")
    assert result.returncode == 0, result.stdout + result.stderr
    return {**json.loads(result.stdout), "root": project}


@pytest.fixture(scope="module")
def output(report: dict[str, Any]) -> Path:
    return Path(report["root"], "output")


def files(output: Path, suffix: str) -> list[Path]:
    found = [output / entry / f"{entry}.{suffix}" for entry in ENTRIES]
    assert all(path.is_file() for path in found)
    return found


def test_nothing_is_reported(report: dict[str, Any]) -> None:
    assert report["diagnostics"] == []


def test_there_are_nine_entries_in_three_formats(output: Path) -> None:
    assert len(ENTRIES) == 9
    for suffix in ("pdf", "epub", "html"):
        assert len(files(output, suffix)) == 9


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_manifest_tells_what_was_made(output: Path, entry: str) -> None:
    manifest = json.loads((output / entry / "manifest.json").read_text("utf-8"))
    for file in manifest["files"]:
        assert sha256((output / entry / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    claims = {file["format"]: file["claims"] for file in manifest["files"]}
    assert len(claims["pdf"]) == 2


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_paper_that_is_named_is_cited_and_listed(output: Path, entry: str) -> None:
    """Each link to a reference has its target, and each reference is cited."""
    from lxml import html

    page = html.parse(str(output / entry / f"{entry}.html"))
    cited = {link.get("href")[1:] for link in page.xpath("//a[@role='doc-biblioref']")}
    listed = {item.get("id") for item in page.xpath("//*[starts-with(@id, 'ref-')]")}
    assert cited
    assert cited == listed


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_section_or_summary_that_names_a_paper_cites_it(output: Path, entry: str) -> None:
    """Names are looked for as plain words here, not by what the product finds."""
    from lxml import html

    page = html.parse(str(output / entry / f"{entry}.html"))
    sections = page.xpath("//section[@class='summary' or @class='section']")
    assert len(sections) > 3
    for section in sections:
        cited = set(" ".join(section.xpath(".//@data-cites")).split())
        for name, keys in named_in(section.text_content(), paper_names(entry)):
            assert keys & cited, f"{name} in {section.text_content()[:80]!r}"


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_fact_shows_its_source(output: Path, entry: str) -> None:
    from lxml import html

    page = html.parse(str(output / entry / f"{entry}.html"))
    for value in page.xpath("//section[@class='facts']//dd"):
        assert value.xpath(".//@data-cites"), value.text_content()


def test_names_are_found_the_longest_first() -> None:
    names = {"MoCo": {"a"}, "MoCo v2": {"b"}}
    assert list(named_in("MoCo v2, not a MoCoX", names)) == [("MoCo v2", {"b"})]
    assert [name for name, _ in named_in("MoCo, then MoCo v2", names)] == ["MoCo v2", "MoCo"]


def paper_names(entry: str) -> dict[str, set[str]]:
    """Keys by name: of titles before the colon, of records, of the entry's own header."""
    names: dict[str, set[str]] = {}
    bib = (ROOT / "bibliography" / "vision.bib").read_text("utf-8")
    for key, fields in re.findall(r"@\w+\{(\w+),\n(.*?)\n\}", bib, re.DOTALL):
        for value in re.findall(
            r"^ *(?:title|shorttitle|names) += \{(.*)\},$", fields, re.MULTILINE
        ):
            names.setdefault(re.sub(r"[{}]", "", value).partition(":")[0], set()).add(key)
    header = (ROOT / "entries" / f"{entry}.md").read_text("utf-8").split("\n---\n")[0]
    for key, listed in re.findall(r"^  (\w+): \[(.*)\]$", header, re.MULTILINE):
        for name in listed.split(", "):
            names.setdefault(name, set()).add(key)
    return names


def named_in(text: str, names: dict[str, set[str]]) -> Iterator[tuple[str, set[str]]]:
    text = " ".join(text.split())
    for name in sorted(names, key=len, reverse=True):
        whole = rf"(?<!\w){re.escape(name)}(?!\w)"
        if re.search(whole, text):
            yield name, names[name]
        text = re.sub(whole, "", text)


@pytest.mark.parametrize("entry", ENTRIES)
def test_links_between_entries_are_resolved(output: Path, entry: str) -> None:
    from lxml import html

    page = html.parse(str(output / entry / f"{entry}.html"))
    assert not page.xpath("//a[starts-with(@href, 'entry:')]")


@pytest.mark.judge
def test_epubcheck_finds_nothing(output: Path) -> None:
    require(epubcheck)
    assert epubcheck.epubcheck(files(output, "epub")) == []


@pytest.mark.judge
@pytest.mark.proof
def test_others_find_nothing_in_books(output: Path) -> None:
    require(epubcheck_ts)
    require(ace)
    assert epubcheck_ts.epubcheck_ts(files(output, "epub")) == []
    assert ace.ace(files(output, "epub")) == []


@pytest.mark.judge
def test_verapdf_finds_nothing(output: Path) -> None:
    require(verapdf)
    assert verapdf.validate(files(output, "pdf"), ["a-3a", "ua-1"]) == []


@pytest.mark.judge
def test_the_nu_checker_finds_nothing(output: Path) -> None:
    require(nu)
    assert nu.nu(files(output, "html")) == []


@pytest.mark.judge
def test_axe_finds_nothing(output: Path) -> None:
    require(axe)
    assert axe.axe(files(output, "html")) == []
