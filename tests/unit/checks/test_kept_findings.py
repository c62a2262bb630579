"""What was found in texts is found again without looking: of every rule's fixture the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publish import checks
from publish.checks import check
from publish.diagnostics import Diagnostic, UserError
from publish.engines.pandoc import Pandoc
from publish.engines.store import NO_STORE, Store
from publish.model.publication import Project
from publish.readers import entry as reading
from publish.readers.project import read_project

FIXTURES = sorted((Path(__file__).parents[2] / "diagnostics").glob("*/bad"))


@pytest.fixture(autouse=True)
def _worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WORTH_KEEPING", 0)
    monkeypatch.setattr(checks, "WORTH_KEEPING", 0)


def _found(root: Path, pandoc: Pandoc, store: Store) -> tuple[list[Diagnostic], Project]:
    read = read_project(root, pandoc, store)
    return [*read.diagnostics, *check(read.value, store=store)], read.value


@pytest.mark.parametrize(
    "family", ["ACC", "BRF", "CIT", "COL", "ENT", "HTM", "PDF", "REF", "RES", "TYP"]
)
def test_findings_are_the_same_the_next_time(family: str, tmp_path: Path, pandoc: Pandoc) -> None:
    for fixture in (each for each in FIXTURES if each.parent.name.startswith(family)):
        root = tmp_path / fixture.parent.name
        shutil.copytree(fixture, root, symlinks=True)
        try:
            plain, _ = _found(root, pandoc, NO_STORE)
        except UserError:
            continue
        assert _found(root, pandoc, Store.of(root))[0] == plain
        assert _found(root, pandoc, Store.of(root))[0] == plain


def test_a_text_that_stands_is_not_looked_at_again(
    tmp_path: Path, pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "p"
    shutil.copytree(Path(__file__).parents[3] / "entries", root / "entries")
    shutil.copytree(Path(__file__).parents[3] / "bibliography", root / "bibliography")
    (root / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    looked: list[str] = []
    in_text = checks._in_text

    def noted(entry, settings):
        looked.append(entry.id)
        return in_text(entry, settings)

    monkeypatch.setattr(checks, "_in_text", noted)
    plain, _ = _found(root, pandoc, Store.of(root))
    assert len(looked) > 3
    looked.clear()
    again, project = _found(root, pandoc, Store.of(root))
    assert (again, looked) == (plain, [])
    trees = [part.parsed for entry in project.entries.values() for part in entry.document.fragments]
    assert not any(tree._blocks for tree in trees), "no tree is read"
    path = root / project.entries["kaiming-he"].path
    path.write_text(path.read_text() + "\nA word -- more.\n")
    changed, _ = _found(root, pandoc, Store.of(root))
    assert looked == ["kaiming-he"]
    assert changed == _found(root, pandoc, NO_STORE)[0]
    looked.clear()
    monkeypatch.setattr(checks, "installed", lambda package: f"another {package}")
    _found(root, pandoc, Store.of(root))
    assert len(looked) == len(project.entries), "another pandoc may read them another way"
