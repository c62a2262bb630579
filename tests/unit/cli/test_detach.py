"""Files are put where their names can't lead out of the folder, and over nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.cli.exits import Exit
from tests import pdfs
from tests.unit.cli.stand_in import Ran


@pytest.mark.parametrize(
    ("name", "file"),
    [("a.txt", "a.txt"), ("../a.txt", "a.txt"), ("c:\\d\\.e", "e"), ("..", "file"), ("a\0b", "ab")],
)
def test_a_name_leads_nowhere_else(
    name: str, file: str, tmp_path: Path, publish: Callable[..., Ran]
) -> None:
    pdf = pdfs.document(1)
    pdfs.attach(pdf, name, b"data")
    (tmp_path / "report.pdf").write_bytes(pdfs.saved(pdf))
    command = ("detach", str(tmp_path / "report.pdf"), "--to", str(tmp_path / "out"))
    assert publish(*command).code == Exit.DONE
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file]
    again = publish(*command)
    assert again.code == Exit.USAGE
    assert "is there already" in again.err


def test_what_was_taken_out_is_listed_for_scripts(
    tmp_path: Path, publish: Callable[..., Ran]
) -> None:
    pdf = pdfs.document(1)
    pdfs.attach(pdf, "a.txt", b"data")
    (tmp_path / "report.pdf").write_bytes(pdfs.saved(pdf))
    out = tmp_path / "out"
    ran = publish("detach", str(tmp_path / "report.pdf"), "--to", str(out), "--json")
    assert ran.code == Exit.DONE
    assert json.loads(ran.out)["files"] == [str(out / "a.txt")]


def test_a_file_without_files_says_so(tmp_path: Path, publish: Callable[..., Ran]) -> None:
    (tmp_path / "report.pdf").write_bytes(pdfs.saved(pdfs.document(1)))
    ran = publish("detach", str(tmp_path / "report.pdf"), "--to", str(tmp_path / "out"))
    assert ran.code == Exit.DONE
    assert "report.pdf` holds no files" in ran.err
    assert not (tmp_path / "out").exists()
