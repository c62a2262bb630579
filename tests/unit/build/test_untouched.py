"""A build of a project that nobody has touched says what the last one said, and reads nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.api import Project
from publish.build import untouched
from publish.cli.boundary import run
from publish.diagnostics.rules import eng
from publish.engines import stamps
from publish.engines.store import Store

MARK = "\nA sentence with  two blanks -- and dashes.\n"
BIB = "@book{turing, author={Turing, Alan}, title={On Numbers}, date={1936}, publisher={P}}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was built twice, of which the second build was remembered."""
    monkeypatch.setattr(untouched, "SETTLED", 0.0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html"]\n')
    for folder in ("entries", "bibliography", "styles"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bibliography/all.bib").write_text(BIB)
    for name in ("one", "two"):
        text = f"---\nid: {name}\nkind: concept\ntitle: {name}\n---\n\n## Words\n\nOf [@turing].\n"
        (tmp_path / "entries" / f"{name}.md").write_text(text + MARK)
    for _ in range(2):
        assert run(["-C", str(tmp_path), "build"]) == 0
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of projects that are read."""
    read: list[Path] = []
    really = Project.open

    def noted(root: Path, **options: Any) -> Project:
        read.append(root)
        return really(root, **options)

    monkeypatch.setattr(Project, "open", noted)
    return read


def _built(project: Path, *options: str) -> None:
    run(["-C", str(project), "build", *options])


@pytest.mark.parametrize("options", [(), ("--explain",), ("--quiet",), ("--format", "json")])
def test_the_same_is_said_without_reading(
    project: Path, opened: list[Path], options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    _built(project, *options)
    assert opened == []
    short = capsys.readouterr()
    (project / "remark.txt").write_text("the longer way")
    _built(project, *options)
    assert opened == [project]
    assert capsys.readouterr() == short
    assert short.out or options == ("--quiet",)


def test_what_was_found_is_said_again_and_fails_as_it_did(
    project: Path, opened: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["-C", str(project), "build", "--fail-on", "info"]) == 1
    assert opened == []
    assert capsys.readouterr().err.count("TYP002") == 2


def _edit(project: Path) -> None:
    entry = next((project / "entries").glob("*.md"))
    entry.write_text(entry.read_text().replace("e", "a", 1))


def _keep_the_times(project: Path) -> None:
    entry = next((project / "entries").glob("*.md"))
    before = entry.stat()
    entry.write_text(entry.read_text()[::-1])
    os.utime(entry, ns=(before.st_atime_ns, before.st_mtime_ns))


def _lose_output(project: Path) -> None:
    next((project / "output").rglob("*.html")).unlink()


def _write_into_output(project: Path) -> None:
    page = next((project / "output").rglob("*.html"))
    page.write_bytes(page.read_bytes()[:-1] + b" ")


def _add_a_style(project: Path) -> None:
    (project / "styles").mkdir(exist_ok=True)
    (project / "styles" / "html.css").write_text("p { margin: 0 }")


@pytest.mark.parametrize(
    "change", [_edit, _keep_the_times, _lose_output, _write_into_output, _add_a_style]
)
def test_whatever_is_touched_is_read(
    project: Path, opened: list[Path], change: Callable[[Path], None]
) -> None:
    change(project)
    _built(project)
    assert opened == [project]


@pytest.mark.parametrize("output", ["output", "made/files", "build/site"])
def test_the_output_is_looked_at_where_no_source_was_touched(
    project: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    settings = project / "publish.toml"
    settings.write_text(settings.read_text() + f'output = "{output}"\n')
    for _ in range(2):
        _built(project)
    opened.clear()
    scanned, really = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: scanned.append(str(path)) or really(path))
    _built(project)
    assert opened == []
    assert any(f"/{output}/one" in path for path in scanned)
    _edit(project)
    scanned.clear()
    seen: list[str] = []
    last = untouched.Untouched.last
    monkeypatch.setattr(
        untouched.Untouched, "last", lambda own: (last(own), seen.extend(scanned))[0]
    )
    _built(project)
    assert opened == [project]
    assert seen
    assert not any(f"/{output}/" in path for path in seen)


@pytest.mark.parametrize("options", [["--no-cache"], ["--to", "json,html"], ["one"]])
def test_what_is_asked_otherwise_is_read(
    project: Path, opened: list[Path], options: list[str]
) -> None:
    _built(project, *options)
    assert opened == [project]


def test_what_is_copied_elsewhere_is_read(
    project: Path, opened: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    _built(project, "--copy-to", str(tmp_path_factory.mktemp("elsewhere")))
    assert opened == [project]


def test_another_day_is_another_build(
    project: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    _built(project)
    assert opened == [project]


def test_what_has_just_changed_is_not_trusted(
    project: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untouched, "SETTLED", 60.0)
    _edit(project)
    for _ in range(3):
        _built(project)
    assert len(opened) == 3


def test_a_damaged_memory_is_not_trusted(project: Path, opened: list[Path]) -> None:
    for kept in (project / "build" / "cache").rglob("*"):
        if kept.is_file():
            kept.write_bytes(kept.read_bytes()[:-1])
    _built(project)
    assert opened == [project]


def test_a_project_of_too_many_files_is_read(
    project: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "MOST", 3)
    _built(project)
    assert opened == [project]


def test_what_is_installed_and_histories_are_passed_over(project: Path, opened: list[Path]) -> None:
    files = [project / "env" / "lib" / "more.py", project / ".git" / "HEAD"]
    for file in (*files, project / "env" / "pyvenv.cfg"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    _built(project)  # the project's own folder has changed
    assert opened == [project]
    for file in files:
        file.write_text("more")
    _built(project)
    assert opened == [project]


@pytest.mark.parametrize("folder", [".", "entries"])
def test_an_environment_hides_no_entry(project: Path, opened: list[Path], folder: str) -> None:
    (project / folder / "pyvenv.cfg").write_text("")
    _built(project)
    _edit(project)
    _built(project)
    assert opened == [project, project]


@pytest.mark.parametrize("name", ["two/two.html", "index.html"])
def test_what_another_build_has_put_there_is_not_taken_for_what_this_one_delivered(
    project: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Of two at once that are asked for different formats, one may link what the other makes."""
    page = project / "output" / name
    (project / "entries/one.md").write_text((project / "entries/one.md").read_text() + MARK)
    build = Project.build

    def with_another_behind(*given: Any, **named: Any) -> Any:
        report = build(*given, **named)
        theirs.append(page.read_bytes())
        page.write_bytes(theirs[0].replace(b"</body>", b"<p>theirs</p></body>"))
        return report

    theirs: list[bytes] = []
    with monkeypatch.context() as patch:
        patch.setattr(Project, "build", with_another_behind)
        _built(project)
    assert b"theirs" in page.read_bytes()
    _built(project)
    assert page.read_bytes() == theirs[0]
    assert len(opened) == 2
    _built(project)
    assert len(opened) == 2


def test_an_entry_that_is_named_is_left_unread_too(
    project: Path,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _built(project, "one")
    capsys.readouterr()
    _built(project, "one")
    assert len(opened) == 1
    assert "index.html\n" in capsys.readouterr().out
    _built(project, "two")
    _built(project, "one", "two")
    assert len(opened) == 3
    monkeypatch.chdir(project)
    _built(project, "entries/one.md")
    monkeypatch.chdir(project / "entries")
    _built(project, "one.md")
    assert len(opened) == 5
    _built(project, "one.md")
    assert len(opened) == 5


def test_that_nothing_was_kept_is_not_told_of_a_later_cache(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Store, "refusal", lambda store: eng.NOTHING_KEPT("the disk isn't there"))
        (project / "entries/one.md").write_text((project / "entries/one.md").read_text() + MARK)
        _built(project)
        assert "ENG009" in capsys.readouterr().err
    _built(project)
    assert "ENG009" not in capsys.readouterr().err
