"""Files are put in whole, and only what was delivered is removed."""

import os
from pathlib import Path

import pytest

from publish.delivery.folder import clean, put, replace_file
from publish.diagnostics.core import UserError


def test_a_failing_write_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_bytes(b"old")

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        replace_file(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]
    assert path.read_bytes() == b"old"


def test_clean_removes_what_was_delivered_and_nothing_else(tmp_path):
    put(tmp_path, "output/a", {"a.pdf": b"1", "manifest.json": b"{}"})
    put(tmp_path, "output/b", {"b.html": b"1", "manifest.json": b"{}"})
    put(tmp_path, "output", {"index.html": b"1"})
    (tmp_path / "output/b/mine.txt").write_text("kept")
    assert clean(tmp_path, "output") is True
    left = [str(p.relative_to(tmp_path)) for p in sorted(tmp_path.rglob("*")) if p.is_file()]
    assert left == ["output/b/mine.txt"]
    assert clean(tmp_path, "output") is False


def test_clean_leaves_no_empty_folder(tmp_path):
    put(tmp_path, "output/a", {"a.pdf": b"1", "manifest.json": b"{}"})
    clean(tmp_path, "output")
    assert not (tmp_path / "output").exists()
    assert clean(tmp_path, "output") is False


@pytest.mark.parametrize("output", ["output", "output/deeper"])
def test_clean_follows_no_link(tmp_path: Path, output: str):
    elsewhere = tmp_path / "elsewhere"
    put(elsewhere, "deeper/a", {"a.pdf": b"1", "manifest.json": b"{}"})
    (tmp_path / "output").symlink_to(elsewhere)
    with pytest.raises(UserError) as error:
        clean(tmp_path, output)
    assert error.value.exit_code == 2
    assert (elsewhere / "deeper/a/a.pdf").is_file()
