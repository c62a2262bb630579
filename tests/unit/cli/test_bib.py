"""What ``publish bib`` says it did, it did; what can't be written isn't said to be."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.cli.boundary import run

RECORD = "@misc{%s, title={Größe und Maß der Dinge}, author={Müller, J}, note={Ö}, year=2000}\n"
PAIR = (RECORD % "one").encode() + (RECORD % "two").encode("latin-1")
"""In two encodings, so that no change can be written without loss."""

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for name in ("entries", "bibliography"):
        (tmp_path / name).mkdir()
    text = "---\nkind: concept\ntitle: A\n---\n\nText [@two].\n"
    (tmp_path / "entries" / "a.md").write_text(text)
    (tmp_path / "bibliography" / "pair.bib").write_bytes(PAIR)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    def asked(*command: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        code = run(list(command))
        return code, *capsys.readouterr()

    return asked


def test_a_file_that_could_not_be_written_is_not_laid_out(project: Path, said: Said) -> None:
    code, _, told = said("bib", "format", "--write")
    assert (code, told.splitlines()[-1]) == (1, "0 files laid out: 1 error")
    assert "RES007" in told
    assert (project / "bibliography" / "pair.bib").read_bytes() == PAIR


def test_a_record_that_could_not_be_written_is_not_added(project: Path, said: Said) -> None:
    record = "@book{q, title = {Q}, author = {Q, A}, year = 2001, publisher = {P}}"
    code, keys, told = said("bib", "add", "--into", "pair.bib", given=record)
    assert (code, keys, told.splitlines()[-1]) == (1, "", "0 records added")
    _, shown, _ = said("bib", "add", "--into", "pair.bib", "--format", "json", given=record)
    assert json.loads(shown)["added"] == []
    code, keys, _ = said("bib", "add", "--into", "new.bib", given=record)
    assert (code, keys) == (0, "q2001q\n")


def test_records_that_could_not_be_written_are_not_merged(project: Path, said: Said) -> None:
    _, _, told = said("bib", "dedupe")
    assert told.splitlines()[-1] == "1 record to merge (`--write` does it)"
    code, _, told = said("bib", "dedupe", "--write")
    assert (code, told.splitlines()[-1]) == (1, "0 records merged")
    assert "[@two]" in (project / "entries" / "a.md").read_text()


def test_lists_show_names_with_particles_and_years_before_christ(project: Path, said: Said) -> None:
    records = (
        "@book{a, title = {A}, author = {van der Waals, J.}, date = {-0043}}\n"
        "@book{b, title = {B}, author = {d'Alembert, Jean and {The Group}}, year = {c. 1850}}\n"
    )
    (project / "bibliography" / "pair.bib").write_text(records)
    _, rows, _ = said("bib", "list")
    assert [" ".join(row.split()) for row in rows.splitlines()] == [
        "a 44 BC van der Waals A -",
        "b 1850 d'Alembert and The Group B -",
    ]


def test_what_a_format_has_no_place_for_is_told(project: Path, said: Said) -> None:
    records = (
        "@inproceedings{a, title={A}, booktitle={B}, date={-0043}, eventdate={2001-02-03}}\n"
        "@software{b, title = {B}, version = {1}, year = 2001}\n"
        "@software{c, title = {C}, version = {2}, year = 2001}\n"
    )
    (project / "bibliography" / "pair.bib").write_text(records)
    for name in ("ris", "nbib", "endnote-xml"):
        code, _, told = said("bib", "convert", "--to", name)
        (line,) = (each for each in told.splitlines() if "BIB035" in each)
        assert f"{name} has no place for `version` (2), `event-date` (1)" in line
        assert code == 0
    for name in ("biblatex", "csl-json", "csl-yaml"):
        assert "BIB035" not in said("bib", "convert", "--to", name)[2]
    _, text, _ = said("bib", "convert", "--to", "ris")
    assert "PY  - ///44 BC\n" in text
