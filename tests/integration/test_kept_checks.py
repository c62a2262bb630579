"""What is kept between two checks only saves time: the same is told with it and without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.workload import write_project

from publish.api import Project
from publish.checks.records import told

TODAY = date(2026, 5, 19)
FAULTS = """\
@article{odd, title = {One Work of Many Words}, author = {He, K.}, year = 2016, pages = {9--1}}
@article{even, title = {One Work of Many Words}, author = {He, K.}, year = 2016,
  doi = {https://doi.org/10.5555/x}}
@inproceedings{inherits, crossref = {whole}, title = {A \\unheard{Part}}, doi = {10.x}}
@proceedings{whole, title = {The Whole}}
"""
EXPORT = "TY  - JOUR\nID  - ris\nTI  - A Paper\nDO  - 10.x\nPY  - 20x1\nER  - \n"


def _told(root: Path, *, cache: bool) -> list[str]:
    with Project.open(root, cache=cache) as project:
        return [repr(each) for each in project.check(TODAY)]


def test_a_check_tells_the_same_with_what_is_kept(tmp_path: Path) -> None:
    entries = write_project(tmp_path, 12)
    settings = tmp_path / "publish.toml"
    settings.write_text(settings.read_text().replace('mentions = "off"\n', ""))
    further = tmp_path / "bibliography" / "odd.bib"
    further.write_text(FAULTS)
    (tmp_path / "bibliography" / "export.ris").write_text(EXPORT)
    with entries[3].open("a") as file:
        file.write('\n\nOne Work of Many Words [@nobody] says “so".\n')
    plain = _told(tmp_path, cache=False)
    assert _told(tmp_path, cache=True) == plain == _told(tmp_path, cache=True)
    assert any("unheard" in each for each in plain)

    with entries[5].open("a") as file:
        file.write("\n\nMore [@no-one].\n")
    further.write_text("\n" + FAULTS.replace("10.x", "10.5555/x"))
    changed = _told(tmp_path, cache=True)
    assert changed == _told(tmp_path, cache=False) != plain


def test_while_the_bibliography_stands_no_record_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = write_project(tmp_path, 2)
    (tmp_path / "bibliography" / "odd.bib").write_text(FAULTS)
    (tmp_path / "bibliography" / "export.ris").write_text(EXPORT)
    plain = _told(tmp_path, cache=True)
    assert sum("export.ris" in each for each in plain) > 1
    judged: list[str] = []
    judge = told.judge_record
    monkeypatch.setattr(
        told, "judge_record", lambda record, by: judged.append(record.key) or judge(record, by)
    )
    entries[0].write_text(entries[0].read_text() + "\n\nMore.\n")
    assert _told(tmp_path, cache=True) == plain
    assert judged == []
    further = tmp_path / "bibliography" / "odd.bib"
    further.write_text("@misc{new, title = {New}, year = 2020}\n" + FAULTS)
    _told(tmp_path, cache=True)
    assert judged == ["new"]
