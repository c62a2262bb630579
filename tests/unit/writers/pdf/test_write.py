"""What the layout has to say of a document is told, and none of it is a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import weasyprint.layout.block

from publish.diagnostics.core import Result
from publish.diagnostics.rules import pdf
from publish.engines.pandoc import Pandoc
from publish.engines.weasyprint import layout
from publish.model.publication import Artifact
from publish.writers.pdf import write_pdf
from publish.writers.tree import semantic_tree
from tests import samples


def written(pandoc: Pandoc, root: Path) -> Result[Artifact | None]:
    cited = samples.sample(pandoc, root, "It won [@he2016deep].")
    return write_pdf(cited, semantic_tree(cited))


def test_a_short_text_is_laid_out_without_a_word(pandoc: Pandoc, tmp_path: Path) -> None:
    assert written(pandoc, tmp_path).diagnostics == ()


def test_page_numbers_that_do_not_settle_are_told(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = layout.Layout.page_numbers

    def moved(self: layout.Layout) -> dict[str, int]:
        return {name: page + 1 for name, page in numbers(self).items()}

    monkeypatch.setattr(layout.Layout, "page_numbers", moved)
    result = written(pandoc, tmp_path)
    assert [each.rule for each in result.diagnostics] == [pdf.PAGE_NUMBERS_UNSETTLED]
    assert result.value is not None


def test_a_text_on_which_the_layout_breaks_down_is_an_error(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(weasyprint.layout.block, "iter_line_boxes", len)
    result = written(pandoc, tmp_path)
    (found,) = result.diagnostics
    assert found.rule == pdf.LAYOUT_FAILED
    assert found.message.startswith("the layout broke down: ")
    assert found.hint is not None
    assert "the trace is in" in found.hint
    assert result.value is None


def test_a_style_that_the_layout_does_not_know_is_told(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.custom.css").write_text("h1 {}\np { colour: red }")
    (found,) = written(pandoc, tmp_path).diagnostics
    assert found.rule == pdf.LAYOUT_WARNING
    assert str(found.place) == "styles/print.custom.css:2:5"
    assert found.excerpt == "p { colour: red }"
    assert "colour: red" in found.message
    assert "at 2:5" not in found.message


def test_a_note_that_loses_its_beginning_is_an_error(pandoc: Pandoc, tmp_path: Path) -> None:
    note = "The moon pulls the sea. " * 400
    cited = samples.sample(pandoc, tmp_path, f"It won [@he2016deep].^[{note}]")
    (found,) = write_pdf(cited, semantic_tree(cited)).diagnostics
    assert found.rule == pdf.NOTE_CUT_OFF
    assert "longer than the page" in found.message


@pytest.mark.parametrize(
    "style",
    [
        "p { white-space: nowrap }",
        "p { margin: 0 -20cm 0 -24cm }",
    ],
)
def test_words_that_a_style_loses_are_counted(style: str, pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.custom.css").write_text(style)
    text = "The moon pulls the sea, and " * 30 + "it *won* [@he2016deep]."
    cited = samples.sample(pandoc, tmp_path, text)
    (found,) = write_pdf(cited, semantic_tree(cited)).diagnostics
    assert found.rule == pdf.WORDS_OFF_THE_PAGE
    assert found.message.partition(", first of “")[0].endswith("words are on no page")


def test_long_words_in_cells_push_no_column_off_the_page(
    pandoc: Pandoc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[layout.Layout] = []
    lay_out = layout.lay_out

    def noted(*rest: Any, **named: Any) -> layout.Layout:
        layouts.append(lay_out(*rest, **named))
        return layouts[-1]

    monkeypatch.setattr(layout, "lay_out", noted)
    word = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrente"
    rows = f"| First | Second | Third | Fourth | Last |\n|---|---|---|---|---|\n| a | {word} | "
    cited = samples.sample(pandoc, tmp_path, f"{rows}2001 | `{word}` | end |\n")
    write_pdf(cited, semantic_tree(cited))
    (page, *_) = layouts[0]._document.pages
    for box in page._page_box.descendants():
        if getattr(box, "text", None) in ("Last", "end", "2001"):
            assert box.position_x + box.width < page.width
            break
    else:
        pytest.fail("the last column isn't there")


def test_what_a_note_holds_stands_in_its_column(pandoc: Pandoc, tmp_path: Path) -> None:
    """Only the number of a note hangs: code, lists and quotations begin where its words do."""
    note = "[^n]: Quay.\n\n        Xebec\n\n    - Jetty\n\n    > Zephyr\n"
    cited = samples.sample(pandoc, tmp_path, f"It won [@he2016deep].[^n]\n\n{note}")
    made = write_pdf(cited, semantic_tree(cited)).value
    assert made is not None
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        words = ("Quay", "Xebec", "Jetty", "Zephyr")
        found = [text.search(word).get_next() for word in words]
        quay, *others = [text.get_charbox(at)[0] for at, _ in found]
    assert all(left > quay - 0.5 for left in others)
