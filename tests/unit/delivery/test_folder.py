"""Files are put in whole, and only what was delivered is removed."""

from pathlib import Path

import pytest

from publish.delivery.folder import clean, put
from publish.diagnostics.core import UserError


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
