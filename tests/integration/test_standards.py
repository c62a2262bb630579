"""Several standards at once, each file judged by others: veraPDF, and page-validation.

Two entries of the sample in the quick tests; all of them, and the long dossier, in the
proof.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from publish.engines import pagevalidation
from publish.model.conformance import STANDARDS, conflicts
from publish.verify.pdf import examine
from tests.conftest import ROOT, require, unproved
from tests.integration.projects import run, write_project
from tests.integration.test_determinism import copy_sample
from tests.judges import verapdf
from tests.torture.made import torture

COMBINATIONS = (
    ("a-3a", "ua-1"),
    ("a-2a", "ua-1"),
    ("a-4", "ua-2", "wtpdf"),
    ("a-4f", "ua-2"),
)
"""Standards of one file; the first are those that nobody has to ask for."""

THEME = ROOT / "src" / "publish" / "themes" / "dossier"
FEW = ("kaiming-he", "feature-pyramid-networks")
ALL = tuple(sorted(path.stem for path in (ROOT / "entries").glob("*.md")))


def built(folder: Path, standards: tuple[str, ...], entries: tuple[str, ...]) -> list[Path]:
    """PDFs of the sample after these standards, as a user has them made."""
    copy_sample(folder)
    settings = folder / "publish.toml"
    listed = json.dumps(list(standards))
    text = settings.read_text("utf-8").replace("[pdf]", f"[pdf]\nstandard = {listed}", 1)
    settings.write_text(text, "utf-8")
    result = run(folder, "build", *entries, "--to", "pdf", "--format", "json")
    assert result.returncode == 0, result.stdout + result.stderr
    assert json.loads(result.stdout)["diagnostics"] == []
    return [folder / "output" / entry / f"{entry}.pdf" for entry in entries]


def broken(paths: list[Path], standards: tuple[str, ...]) -> list[str]:
    """What the two judges find; page-validation where it knows the standard or its kin."""
    found = verapdf.validate(paths, standards)
    for path in paths:
        for standard in standards:
            findings = pagevalidation.findings(path.read_bytes(), standard)
            found += [f"{path.name}: {standard} {each.rule}: {each.message}" for each in findings]
    return found


def test_the_combinations_can_be_asked_for() -> None:
    for standards in COMBINATIONS:
        assert list(conflicts(standards)) == []
    unnamed = set(STANDARDS) - {name for standards in COMBINATIONS for name in standards}
    assert unnamed == {"a-2u", "a-3u"}, "level u is what level a asks for, without structure"


def test_what_breaks_a_standard_is_told_and_made_without_that_claim(tmp_path: Path) -> None:
    """A project's own template skips levels of headings, and a picture is in CMYK."""
    project = write_project(tmp_path / "project")
    assert run(project, "build", "one", "--to", "pdf").returncode == 0
    before = (project / "output" / "one" / "one.pdf").read_bytes()
    template = (THEME / "print.html.j2").read_text("utf-8")
    (project / "styles").mkdir()
    spoilt = template.replace("{{ sections }}", "<h5>Left out</h5>{{ sections }}", 1)
    (project / "styles" / "print.html.j2").write_text(spoilt, "utf-8")
    entry = project / "entries" / "one.md"
    figure = "\n![A picture for printers only](cmyk.jpg)\n"
    entry.write_text(entry.read_text("utf-8") + figure, "utf-8")
    Image.new("CMYK", (60, 40), (10, 90, 80, 0)).save(project / "entries" / "cmyk.jpg")

    settings = (project / "publish.toml").read_text("utf-8")
    strict = settings + '\n[check.severity]\nPDF016 = "error"\n'
    (project / "publish.toml").write_text(strict, "utf-8")
    held_back = run(project, "build", "one", "--to", "pdf")
    assert (held_back.returncode, "error[PDF016]" in held_back.stderr) == (1, True)
    assert (project / "output" / "one" / "one.pdf").read_bytes() == before

    (project / "publish.toml").write_text(settings, "utf-8")
    result = run(project, "build", "one", "--to", "pdf", "--format", "json")
    picture, heading = sorted(json.loads(result.stdout)["diagnostics"], key=lambda d: d["message"])
    assert (result.returncode, picture["code"], heading["code"]) == (0, "PDF016", "PDF016")
    assert "can't claim PDF/UA-1: it breaks 7.4.2" in heading["message"]
    assert "page 1, H5 “Left out”" in heading["message"]
    assert heading["path"] == "entries/one.md"
    assert "can't claim PDF/A-3a: it breaks 6.2.4.3" in picture["message"]
    assert "page 1, Figure “A picture for printers only”" in picture["message"]
    assert picture["excerpt"].startswith("![A picture for printers only]")
    made = project / "output" / "one" / "one.pdf"
    assert examine("one.pdf", made.read_bytes()).judgements == ()
    (line,) = json.loads((made.parent / "manifest.json").read_text("utf-8"))["files"]
    assert line["claims"] == []

    (project / "styles" / "print.html.j2").unlink()
    assert run(project, "build", "one", "--to", "pdf").returncode == 0
    kept = examine("one.pdf", made.read_bytes()).judgements
    assert [(each.standard, each.verdict) for each in kept] == [("ua-1", "kept")]


def test_poppler_reads_what_is_said(tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        unproved("there is no pdfinfo: apt install poppler-utils")
    project = write_project(tmp_path / "project")
    assert run(project, "build", "one", "--to", "pdf").returncode == 0
    path = project / "output" / "one" / "one.pdf"
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    said = dict(re.findall(r"^(\w[\w ]*): +(.*)$", done.stdout, re.MULTILINE))
    assert (said["Title"], said["Creator"], said["Tagged"]) == ("One thing", "publish", "yes")
    assert (said["PDF version"], said["Metadata Stream"]) == ("1.7", "yes")
    listed = subprocess.run(["pdfdetach", "-list", str(path)], capture_output=True, text=True)
    names = re.findall(r"^\d+: (.+)$", listed.stdout, re.MULTILINE)
    assert names == ["manifest.json", "one.bib", "one.csl.json", "one.md"]


@pytest.mark.judge
@pytest.mark.parametrize("standards", COMBINATIONS[1:], ids="+".join)
def test_nothing_is_found_in_two_entries(tmp_path: Path, standards: tuple[str, ...]) -> None:
    require(verapdf)
    assert broken(built(tmp_path, standards, FEW), standards) == []


@pytest.mark.proof
@pytest.mark.judge
@pytest.mark.parametrize("standards", COMBINATIONS, ids="+".join)
def test_nothing_is_found_in_all_entries(tmp_path: Path, standards: tuple[str, ...]) -> None:
    require(verapdf)
    assert broken(built(tmp_path, standards, ALL), standards) == []


@pytest.mark.proof
@pytest.mark.judge
@pytest.mark.parametrize("standards", COMBINATIONS, ids="+".join)
def test_nothing_is_found_in_the_long_dossier(tmp_path: Path, standards: tuple[str, ...]) -> None:
    require(verapdf)
    path = tmp_path / "torture.pdf"
    path.write_bytes(torture(standards).data)
    assert broken([path], standards) == []
