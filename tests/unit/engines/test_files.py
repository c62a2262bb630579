"""Files that a project may read, and those that it may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.diagnostics.core import EngineFailure
from publish.engines.files import find_files, read_file


def refused(root: Path, path: Path, most: int = 100) -> str:
    with pytest.raises(EngineFailure) as raised:
        read_file(root, path, most)
    return f"{raised.value.diagnostic.rule.code} {raised.value.diagnostic.message}"


def test_a_file_inside_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert read_file(tmp_path, tmp_path / "a.txt", 5) == b"words"
    assert read_file(tmp_path, tmp_path / "b.txt", 5) == b"words"


def test_what_lies_outside_is_not(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret").write_text("s")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to(tmp_path)
    for path in (root / ".." / "secret", root / "link", root / "folder" / "secret"):
        assert refused(root, path).startswith("RES003")


def test_what_is_no_file_or_too_large_is_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "large").write_bytes(b"x" * 101)
    assert refused(tmp_path, tmp_path / "pipe") == "RES001 `pipe` is not a file"
    assert refused(tmp_path, tmp_path) == "RES001 `.` is not a file"
    assert refused(tmp_path, tmp_path / "loop").startswith("RES001 `loop` cannot be read: ")
    assert refused(tmp_path, tmp_path / "none") == (
        "RES001 `none` cannot be read: no such file or directory"
    )
    assert refused(tmp_path, tmp_path / "a\0b").startswith("RES001")
    assert refused(tmp_path, tmp_path / "large", 100).startswith("RES004")


def test_a_folder_that_leads_out_is_told_and_one_that_does_not_is_passed_over(
    tmp_path: Path,
) -> None:
    root = tmp_path / "project"
    (root / "entries" / "more").mkdir(parents=True)
    (root / "entries" / "more" / "a.md").touch()
    (root / "entries" / "again").symlink_to("more")
    (root / "entries" / "away").symlink_to(tmp_path)
    found = find_files(root, "entries", ".md")
    assert [path.relative_to(root).as_posix() for path in found.value] == ["entries/more/a.md"]
    (told,) = found.diagnostics
    assert (told.rule.code, told.message) == (
        "RES003",
        "`entries/away` leads out of the project",
    )
