"""What is kept appears whole, and a keeping that fails leaves nothing behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.engines.cachefolder import keep


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
