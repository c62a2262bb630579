"""Whole builds of one project at the same time don't disturb each other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.projects import snapshot

BIB = "@book{turing, author={Turing, Alan}, title={On Numbers}, date={1936}, publisher={P}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "entries").mkdir(parents=True)
    (project / "bibliography").mkdir()
    (project / "bibliography/all.bib").write_text(BIB)
    (project / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for number in range(8):
        text = f"---\nkind: concept\ntitle: Entry {number}\n---\n\nOf [@turing].\n"
        (project / f"entries/entry-{number}.md").write_text(text)
    return project


def _begun(root: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "publish", "build", *options],
        cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("caches", [("", ""), ("shared", "shared"), ("", "shared")])
def test_builds_at_the_same_time_make_what_one_makes(root: Path, caches: tuple[str, ...]) -> None:
    alone = root.parent / "alone"
    shutil.copytree(root, alone)
    assert _begun(alone).wait(120) == 0
    options = [("--cache-dir", str(root.parent / cache)) if cache else () for cache in caches]
    running = [_begun(root, "-j", "2", *each) for each in options]
    told = [each.communicate(timeout=120)[1] for each in running]
    assert [each.returncode for each in running] == [0, 0], told
    assert all("files made" in each and "no problems" in each for each in told), told
    assert snapshot(root / "output") == snapshot(alone / "output")
    drafts = [path for path in root.rglob("*") if path.name.startswith("draft-")]
    assert not drafts
    again = _begun(root, *options[0])
    assert "0 files made" in again.communicate(timeout=120)[1]
