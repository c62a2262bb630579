"""Letters of briefs as they come out on the page: none is too small, none too faint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pypdfium2
import pytest

from publish.api import Project
from publish.engines.weasyprint.layout import lay_out
from tests.briefs.rendered import faint, illegible, letters

ENTRY = """---
kind: concept
title: A thing
lang: en-GB
reviewed: 2026-01-02
summary: On the 4^th^ of May, water H~2~O was 10^23^ times as wet.
facts:
  - label: Born
    value: 10^3^ years ago
    source: doe1
---

## The 1^st^ of it

Words[^1] with `code`, ==marks==, [small caps]{.smallcaps} and a cited fact [@doe2, p. 4].

[^1]: A note of the 2^nd^ kind.

> Somebody said so^2^.

```python
def one(two):  # what is said of it
    return "three" + str(4)
```

| one^1^ | two~2~ |
|-----|-----|
| 1   | 2   |

: A table of the 3^rd^ kind

$$x_i^2 = \\frac{a}{b}$$

::: aside
Beside it^3^.
:::

- a list
    1. in a list^4^
"""
RECORD = """@article{{doe{n},
  author = {{Doe, Jane}}, title = {{On 10<sup>{n}</sup> Things}}, year = {{200{n}}},
  journal = {{Journal of Things}}, volume = {{3}}, pages = {{4--9}}
}}
"""


def _project(folder: Path, settings: str = "", brand: str = "") -> Iterator[Project]:
    for name in ("entries", "bibliography"):
        (folder / name).mkdir(parents=True)
    (folder / "publish.toml").write_text(
        f'title = "T"\nlang = "en-GB"\nurl = "https://example.org"\n{settings}'
    )
    (folder / "brand.toml").write_text(brand)
    (folder / "entries" / "thing.md").write_text(ENTRY)
    records = "".join(RECORD.format(n=n) for n in range(1, 4))
    (folder / "bibliography" / "all.bib").write_text(records)
    with Project.open(folder, cache=False) as project:
        yield project


def _brief(project: Project) -> bytes:
    made = project.brief("thing")
    assert made.value is not None, made.diagnostics
    return made.value.artifact.data


def test_what_is_small_or_faint_is_seen(tmp_path: Path) -> None:
    """Whatever the style sheet says: what counts is the page."""
    markup = "<html><body><p>Abc</p><p class='s'>x<sup>2</sup></p><p class='g'>G</p></body></html>"
    style = (
        "p { font: 10pt Spectral } sup { font-size: 60% } .s { font-size: 9pt }"
        " .g { color: #fff; background: #8d9398 }"
    )
    layout = lay_out(fromstring(markup), (style,), "", tmp_path)
    with pypdfium2.PdfDocument(layout._document.write_pdf()) as document:
        found = list(letters(document[0]))
        assert [(each.text, round(each.size, 1)) for each in found] == [
            ("A", 10.0), ("b", 10.0), ("c", 10.0), ("x", 9.0), ("2", 5.4), ("G", 10.0),
        ]  # fmt: skip
        assert dict(faint(document[0])) == {"#ffffff on #8d9398: 3.11": 1}


@pytest.mark.parametrize("style", ["chicago-author-date", "chicago-notes-bibliography", "ieee"])
def test_raised_letters_are_as_large_as_any_must_be(tmp_path: Path, style: str) -> None:
    for project in _project(tmp_path / "p", f'[citations]\nstyle = "{style}"\n'):
        assert illegible(_brief(project)) == []


def test_the_smallest_type_can_be_read(tmp_path: Path) -> None:
    settings = "[brief]\nsize = 8.5\nsmallest = 8.5\n"
    for project in _project(tmp_path / "p", settings):
        assert illegible(_brief(project)) == []


def test_a_light_colour_of_the_house_is_dark_enough_on_the_page(tmp_path: Path) -> None:
    for project in _project(tmp_path / "p", brand='color = "#e0b400"\nname = "House"\n'):
        data = _brief(project)
        assert illegible(data) == []
        assert project.settings.brand is not None
        with pypdfium2.PdfDocument(data) as document:
            assert project.settings.brand.ink in {each.colour for each in letters(document[0])}


def test_a_size_below_the_least_is_measured(tmp_path: Path) -> None:
    """The measure of a whole brief sees what its style sheet does."""
    for project in _project(tmp_path / "p"):
        styles = tmp_path / "p" / "styles"
        styles.mkdir()
        (styles / "brief.custom.css").write_text("sup { font-size: 60% } .fact dt { color: #999 }")
        found = illegible(_brief(project))
        assert any(each.endswith(" pt") for each in found)
        assert any(each.startswith("#999999 on #ffffff") for each in found)
