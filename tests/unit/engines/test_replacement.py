"""A file is replaced whole or not at all, and keeps its permissions."""

import os

import pytest

from publish.diagnostics.core import UserError
from publish.engines.replacement import replace_file, replace_files, writing


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


def test_a_failure_leaves_all_files(tmp_path, monkeypatch):
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        replace_files({tmp_path / "a": b"new", tmp_path / "none" / "b": b"new"})
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_only_what_replaces_a_file_waits_for_the_disk(tmp_path, monkeypatch):
    """And what stands by itself, which nobody makes again."""
    forced, really = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (forced.append(handle), really(handle)))
    replace_files({tmp_path / "a": b"first"})
    assert not forced
    replace_files({tmp_path / "a": b"second", tmp_path / "b": b"new"})
    assert len(forced) == 1
    assert (tmp_path / "a").read_bytes() == b"second"
    replace_file(tmp_path / "c", b"new")
    assert len(forced) == 2


def test_permissions_are_kept(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_is_no_file_stays_what_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not a regular file"):
        replace_files({tmp_path / "a": b"new", pipe: b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("where", "hint"),
    [("none/a", "make the folder first"), (".", "name a file"), ("file/a", "name a file")],
)
def test_a_refusal_says_what_to_do(where, hint, tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(UserError) as raised, writing("a"):
        replace_file(tmp_path / where, b"new")
    assert str(raised.value.diagnostics[0].hint).startswith(hint)
