"""Style sheets of a project that no page can hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish import Project
from publish.diagnostics.core import Diagnostic


@pytest.mark.parametrize(
    ("name", "css", "line"),
    [
        ("screen.custom.css", "a {}\n</style><script>alert(1)</script>", 2),
        ("screen.custom.css", b"\xff\xfe", None),
        ("epub.css", b"\xff\xfe", None),
        ("print.custom.css", "a" + "{" * 5000, None),
    ],
)
def test_what_no_page_can_hold(
    found: Callable[..., list[Diagnostic]], name: str, css: str | bytes, line: int | None
) -> None:
    (only,) = found(files={f"styles/{name}": css})
    assert only.rule.code == "THM004"
    assert only.place is not None
    assert (only.place.path, only.place.line) == (f"styles/{name}", line)


def test_a_sound_one(found: Callable[..., list[Diagnostic]]) -> None:
    assert found(files={"styles/screen.custom.css": "a { color: red }"}) == []


@pytest.mark.parametrize(("shown", "told"), [("seal", []), ("other", ["styles/own/seal.png"])])
def test_a_picture_that_a_style_sheet_shows_is_read(
    found: Callable[..., list[Diagnostic]], shown: str, told: list[str]
) -> None:
    css = f"body {{ background: url(file:///styles/own/{shown}.png) }}"
    said = found(files={"styles/print.custom.css": css, "styles/own/seal.png": b""})
    assert [each.place and each.place.path for each in said] == told


def test_a_link_out_of_the_project_is_told(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for folder in ("entries", "styles"):
        (project / folder).mkdir(parents=True)
    (project / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    (tmp_path / "secret.css").write_text("a { color: red }")
    (project / "styles" / "screen.css").symlink_to(tmp_path / "secret.css")
    with Project.open(project) as opened:
        places = [d.place for d in opened.check() if d.rule.code == "RES003"]
    assert [place and place.path for place in places] == ["styles/screen.css"]
