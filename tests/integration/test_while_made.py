"""What is saved while a build goes on: nothing that it makes is taken for what it isn't."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publish import Project, pipeline
from publish.build import entries as build_entries
from publish.build.report import BuildReport
from publish.engines import pagevalidation, verapdf
from publish.engines.findings import Finding, NoAnswer
from publish.model.publication import Publication
from publish.proving import Made
from publish.writers.pdf.sections import Sections, Task

FORMATS = ("epub", "html")
TEXT = (
    "---\nkind: concept\ntitle: One\n---\n\n## Words\n\nThe first text.\n\n![Square](square.png)\n"
)
STYLE = "p {{ color: {} }}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for folder in ("entries", "bibliography", "styles"):
        (root / folder).mkdir(parents=True)
    (root / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    (root / "entries/one.md").write_text(TEXT)
    set_to(root, "red")
    return root


def set_to(root: Path, colour: str) -> None:
    Image.new("RGB", (40, 40), colour).save(root / "entries/square.png")
    (root / "styles/epub.custom.css").write_text(STYLE.format(colour))
    (root / "styles/screen.custom.css").write_text(STYLE.format(colour))


def repaint(root: Path, colour: str) -> None:
    Image.new("RGB", (40, 40), colour).save(root / "entries/square.png")


def restyle(root: Path, colour: str) -> None:
    for name in ("epub", "screen"):
        (root / f"styles/{name}.custom.css").write_text(STYLE.format(colour))


def build(root: Path, formats: Sequence[str] = FORMATS) -> BuildReport:
    with Project.open(root) as project:
        return project.build(formats=formats, jobs=1)


def made(root: Path) -> Mapping[str, bytes]:
    return {p.name: p.read_bytes() for p in (root / "output/one").iterdir()}


def made_anew(root: Path) -> Mapping[str, bytes]:
    """What a build makes that knows of none before."""
    copy = root.parent / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build", "output"))
    assert build(copy).ok
    files = made(copy)
    shutil.rmtree(copy)
    return files


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, before: Callable[[], object], after: Callable[[], object]
) -> None:
    """In the next build, ``before`` is done when all is hashed and nothing made, ``after`` when
    all is made and nothing kept.
    """

    def made_files(publication: Publication, *rest: object) -> Mapping[str, Made]:
        before()
        files: Mapping[str, Made] = original(publication, *rest)
        after()
        return files

    original = pipeline.made_files
    monkeypatch.setattr(pipeline, "made_files", made_files)


@pytest.mark.parametrize("change", [repaint, restyle])
@pytest.mark.parametrize("is_set_back", [True, False])
def test_what_changes_while_it_is_made_of_is_made_again(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path, str], None],
    is_set_back: bool,
) -> None:
    with monkeypatch.context() as patch:
        meanwhile(
            patch,
            lambda: change(root, "green"),
            lambda: change(root, "red") if is_set_back else None,
        )
        assert build(root).ok
    change(root, "red")
    assert build(root).ok
    assert made(root) == made_anew(root)


@pytest.mark.parametrize("change", [repaint, restyle])
def test_what_is_saved_when_all_is_made_is_seen_by_the_next_build(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, str], None]
) -> None:
    carried_out = build_entries.carried_out
    with monkeypatch.context() as patch:

        def changed_behind(*given: object) -> object:
            done = carried_out(*given)
            change(root, "green")
            return done

        patch.setattr(build_entries, "carried_out", changed_behind)
        assert build(root).ok
    assert build(root).ok
    assert made(root) == made_anew(root)


def rewrite(root: Path, words: str) -> None:
    (root / "entries/one.md").write_text(TEXT.replace("The first text", words))


def test_what_another_build_has_delivered_right_after_is_not_taken_for_ones_own(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_out = build_entries.carried_out
    with monkeypatch.context() as patch:

        def another_behind(*given: object) -> object:
            done = carried_out(*given)
            patch.undo()
            rewrite(root, "The second text")
            assert build(root).ok
            return done

        patch.setattr(build_entries, "carried_out", another_behind)
        assert build(root).ok
    rewrite(root, "The first text")
    assert build(root).ok
    assert made(root) == made_anew(root)


def test_a_build_that_ends_late_leaves_what_a_later_one_has_delivered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def another() -> None:
            patch.undo()
            rewrite(root, "The second text")
            assert build(root).ok

        meanwhile(patch, lambda: None, another)
        assert build(root).ok
    assert b"The second text" in made(root)["one.html"]
    assert made(root) == made_anew(root)
    assert not any(each.made for each in build(root).reasons.values())


def test_a_build_that_ends_late_delivers_what_no_later_one_has(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def another() -> None:
            patch.undo()
            rewrite(root, "The second text")
            assert build(root, ["epub"]).ok

        meanwhile(patch, lambda: None, another)
        report = build(root)
    assert report.ok
    assert report.reasons["one"].made == ("html",)
    assert all((root / each.path).stat().st_size == each.bytes for each in report.delivered)
    assert build(root).reasons["one"].made == ("html",)
    assert made(root) == made_anew(root)


def test_a_section_is_kept_under_what_it_was_laid_out_of(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = '[collections.book]\ntitle = "B"\nentries = ["one"]\nformats = ["pdf"]\n'
    with (root / "publish.toml").open("a") as settings:
        settings.write(book + 'layout = "entries"\n')
    (root / "entries/square.png").rename(root / "entries/a b.png")
    (root / "entries/one.md").write_text(TEXT.replace("square.png", "a%20b.png"))

    def pages() -> bytes:
        with Project.open(root) as project:
            report = project.build(collections=["book"], jobs=1)
        assert report.ok, report.diagnostics
        return (root / "output/book/book.pdf").read_bytes()

    def paint(colour: str) -> None:
        Image.new("RGB", (40, 40), colour).save(root / "entries/a b.png")

    red = pages()
    paint("green")
    green = pages()
    assert green != red
    shutil.rmtree(root / "build")
    laid_out = Sections._laid_out
    with monkeypatch.context() as patch:

        def painted(sections: Sections, task: Task, root: Any, *rest: Any) -> Any:
            if root.find(".//img") is not None:
                paint("red")
            return laid_out(sections, task, root, *rest)

        patch.setattr(Sections, "_laid_out", painted)
        pages()
    paint("green")
    assert pages() == green


@pytest.mark.parametrize("ignored", [False, True])
def test_what_a_judge_did_not_answer_once_is_asked_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, ignored: bool
) -> None:
    def silent(*given: object) -> list[Finding]:
        raise NoAnswer("a judge gave no answer")

    with (root / "publish.toml").open("a") as settings:
        settings.write('[pdf]\nstandard = ["a-3a"]\n')
        if ignored:
            settings.write(
                '[check]\nignore = [{ rule = "ENG011", path = "**", reason = "late" }]\n'
            )
    of_engines = [] if ignored else ["ENG011"]

    def told() -> list[str]:
        with Project.open(root) as project:
            report = project.build(formats=["pdf"], jobs=1)
        codes = [each.rule.code for each in report.diagnostics]
        return [code for code in codes if code.startswith(("ENG", "PDF"))]

    with monkeypatch.context() as patch:
        patch.setattr(pagevalidation, "findings", silent)
        patch.setattr(verapdf, "findings", silent)
        assert told() == [*of_engines, "PDF016"]
        assert told() == [*of_engines, "PDF016"]
    assert told() == []
    assert made(root) == made_anew_as_pdf(root)


def made_anew_as_pdf(root: Path) -> Mapping[str, bytes]:
    shutil.rmtree(root / "build")
    shutil.rmtree(root / "output")
    with Project.open(root) as project:
        assert project.build(formats=["pdf"], jobs=1).ok
    return made(root)
