"""Several standards at once, each file judged by others: veraPDF, and page-validation.

Two entries of the sample in the quick tests; all of them, and the long dossier, in the
proof.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.engines import pagevalidation
from publish.model.conformance import STANDARDS, conflicts
from tests.conftest import ROOT, require
from tests.integration.projects import run
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
