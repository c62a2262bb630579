"""Each file under ``styles/`` concerns the formats that may read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.looks import STYLES, Looks

THEME = Path(__file__).parents[3] / "src/publish/themes"


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    (tmp_path / STYLES).mkdir()
    return tmp_path / STYLES


def _names(looks: Looks) -> dict[str, list[str]]:
    found = {"all": looks.common()} | {
        reader: looks.of(reader) for reader in ("pdf", "epub", "html", "brief")
    }
    return {reader: [name for name, _ in digests] for reader, digests in found.items() if digests}


def test_the_theme_tells_what_reads_a_style_sheet(styles: Path) -> None:
    for name in ("print.css", "screen.custom.css", "epub.css", "brief-a4.css", "fonts.css"):
        (styles / name).write_text("p { margin: 0 }")
    (styles / "mine.csl").write_text("<style/>")
    (styles / "README.md").write_text("`screen.custom.css` adds to what is there.")
    assert not Looks(styles.parent).templated
    assert _names(Looks(styles.parent)) == {
        "all": ["fonts.css"],
        "pdf": ["print.css"],
        "epub": ["epub.css"],
        "html": ["screen.custom.css"],
        "brief": ["brief-a4.css"],
    }


def test_what_another_file_names_concerns_all(styles: Path) -> None:
    (styles / "print.css").write_text('@import "screen.css";')
    (styles / "screen.css").write_text("p { margin: 0 }")
    assert _names(Looks(styles.parent)) == {"all": ["screen.css"], "pdf": ["print.css"]}
    (styles / "print.css").write_text('@import "page-A4.css";')
    (styles / "page-A4.css").write_text("p { margin: 0 }")
    assert "page-A4.css" in _names(Looks(styles.parent))["all"]
    for veiled in (r'@import "p\61ge-A4.css";', r"@\69mport url(p\61ge-A4.css);"):
        (styles / "print.css").write_text(veiled)
        assert "page-A4.css" in _names(Looks(styles.parent))["all"]
    (styles / "print.css").write_text(r'@page { @top-left { content: "\2014" } }')
    assert "page-A4.css" in _names(Looks(styles.parent))["pdf"]


def test_templates_may_read_anything(styles: Path) -> None:
    (styles / "print.css").write_text("p { margin: 0 }")
    (styles / "title-block.j2").write_text("<h1>{{ entry.title }}</h1>")
    (styles / "part.html").write_text("{{ settings.title }}")
    (styles / "mine.csl").write_text("<style/>")
    looks = Looks(styles.parent)
    assert looks.templated
    assert _names(looks) == {"all": ["mine.csl", "part.html", "print.css", "title-block.j2"]}


def test_a_change_is_another_hash(styles: Path) -> None:
    found = []
    for text in ("p { margin: 0 }", "p { margin: 1px }"):
        (styles / "print.css").write_text(text)
        found.append(Looks(styles.parent).of("pdf"))
    assert found[0] != found[1]


def test_no_style_sheet_of_the_theme_names_another_format_s() -> None:
    """Else a project's own in its place would be read for that one, too."""
    sheets = [path for path in THEME.rglob("*.css") if "fonts" not in path.parts]
    templates = list(THEME.rglob("*.j2"))
    assert len(sheets) > 8
    for sheet in sheets:
        others = [path for path in (*sheets, *templates) if sheet.name in path.read_text()]
        assert not others, sheet
