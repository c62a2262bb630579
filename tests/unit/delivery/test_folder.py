"""Files are put in whole, and only what was delivered is removed."""

from pathlib import Path

import pytest

from publish.delivery.folder import clean, put, remove
from publish.diagnostics.core import UserError


def test_clean_removes_what_was_delivered_and_nothing_else(tmp_path):
    put(tmp_path, "output/a", {"a.pdf": b"1", "manifest.json": b"{}"})
    put(tmp_path, "output/b", {"b.html": b"1", "manifest.json": b"{}"})
    put(tmp_path, "output", {"index.html": b"1"})
    for name in ("", "a/"):  # what is left where a build was ended by the system
        (tmp_path / f"output/{name}.index.html.0a1b.part").write_text("half")
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


SITE = b'{"files": [{"format": "html", "name": "a.html", "files": ["pages/x.html"]}]}'


def test_clean_removes_the_pages_of_a_site_and_a_series(tmp_path):
    put(tmp_path, "output/a", {"a.html": b"1", "pages/x.html": b"1", "manifest.json": SITE})
    put(tmp_path, "output/a/each/x", {"x.epub": b"1", "manifest.json": b"{}"})
    assert clean(tmp_path, "output") is True
    assert not (tmp_path / "output").exists()


def test_clean_follows_no_link_on_the_way_to_a_page(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.html").write_text("mine")
    put(tmp_path, "output/a", {"a.html": b"1", "manifest.json": SITE})
    (tmp_path / "output/a/pages").symlink_to(tmp_path / "elsewhere")
    clean(tmp_path, "output")
    assert (tmp_path / "elsewhere/x.html").is_file()
    with pytest.raises(UserError):
        put(tmp_path, "output/a", {"pages/x.html": b"1"})


@pytest.mark.parametrize("name", ["../b/b.html", "/etc/x", "a.html"])
def test_only_what_lies_below_the_folder_is_removed(tmp_path: Path, name: str):
    put(tmp_path, "output/a", {"a.html": b"1"})
    put(tmp_path, "output/b", {"b.html": b"1"})
    remove(tmp_path, "output/a", [name])
    assert (tmp_path / "output/a/a.html").is_file()
    assert (tmp_path / "output/b/b.html").is_file()
