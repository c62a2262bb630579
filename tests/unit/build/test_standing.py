"""What stands as it was delivered isn't resolved again; whatever could change it, is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publish import Project
from publish.build import entries as build_entries
from publish.model.frozen import replace

BIB = "@book{turing, author={Turing, Alan}, title={On Numbers}, date={1936}, publisher={P}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html"]\n')
    for folder in ("entries", "bibliography", "styles"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bibliography/all.bib").write_text(BIB)
    Image.new("RGB", (40, 40), "red").save(tmp_path / "entries/red.png")
    for name in ("one", "two"):
        text = f"---\nid: {name}\nkind: concept\ntitle: {name}\n---\n\n## Words\n\nOf [@turing].\n"
        (tmp_path / "entries" / f"{name}.md").write_text(text + "\n![A red square](red.png)\n")
    return tmp_path


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The entries that took the longer way."""
    seen: list[str] = []
    carried_out = build_entries.carried_out

    def noted(project, plan, workshop):
        seen.append(plan.publication.id)
        return carried_out(project, plan, workshop)

    monkeypatch.setattr(build_entries, "carried_out", noted)
    return seen


def build(root: Path, resolved: list[str], **options: object):
    resolved.clear()
    with Project.open(root) as project:
        return project.build(jobs=1, **options)


def test_what_stands_is_not_resolved_again_and_told_as_before(
    root: Path, resolved: list[str]
) -> None:
    first = build(root, resolved)
    assert resolved == ["one", "two"]
    second = build(root, resolved)
    assert resolved == []
    assert all(each.written for each in first.delivered)
    assert (second.delivered, second.diagnostics, second.ok) == (
        tuple(replace(each, written=False) for each in first.delivered),
        first.diagnostics,
        True,
    )
    assert {(each.made, each.changes) for each in second.reasons.values()} == {((), ())}


def text(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        content = (root / path).read_text()
        assert old in content
        (root / path).write_text(content.replace(old, new))

    return change


BOTH = ["one", "two"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (text("entries/one.md", "Words", "Other words"), ["one"]),
        (text("entries/one.md", "title: one", "title: uno"), BOTH),
        (text("bibliography/all.bib", "1936", "1937"), BOTH),
        (text("publish.toml", '"T"', '"Titles"'), BOTH),
        (lambda root: (root / "styles/screen.css").write_text("p { color: red }"), BOTH),
        (lambda root: Image.new("RGB", (40, 50)).save(root / "entries/red.png"), BOTH),
        (lambda root: (root / "output/two/two.html").unlink(), ["two"]),
        (lambda root: (root / "output/two/two.html").write_text("damaged"), ["two"]),
        (lambda root: (root / "output/two/manifest.json").unlink(), ["two"]),
        (lambda root: (root / "output/two/two.pdf").write_bytes(b"from somewhere"), ["two"]),
    ],
)
def test_whatever_could_change_a_file_is_looked_at(
    root: Path, resolved: list[str], change: Callable[[Path], None], expected: list[str]
) -> None:
    build(root, resolved)
    change(root)
    assert build(root, resolved).ok
    assert resolved == expected
    build(root, resolved)
    assert resolved == []


@pytest.mark.parametrize(
    ("file", "name"), [("brand.toml", 'name = "{}"'), ("_brand.yml", "meta:\n  name: {}")]
)
def test_what_an_own_template_shows_of_the_house_is_made_anew(
    root: Path, resolved: list[str], file: str, name: str
) -> None:
    (root / "styles/title-block.j2").write_text("<h1>{{ settings.brand.name }}</h1>\n")
    for house in ("Orchard", "Meadows"):
        (root / file).write_text(name.format(house))
        build(root, resolved)
        assert resolved == BOTH
        assert f"<h1>{house}</h1>" in (root / "output/one/one.html").read_text()
    build(root, resolved)
    assert resolved == []


def test_a_picture_of_the_same_size_and_time_is_another_picture(
    root: Path, resolved: list[str]
) -> None:
    picture = root / "entries/red.png"
    build(root, resolved)
    before = picture.stat()
    Image.new("RGB", (40, 40), "#800000").save(picture)
    os.utime(picture, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert picture.stat().st_size == before.st_size
    build(root, resolved)
    assert resolved == BOTH


def test_another_date_or_format_is_another_build(root: Path, resolved: list[str]) -> None:
    build(root, resolved)
    build(root, resolved, epoch=1_000_000_000)
    assert resolved == BOTH
    build(root, resolved, epoch=1_000_000_000, formats=["epub"])
    assert resolved == BOTH


def test_a_part_of_a_build_leaves_the_notes_of_the_rest(root: Path, resolved: list[str]) -> None:
    build(root, resolved)
    text("entries/one.md", "Words", "Other words")(root)
    with Project.open(root) as project:
        project.build(["one"], jobs=1)
    build(root, resolved)
    assert resolved == []


def test_what_has_an_error_never_stands(root: Path, resolved: list[str]) -> None:
    build(root, resolved)
    text("entries/one.md", "turing", "nobody")(root)
    for _ in range(2):
        assert build(root, resolved).failed == ("one",)
    text("entries/one.md", "nobody", "turing")(root)
    assert build(root, resolved).ok
