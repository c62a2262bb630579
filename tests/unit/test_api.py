"""A project is opened, checked and built from Python."""

from importlib.resources import files
from pathlib import Path

import pytest

import publish
from publish import Project
from publish.diagnostics import UserError

ENTRY = """---
title: A Work
lang: en
papers:
  a: [Alpha, Beta]
---

Alpha was first.
"""
BIB = "@book{a, title = {A Paper}, author = {He, Kaiming}, year = {2016}, publisher = {P}}\n"


def laid_out(root: Path, settings: str = "", entry: str = ENTRY) -> Path:
    for name in ("entries", "bibliography"):
        (root / name).mkdir()
    (root / "publish.toml").write_text(f'title = "Test"\n{settings}')
    (root / "entries/a-work.md").write_text(entry.replace("title:", "kind: work\ntitle:"))
    (root / "bibliography/a.bib").write_text(BIB)
    return root


def test_a_mention_is_cited_and_a_name_that_never_occurs_is_told(tmp_path):
    with Project.open(laid_out(tmp_path)) as project:
        assert [(m.key, m.text) for m in project.mentions()["a-work"]] == [("a", "Alpha")]
        assert [d.rule.code for d in project.check()] == ["MEN003"]
        report = project.build(formats=["html"])
    assert report.ok
    paths = ["output/a-work/a-work.html", "output/index.html"]
    assert [file.path for file in report.delivered] == paths
    assert "Alpha <span" in (tmp_path / paths[0]).read_text()


def test_where_mentions_are_off_nothing_is_found_cited_or_told(tmp_path):
    with Project.open(laid_out(tmp_path, '[citations]\nmentions = "off"\n')) as project:
        assert project.mentions() == {"a-work": ()}
        assert project.check() == ()


def test_an_entry_with_an_error_is_not_made_and_its_former_files_stay(tmp_path):
    root = laid_out(tmp_path)
    with Project.open(root) as project:
        project.build(formats=["html"])
    before = (root / "output/a-work/a-work.html").read_bytes()
    path = root / "entries/a-work.md"
    path.write_text(path.read_text() + "\nSee [@nowhere].\n")
    with Project.open(root) as project:
        report = project.build(formats=["html"])
    assert report.failed == ("a-work",)
    assert "CIT001" in [d.rule.code for d in report.diagnostics]
    assert (root / "output/a-work/a-work.html").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [({"entries": ["a-wrok"]}, "CFG020"), ({"formats": ["docx"]}, "CFG021")],
)
def test_what_there_is_not_is_told_before_anything_is_made(tmp_path, arguments, code):
    with Project.open(laid_out(tmp_path)) as project, pytest.raises(UserError) as error:
        project.build(**arguments)
    assert error.value.exit_code == 2
    assert error.value.diagnostics[0].rule.code == code
    assert not (tmp_path / "output").exists()


def test_a_link_to_an_entry_that_could_not_be_made_is_told(tmp_path):
    root = laid_out(tmp_path)
    first = ENTRY.replace("title:", "kind: work\ntitle:").replace(", Beta", "")
    (root / "entries/a-work.md").write_text(first + "\nSee [it](entry:b-work).\n")
    second = first.replace("A Work", "B Work")
    (root / "entries/b-work.md").write_text(second + "\nSee [@nowhere].\n")
    with Project.open(root) as project:
        report = project.build(formats=["html"])
    assert report.failed == ("b-work",)
    assert [(d.rule.code, str(d.place)) for d in report.diagnostics] == [
        ("REF007", "entries/a-work.md:11:10"),
        ("CIT001", "entries/b-work.md:11:7"),
    ]


def test_pages_link_only_to_formats_that_were_made(tmp_path):
    page = laid_out(tmp_path) / "output/a-work/a-work.html"
    with Project.open(tmp_path) as project:
        project.build(formats=["html"])
        assert "a-work.epub" not in page.read_text()
        project.build(formats=["epub"])
        assert "a-work/a-work.epub" in (tmp_path / "output/index.html").read_text()
        project.build(formats=["html"])
        assert "a-work.epub" in page.read_text()
        assert "a-work.pdf" not in page.read_text()


