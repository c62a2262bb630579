"""What an edit doesn't name stays byte for byte: encoding, mark, line ends, permissions."""

import os

import pytest

from publish.diagnostics import UserError
from publish.diagnostics.rules import res
from publish.model.edit import Edit
from publish.readers.bibtex.encoding import decode
from publish.revision import revisions, save


def edited(root, data: bytes, old: str, new: str, name: str = "a.bib"):
    """The outcome of saving ``new`` for the first ``old`` in a file of these bytes."""
    path = root / name
    path.write_bytes(data)
    source = decode(name, data).value
    start = source.text.index(old)
    made = revisions({name: source}, [Edit(name, start, start + len(old), new)])
    return save(root, made), path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"one\ntwo\n", b"one\n2\nii\n"),
        (b"one\r\ntwo\r\nend", b"one\r\n2\r\nii\r\nend"),
        (b"one\rtwo\rend", b"one\r2\rii\rend"),
        (b"one\ntwo\r\nend\r", b"one\n2\nii\r\nend\r"),
        (b"\xef\xbb\xbfone\ntwo", b"\xef\xbb\xbfone\n2\nii"),
        ("﻿one\r\ntwo ü".encode("utf-16-le"), "﻿one\r\n2\r\nii ü".encode("utf-16-le")),
        ("caf\u00e9 two".encode("cp1252"), "caf\u00e9 2\nii".encode("cp1252")),
    ],
)
def test_encoding_and_line_ends_are_kept(tmp_path, before, after):
    result, path = edited(tmp_path, before, "two", "2\nii")
    assert result.value == ("a.bib",)
    assert result.diagnostics == ()
    assert path.read_bytes() == after


def test_permissions_are_kept_and_links_followed(tmp_path):
    path = tmp_path / "real.bib"
    path.write_bytes(b"two")
    path.chmod(0o600)
    (tmp_path / "a.bib").symlink_to(path)
    result, link = edited(tmp_path, b"two", "two", "2")
    assert result.value == ("a.bib",)
    assert link.is_symlink()
    assert path.read_bytes() == b"2"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_changed_meanwhile_is_left_and_so_are_the_others(tmp_path):
    sources = {name: decode(name, b"two").value for name in ("a.bib", "b.bib")}
    (tmp_path / "a.bib").write_bytes(b"two")
    (tmp_path / "b.bib").write_bytes(b"two, three")
    made = revisions(sources, [Edit(name, 0, 3, "2") for name in sources])
    result = save(tmp_path, made)
    assert [each.rule for each in result.diagnostics] == [res.CHANGED_SINCE_READ]
    assert result.value == ()
    assert (tmp_path / "a.bib").read_bytes() == b"two"


def test_a_file_that_is_gone_is_told(tmp_path):
    made = revisions({"a.bib": decode("a.bib", b"two").value}, [Edit("a.bib", 0, 3, "2")])
    assert [each.rule for each in save(tmp_path, made).diagnostics] == [res.UNREADABLE]


@pytest.mark.parametrize(
    ("data", "new"),
    [
        ("Zoë, née two".encode("cp1252"), "’—漢"),  # no such letter there
        ("Zoë Böll two ".encode() + b"\xe9", "2"),  # bytes that were guessed at
    ],
)
def test_what_the_encoding_cannot_hold_is_not_written(tmp_path, data, new):
    result, path = edited(tmp_path, data, "two", new)
    assert [each.rule for each in result.diagnostics] == [res.CANNOT_KEEP_ENCODING]
    assert path.read_bytes() == data


def test_a_machine_that_refuses_leaves_the_files(tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as error:
        edited(tmp_path, b"two", "two", "2")
    assert error.value.exit_code == 4
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.bib", b"two")]
