"""Mentions are found again only where something they depend on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import opened
from publish.api import Project
from publish.mentions import recalled

BIB = "@article{he2016, title={Deep Residual Learning for Image Recognition}, author={He, K}}\n"
ENTRY = "---\nkind: concept\ntitle: T\nlang: en\n---\n\n# A\n\nWith *{}*, all changed.\n"
SETTINGS = 'title = "T"\nlang = "en"\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(recalled, "WORTH_KEEPING", 0)
    for name, text in {
        "publish.toml": SETTINGS,
        "bibliography/a.bib": BIB,
        "entries/one.md": ENTRY.format("Deep Residual Learning for Image Recognition"),
        "entries/two.md": ENTRY.format("deep residual learning"),
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the entries in which mentions are looked for."""
    ids: list[str] = []
    find = opened.mentions_of
    monkeypatch.setattr(
        opened,
        "mentions_of",
        lambda p, entry, names: ids.append(entry.id) or find(p, entry, names),
    )
    return ids


def _told(project: Path, *, cache: bool = True) -> object:
    with Project.open(project, cache=cache) as project_read:
        return project_read.mentions(), project_read.check()


def test_an_entry_that_did_not_change_is_not_searched_again(
    project: Path, looked: list[str]
) -> None:
    plain = _told(project, cache=False)
    assert _told(project) == plain
    looked.clear()
    assert _told(project) == plain
    assert looked == []


def test_another_pandoc_may_read_an_entry_another_way(
    project: Path, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = _told(project)
    looked.clear()
    monkeypatch.setattr(recalled, "reader_versions", lambda: "another")
    assert _told(project) == plain
    assert looked == ["one", "two"]


OTHER = "@article{other2020, title={On Tides}, author={Adams, Ada}, year=2020}\n"
CHILD = "@inbook{child, crossref={host}, title={All That Changed}}\n"
HOST = "@book{host, title={Collected Tides}, author={Adams, Ada}, year=2020}\n"


@pytest.mark.parametrize(
    ("file", "text", "searched"),
    [
        ("entries/two.md", ENTRY.format("residual learning"), ["two"]),
        ("bibliography/a.bib", BIB.replace("Deep", "Shallow"), ["one", "two"]),
        ("bibliography/a.bib", BIB.replace("He, K", "Ho, K"), ["one", "two"]),
        ("bibliography/a.bib", OTHER + "\n\n" + BIB, []),
        ("bibliography/b.bib", OTHER.replace("On Tides", "All Changed"), ["one", "two"]),
        ("bibliography/b.bib", OTHER.replace("On Tides", "Deep Tides"), []),
        ("bibliography/b.bib", OTHER.replace("On Tides", "Deep Residual Tides"), ["one", "two"]),
        (
            "bibliography/b.json",
            '[{"id": "a", "type": "book", "title": "All Changed"}]',
            ["one", "two"],
        ),
        ("publish.toml", SETTINGS + '[citations]\nmentions = "every"\n', ["one", "two"]),
    ],
)
def test_what_changed_is_seen(
    project: Path, looked: list[str], file: str, text: str, searched: list[str]
) -> None:
    _told(project)
    looked.clear()
    (project / file).write_text(text)
    changed = _told(project)
    assert looked == searched
    assert changed == _told(project, cache=False)
    looked.clear()
    assert changed == _told(project)
    assert looked == []


def test_what_a_record_inherits_is_seen(project: Path, looked: list[str]) -> None:
    (project / "entries/two.md").write_text(ENTRY.format("All That Changed"))
    lent = project / "bibliography/b.bib"
    lent.write_text(CHILD + HOST)
    _told(project)
    looked.clear()
    lent.write_text(CHILD + HOST.replace("Adams", "Adair"))
    changed = _told(project)
    assert looked == ["two"]
    assert changed == _told(project, cache=False)


def test_a_hint_that_names_a_line_is_written_anew(project: Path) -> None:
    entry = ENTRY.format("Deep Residual Learning for Image Recognition").replace("*,", "* (2019),")
    (project / "entries/one.md").write_text(entry)
    (project / "bibliography/a.bib").write_text(BIB.replace("He, K}", "He, K}, year={2016}"))
    before = _told(project)
    assert "MEN007" in str(before)
    (project / "bibliography/a.bib").write_text(
        OTHER + BIB.replace("He, K}", "He, K}, year={2016}")
    )
    assert _told(project) == _told(project, cache=False)
