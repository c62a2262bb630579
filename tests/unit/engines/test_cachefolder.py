"""What is kept appears whole, and a keeping that fails leaves nothing behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.engines.cachefolder import keep, private_folder


def test_a_file_is_kept_in_folders_that_are_made(tmp_path: Path) -> None:
    keep(tmp_path / "a" / "b", b"data")
    assert (tmp_path / "a" / "b").read_bytes() == b"data"


def test_what_can_not_be_written_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        keep(tmp_path / "file", b"data")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if sys.platform == "win32":
        pytest.skip("there folders have no such modes")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "publish"


def _names_anybody(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)


def _leads_elsewhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "parsed").rmdir()
    (home / "parsed").symlink_to(home)


def _has_no_modes(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of a disk of Windows."""
    make = Path.mkdir
    monkeypatch.setattr(Path, "mkdir", lambda path, **more: (make(path, **more), path.chmod(0o777)))


def test_a_private_folder_is_its_users_alone(home: Path) -> None:
    folder = private_folder("parsed")
    assert folder == home / "parsed"
    keep(folder / "value", b"mine")
    assert private_folder("parsed").stat().st_mode & 0o777 == 0o700
    assert (folder / "value").read_bytes() == b"mine"


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_what_others_could_reach_is_emptied(home: Path, mode: int) -> None:
    folder = private_folder("parsed")
    keep(folder / "value", b"anybody's")
    folder.chmod(mode)
    assert [*private_folder("parsed").iterdir()] == []
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", [_names_anybody, _leads_elsewhere, _has_no_modes])
def test_what_is_not_the_users_alone_is_refused(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    private_folder("parsed")
    damage(home, monkeypatch)
    with pytest.raises(OSError, match="others"):
        private_folder("parsed")
