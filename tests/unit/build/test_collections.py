"""Collections are built: what is made together, what is kept, what is held up."""

import io
import zipfile
from pathlib import Path

import pytest

from publish import Project
from publish.build import collections
from publish.build.report import Reason
from publish.build.workers import made_side_by_side
from publish.cli.account import explained
from publish.diagnostics.rules import eng

SETTINGS = """
title = "Notes"
lang = "en"

[collections.sea]
title = "The sea"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "entries").mkdir()
    (tmp_path / "publish.toml").write_text(SETTINGS)
    for name in ("ebb", "flood"):
        text = f"---\nkind: concept\ntitle: {name.title()}\n---\n\nWords.\n"
        (tmp_path / f"entries/{name}.md").write_text(text)
    return tmp_path


def marks(root: Path) -> int:
    data = (root / "output/sea/sea.epub").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read("EPUB/nav.xhtml").count(b"#page-")


def built(root: Path, *formats: str) -> tuple[str, ...]:
    with Project.open(root) as project:
        report = project.build(collections=["sea"], formats=formats)
        assert report.ok, report.diagnostics
        return report.reasons["sea"].made


def test_an_epub_marks_the_pages_of_the_pdf_that_is_made_with_it(root):
    assert built(root, "epub", "pdf") == ("epub", "pdf")
    assert marks(root) == 4
    assert built(root, "epub", "pdf") == ()
    assert marks(root) == 4


def test_an_epub_that_is_made_alone_marks_none_and_spoils_nothing(root):
    assert built(root, "epub", "pdf") == ("epub", "pdf")
    assert built(root, "epub") == ("epub",)
    assert marks(root) == 0
    assert built(root, "pdf", "epub") == ()
    assert marks(root) == 4


def test_another_order_or_entry_makes_the_book_anew(root):
    built(root, "epub")
    settings = root / "publish.toml"
    settings.write_text(settings.read_text() + 'entries = ["flood", "ebb"]\n')
    assert built(root, "epub") == ("epub",)


def test_texts_of_collections_are_no_dossiers(root):
    (root / "entries/about.md").write_text("---\nkind: matter\ntitle: About\n---\n\nWords.\n")
    with Project.open(root) as project:
        report = project.build(formats=["epub"])
    made = [file.path for file in report.delivered]
    assert made == [f"output/{name}/{name}.epub" for name in ("ebb", "flood", "sea")]


def test_the_index_lists_no_files_of_a_series(root):
    with Project.open(root) as project:
        report = project.build(collections=["sea"], each=True, formats=["epub", "html", "pdf"])
        assert {file.path.rpartition("/")[0] for file in report.delivered} == {
            "output/sea/each/ebb", "output/sea/each/flood",
        }  # fmt: skip
        assert not (root / "output/index.html").exists()
        project.build(["ebb"], formats=["html"])
    page = (root / "output/index.html").read_text()
    assert "ebb/ebb.html" in page
    assert "ebb/ebb.pdf" not in page
    assert "flood" not in page


def test_a_series_is_made_side_by_side_and_told_in_its_order(root, monkeypatch):
    def series(jobs: int) -> dict[Path, bytes]:
        with Project.open(root, cache=False) as project:
            report = project.build(collections=["sea"], each=True, formats=["epub"], jobs=jobs)
        assert [file.entry for file in report.delivered] == ["ebb", "flood"]
        assert report.failed == ("wreck",)
        return {path: path.read_bytes() for path in (root / "output").rglob("*.epub")}

    (root / "entries/wreck.md").write_text("---\nkind: concept\ntitle: W\n---\n\nNo [@key].\n")
    made = series(1)
    started = []
    monkeypatch.setattr(
        "publish.build.workers.made_side_by_side",
        lambda *asked: started.append(asked[2]) or made_side_by_side(*asked),
    )
    assert series(2) == made
    assert started == [2]


def test_a_bug_in_making_a_collection_is_told_and_the_others_are_made(root, monkeypatch):
    with (root / "publish.toml").open("a") as settings:
        settings.write('\n[collections.shore]\ntitle = "The shore"\n')
    collection_of = collections.collection_of

    def odd(project, arrangement, *rest):
        if arrangement.collection.id == "sea":
            raise ZeroDivisionError("an odd collection")
        return collection_of(project, arrangement, *rest)

    monkeypatch.setattr(collections, "collection_of", odd)
    monkeypatch.setattr("tempfile.tempdir", str(root))
    with Project.open(root) as project:
        report = project.build(collections=["sea", "shore"], formats=["epub"])
    assert report.failed == ("sea",)
    (found,) = (each for each in report.diagnostics if each.rule == eng.BUG)
    assert "keeps `sea` from being made: ZeroDivisionError: an odd collection" in found.message
    assert (root / "output/shore/shore.epub").is_file()


def test_of_a_collection_the_texts_that_changed_are_named(root):
    built(root, "html")
    with (root / "entries/ebb.md").open("a", encoding="utf-8") as entry:
        entry.write("\nMore words.\n")
    with Project.open(root) as project:
        reason = project.build(collections=["sea"], formats=["html"]).reasons["sea"]
    assert explained(reason) == "html made: the text of `ebb` changed"


def test_of_many_texts_that_changed_the_first_are_named() -> None:
    texts = tuple(f"the text of `{name}`" for name in "abcd")
    told = explained(Reason(made=("html",), changes=(*texts, "its citations", "its date")))
    assert told == "html made: the text of `a`, the text of `b`, 2 other texts, its date changed"
