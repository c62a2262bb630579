"""A build by several workers makes what one makes, and survives the loss of one."""

from __future__ import annotations

import errno
import os
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publish import BuildReport, Project, proving
from publish.build import entries as build_entries
from publish.build import workers
from publish.diagnostics import EngineFailure
from publish.diagnostics.rules import eng
from publish.engines.images import checked_image
from publish.model.entry import Entry
from publish.model.frozen import replace

NAMES = ("one", "three", "two")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html"]\n')
    (tmp_path / "entries").mkdir()
    for name in NAMES:
        text = f"---\nid: {name}\nkind: concept\ntitle: {name}\n---\n\nWords of {name}.\n"
        (tmp_path / "entries" / f"{name}.md").write_text(text)
    return tmp_path


def made(root: Path) -> dict[str, bytes]:
    output = root / "output"
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*.*")}


def said(report: BuildReport) -> BuildReport:
    """The report, but for when files were written."""
    return replace(report, stamps=None)


def test_two_workers_make_what_one_makes(root: Path) -> None:
    with Project.open(root, cache=False) as project:
        alone = project.build(jobs=1)
        files = made(root)
        shutil.rmtree(root / "output")
        told: list[tuple[str, str]] = []
        together = project.build(jobs=2, progress=lambda *each: told.append(each))
    assert said(together) == said(alone)
    assert together.ok
    assert made(root) == files
    assert sorted(told) == [(name, "done") for name in NAMES]


@pytest.mark.parametrize(("names", "jobs"), [(["one"], 2), (["one", "two"], 4)])
def test_formats_of_long_entries_are_made_apart_where_there_is_room(
    root: Path, names: list[str], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = root / "publish.toml"
    settings.write_text(settings.read_text().replace('["html"]', '["pdf", "epub", "html"]'))
    with Project.open(root, cache=False) as project:
        alone = project.build(names, jobs=1)
        files = made(root)
        shutil.rmtree(root / "output")
        processes = root.parent / "processes"
        writer = proving.proved

        def noted(cited, name, *others):
            with processes.open("a") as file:
                file.write(f"{cited.publication.id} {name} {os.getpid()}\n")
            return writer(cited, name, *others)

        monkeypatch.setattr(proving, "proved", noted)
        monkeypatch.setattr(proving, "LONG", 0)
        apart = project.build(names, jobs=jobs)
    assert said(apart) == said(alone)
    assert made(root) == files
    lines = (line.split() for line in processes.read_text().splitlines())
    by = {(entry, name): process for entry, name, process in lines}
    assert {entry for entry, _ in by} == {*names}
    printing = {by[name, "pdf"] for name in names}
    assert len(printing) == len(names)
    assert printing.isdisjoint({by[name, "html"] for name in names} | {str(os.getpid())})


def test_an_entry_whose_worker_is_lost_is_told_and_the_others_are_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out = build_entries.carried_out

    def lost(project, plan, workshop):
        if plan.publication.id == "two":
            os.kill(os.getpid(), signal.SIGKILL)
        return carried_out(project, plan, workshop)

    monkeypatch.setattr(build_entries, "carried_out", lost)
    with Project.open(root) as project:
        report = project.build(jobs=2)
    assert report.failed == ("two",)
    (found,) = (each for each in report.diagnostics if each.rule == eng.WORKER_LOST)
    assert found.place is not None
    assert found.place.path == "entries/two.md"
    assert (root / "output" / "three" / "three.html").is_file()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_making_an_entry_is_told_and_the_others_are_made(
    root: Path, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out = build_entries.carried_out

    def odd(project, plan, workshop):
        if plan.publication.id == "two":
            raise ZeroDivisionError("an odd entry")
        return carried_out(project, plan, workshop)

    monkeypatch.setattr(build_entries, "carried_out", odd)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Project.open(root) as project:
        report = project.build(jobs=jobs)
    assert report.failed == ("two",)
    (found,) = (each for each in report.diagnostics if each.rule == eng.BUG)
    assert found.place is not None
    assert found.place.path == "entries/two.md"
    assert "a bug in publish" in found.message
    assert "ZeroDivisionError: an odd entry" in found.message
    (trace,) = tmp_path.glob("publish-trace-*")
    shown = "PUBLISH_DEBUG=1 shows it here"
    assert found.hint == f"the trace is in {trace}; {shown}; please report it"
    assert "Traceback" in trace.read_text()
    assert (root / "output" / "three" / "three.html").is_file()


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        EngineFailure(eng.PANDOC_FAILED("pandoc failed")),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
)
def test_what_is_no_bug_ends_a_build(
    root: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(project, plan, workshop):
        raise error

    monkeypatch.setattr(build_entries, "carried_out", failing)
    with Project.open(root) as project, pytest.raises(type(error)):
        project.build(jobs=1)


def test_every_entry_is_told_of_and_those_with_errors_as_failed(root: Path) -> None:
    (root / "entries" / "two.md").write_text(
        "---\nkind: concept\ntitle: two\n---\n\nSee [it](entry:nowhere).\n"
    )
    told: list[tuple[str, str]] = []
    with Project.open(root) as project:
        report = project.build(progress=lambda *each: told.append(each))
    assert report.failed == ("two",)
    assert sorted(told) == [("one", "done"), ("three", "done"), ("two", "failed")]


def test_the_longest_entries_are_begun_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "entries/two.md").write_text(f"---\nkind: concept\ntitle: Two\n---\n\n{'Word. ' * 99}")
    begun: list[str] = []
    side_by_side = workers.made_side_by_side

    def noting(work: Any, items: Sequence[Entry], *rest: Any) -> Any:
        begun.extend(entry.id for entry in items)
        return side_by_side(work, items, *rest)

    monkeypatch.setattr(workers, "made_side_by_side", noting)
    with Project.open(root) as project:
        assert [*project.entries] == ["one", "three", "two"]
        assert project.build(formats=["html"], jobs=2).ok
    assert begun == ["two", "three", "one"]


def test_a_picture_is_decoded_once_for_all_formats(root: Path, decoded: list[object]) -> None:
    Image.linear_gradient("L").convert("RGB").save(root / "entries" / "shade.png")
    with (root / "entries" / "two.md").open("a") as entry:
        entry.write("\n![Shades.](shade.png)\n\nOnce more:\n\n![Shades.](shade.png)\n")
    checked_image.cache_clear()
    with Project.open(root) as project:
        report = project.build(["two"], formats=["html", "epub", "pdf"], jobs=1)
    assert report.ok, report.diagnostics
    assert len(decoded) == 1
