"""A report in any form asks for the entries that it names and those of papers that it mentions."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from publish.api import Project
from publish.briefsfor import Asked
from publish.engines import pdftext
from publish.engines.binary import pandoc_path
from tests import pdfs

RECORDS = """
@article{doe2001, author={Doe, Jane}, title={The Inner Life of Harbour Cranes}, year={2001}}
@article{roe2002, author={Roe, Jean}, title={A Survey of Quays and Their Moorings}, year={2002}}
@article{poe2003, author={Poe, Ed}, title={On Nothing That Is Mentioned}, year={2003}}
"""
ENTRIES = {
    "cranes": "title: The Inner Life of Harbour Cranes\nkind: paper",
    "jane-doe": "title: Jane Doe\nkind: person\naliases: [J. M. Doe]",
    "nobody": "title: Somebody Else\nkind: person",
}
REPORT = """# A report

What we know of the quay was said by J. M. Doe before. She wrote *The Inner Life of Harbour
Cranes*, and others "A Survey of Quays and Their Moorings".
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("entries", "bibliography"):
        (tmp_path / name).mkdir()
    (tmp_path / "publish.toml").write_text('title = "Harbour"\nlang = "en"\n', "utf-8")
    (tmp_path / "bibliography" / "all.bib").write_text(RECORDS, "utf-8")
    for name, header in ENTRIES.items():
        text = f"---\n{header}\n---\n\n## About\n\nWords.\n"
        (tmp_path / "entries" / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "report.md").write_text(REPORT, "utf-8")
    return tmp_path


def asked(folder: Path, name: str, data: bytes) -> Asked:
    with Project.open(folder) as project:
        found = project.asked_for(name, data)
    assert found.value is not None, found.diagnostics
    return found.value


EXPECTED = Asked(
    {"jane-doe": "J. M. Doe", "cranes": "The Inner Life of Harbour Cranes"},
    ("doe2001", "roe2002"),
    ("roe2002",),
)


def test_markdown_is_read(project: Path) -> None:
    found = asked(project, "report.md", REPORT.encode())
    assert found == EXPECTED
    assert list(found.entries) == list(EXPECTED.entries)


WORKS = {
    "moorings": "title: Moorings\nkind: work\n"
    "facts: [{label: Paper, value: A Survey of Quays and Their Moorings, source: roe2002}]",
    "idleness": "title: Idleness\nkind: concept\npapers: {poe2003: [Idleness]}",
    "jean-roe": "title: Jean Roe\nkind: person\n"
    "facts: [{label: Works, value: A Survey of Quays and Their Moorings, source: roe2002}]",
}


def test_an_entry_is_about_the_paper_that_its_header_says(project: Path) -> None:
    for name, header in WORKS.items():
        text = f"---\n{header}\n---\n\n## About\n\nWords.\n"
        (project / "entries" / f"{name}.md").write_text(text, "utf-8")
    report = "# On it\n\nSee *A Survey of Quays and Their Moorings*, and @poe2003.\n"
    found = asked(project, "report.md", report.encode())
    assert list(found.entries) == ["moorings", "idleness"]
    assert not found.without


def test_a_locked_report_asks_for_its_password(project: Path) -> None:
    data = pdfs.saved(pdfs.document(1), encryption=pikepdf.Encryption(owner="o", user="u"))
    with Project.open(project) as opened:
        found = opened.asked_for("report.pdf", data)
        assert [each.rule.code for each in found.diagnostics] == ["PDF101"]
        assert opened.asked_for("report.pdf", data, "u").value is not None


def test_word_is_read(project: Path) -> None:
    made = project / "report.docx"
    subprocess.run([pandoc_path(), project / "report.md", "-o", made], check=True)
    assert asked(project, "report.docx", made.read_bytes()) == EXPECTED


@pytest.mark.skipif(not pdftext.available(), reason="there is no pypdfium2")
def test_pdf_is_read_words_that_a_line_parts_too(project: Path) -> None:
    from weasyprint import HTML

    words = REPORT.replace("Harbour\nCranes", "Har&shy;bour Cranes").replace("# A report", "")
    page = f"<html lang=en><style>@page {{ size: 70mm 90mm; margin: 3mm }}</style><p>{words}"
    found = asked(project, "report.pdf", HTML(string=page).write_pdf())
    assert list(found.entries) == list(EXPECTED.entries)
    assert found.papers == EXPECTED.papers


def test_a_paper_that_is_cited_by_its_key_is_mentioned(project: Path) -> None:
    found = asked(project, "report.md", b"Cranes are moody [@doe2001; @unheard].")
    assert found == Asked({"cranes": "@doe2001"}, ("doe2001",), ())


@pytest.mark.parametrize("name", ["report.docx", "report.pdf"])
def test_what_cannot_be_read_is_told(project: Path, name: str) -> None:
    with Project.open(project) as opened:
        found = opened.asked_for(name, b"nothing of the kind")
    assert found.value is None
    assert [each.rule.code for each in found.diagnostics] == ["PDF100"]


def test_markdown_in_another_encoding_is_told(project: Path) -> None:
    with Project.open(project) as opened:
        found = opened.asked_for("report.md", b"na\xefve")
    assert "byte 3 is not UTF-8" in found.diagnostics[0].message