def test_the_output_of_a_deleted_entry_is_told(tmp_path):
    with Project.open(laid_out(tmp_path)) as project:
        project.build(formats=["html"])
    (tmp_path / "entries/a-work.md").rename(tmp_path / "entries/b-work.md")
    with Project.open(tmp_path) as project:
        assert "RES008" not in {d.rule.code for d in project.build(["b-work"]).diagnostics}
        found = project.build(formats=["html"]).diagnostics
    assert [str(d.place) for d in found if d.rule.code == "RES008"] == ["output/a-work/"]


def test_an_ignore_that_only_another_build_can_use_is_not_unused(tmp_path):
    ignores = "".join(
        f'[[check.ignore]]\nrule = "{rule}"\npath = "{path}"\nreason = "r"\n'
        for rule, path in (("MEN003", "entries/*"), ("TYP001", "entries/other.md"))
    )
    with Project.open(laid_out(tmp_path, ignores)) as project:
        assert [d.message for d in project.build(formats=["html"]).diagnostics] == [
            "nothing is ignored by `TYP001` at `entries/other.md`"
        ]
        assert project.build(["a-work"], formats=["html"]).diagnostics == ()


def test_the_package_brings_its_types():
    """PEP 561: without this file type checkers take everything for ``Any``."""
    assert files("publish").joinpath("py.typed").is_file()


def test_a_single_name_is_a_list_of_one(tmp_path):
    with Project.open(laid_out(tmp_path)) as project:
        report = project.build("a-work", formats="html")
        assert [file.path for file in report.delivered if file.entry] == [
            "output/a-work/a-work.html"
        ]
        assert repr(project) == f"<Project 'Test' in {str(tmp_path)!r}>"
    assert "Project" in dir(publish)


JAPANESE = """
[collections.book]
title = "Book"
formats = ["epub"]
entries = ["a-work", "b-work"]

[collections.paper]
title = "Paper"
formats = ["pdf"]
entries = ["a-work"]
"""


def with_japanese(root: Path, formats: str) -> Path:
    laid_out(root, f"formats = {formats}\n{JAPANESE}", ENTRY.replace(", Beta", ""))
    text = "---\nkind: work\ntitle: 夏目漱石\nlang: ja\n---\n『こころ』\n"
    (root / "entries/b-work.md").write_text(text)
    return root


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        ({"collections": ["book"]}, {"epub"}),
        ({"entries": ["b-work"], "formats": ["epub", "html"]}, {"epub", "html"}),
        ({"entries": ["b-work"]}, set()),
    ],
)
def test_letters_that_only_a_pdf_lacks_hold_up_no_other_format(tmp_path, arguments, made):
    with Project.open(with_japanese(tmp_path, '["pdf", "epub", "html"]')) as project:
        report = project.build(**arguments)
    assert ({Path(f.path).suffix[1:] for f in report.delivered if "index" not in f.path}) == made
    assert [d.rule.code for d in report.diagnostics] == ([] if made else ["RES020"])


@pytest.mark.parametrize(("formats", "told"), [('["pdf", "epub"]', ["RES020"]), ('["epub"]', [])])
def test_letters_are_told_where_a_pdf_is_made_of_them(tmp_path, formats, told):
    with Project.open(with_japanese(tmp_path, formats)) as project:
        assert [d.rule.code for d in project.check()] == told


def test_a_collection_is_made_in_formats_of_its_own(tmp_path):
    with Project.open(with_japanese(tmp_path, '["epub"]')) as project:
        report = project.build()
        with pytest.raises(UserError, match="is made in `pdf` only"):
            project.build(collections=["paper"], formats=["epub"])
    assert report.ok
    assert "output/paper/paper.pdf" in [file.path for file in report.delivered]


def test_a_project_is_read_anew_after_an_edit_and_its_pandoc_goes_on(tmp_path):
    with Project.open(laid_out(tmp_path)) as project:
        project.build(formats=["html"])
        process = project._pandoc._process.pid
        entry = tmp_path / "entries/a-work.md"
        entry.write_text(entry.read_text() + "\nAnd Beta came behind it.\n")
        assert len(project.mentions()["a-work"]) == 1
        project.reload()
        assert [m.text for m in project.mentions()["a-work"]] == ["Alpha", "Beta"]
        assert project.build(formats=["html"]).ok
        assert project._pandoc._process.pid == process
        assert "came behind it" in (tmp_path / "output/a-work/a-work.html").read_text()
        (tmp_path / "publish.toml").write_text("title = ")
        with pytest.raises(UserError):
            project.reload()
        assert [m.text for m in project.mentions()["a-work"]] == ["Alpha", "Beta"]
