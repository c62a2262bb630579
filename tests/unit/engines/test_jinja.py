"""Themes: the project's files first, the sandbox shut, failures at their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.diagnostics.rules import thm
from publish.engines.jinja import Theme, safe


def _theme(tmp_path: Path, **files: str) -> Theme:
    (tmp_path / "styles").mkdir()
    for name, text in files.items():
        (tmp_path / "styles" / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return Theme(root=tmp_path)


def test_values_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    theme = _theme(tmp_path, a__html="{{ word }} {{ markup }}")
    assert theme.render("a.html", word="<b>", markup=safe("<i>")).value == "&lt;b&gt; <i>"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("one\ntwo {{ missing }}", thm.TEMPLATE_ERROR, 2),
        ("one\n\n{% if %}", thm.TEMPLATE_ERROR, 3),
        ("{{ ''.__class__.__mro__ }}", thm.UNSAFE_TEMPLATE, 1),
        ("{{ 1 / 0 }}", thm.TEMPLATE_ERROR, 1),
    ],
)
def test_a_failure_is_a_diagnostic_at_its_line(
    tmp_path: Path, text: str, rule: object, line: int
) -> None:
    result = _theme(tmp_path, a__html=text).render("a.html")
    (found,) = result.diagnostics
    assert result.value == ""
    assert found.rule is rule
    assert found.place is not None
    assert (found.place.path, found.place.line) == ("styles/a.html", line)


def test_what_is_refused_is_refused_each_time(tmp_path: Path) -> None:
    allowed, refused = "{{ words.index('a') }}", "{{ words.append('b') }}"
    theme = _theme(tmp_path, a__html=allowed, b__html=refused)
    words = ["a"]
    for name, whole in (("a.html", True), ("b.html", False), ("b.html", False), ("a.html", True)):
        assert (theme.render(name, words=words).diagnostics == ()) == whole
    assert words == ["a"]


def test_the_failing_line_of_an_included_template(tmp_path: Path) -> None:
    theme = _theme(tmp_path, a__html="{% include 'b.html' %}", b__html="\n\n{{ gone }}")
    (found,) = theme.render("a.html").diagnostics
    assert str(found.place) == "styles/b.html:3"


def test_a_missing_template(tmp_path: Path) -> None:
    (found,) = _theme(tmp_path).render("nowhere.html").diagnostics
    assert found.rule is thm.MISSING_TEMPLATE


def test_a_missing_template_is_told_where_it_is_included(tmp_path: Path) -> None:
    theme = _theme(tmp_path, a__html="<p>\n{% include 'nowhere.html' %}")
    (found,) = theme.render("a.html").diagnostics
    assert (found.rule, str(found.place)) == (thm.MISSING_TEMPLATE, "styles/a.html:2")


def test_the_projects_file_goes_before_the_themes(tmp_path: Path) -> None:
    theme = _theme(tmp_path, screen__css="body {}", screen__custom__css="a {}")
    assert theme.text("screen.css") == "body {}\na {}"


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    import os

    theme = _theme(tmp_path, a__html="old")
    assert theme.render("a.html").value == "old"
    file = tmp_path / "styles" / "a.html"
    file.write_text("new")
    os.utime(file, ns=(1, 1))
    assert theme.render("a.html").value == "new"


def test_nothing_outside_styles_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    theme = _theme(tmp_path)
    (tmp_path / "styles" / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("../secret.txt", "link.txt", str(tmp_path / "secret.txt"), "../__init__.py"):
        assert theme.find(name) is None


def test_templates_are_compiled_once_for_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    theme = _theme(tmp_path, a__html="one")
    assert theme.render("a.html").value == "one"
    (kept,) = (tmp_path / "cache" / "publish" / "templates").iterdir()

    with monkeypatch.context() as patch:
        patch.setattr(theme.environment.__class__, "compile", lambda *_: pytest.fail("again"))
        assert Theme(root=tmp_path).render("a.html").value == "one"

    (tmp_path / "styles" / "a.html").write_text("two")
    assert Theme(root=tmp_path).render("a.html").value == "two"
    kept.write_bytes(kept.read_bytes()[:30])
    assert Theme(root=tmp_path).render("a.html").value == "two"


def test_templates_work_where_nothing_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert _theme(tmp_path, a__html="one").render("a.html").value == "one"
