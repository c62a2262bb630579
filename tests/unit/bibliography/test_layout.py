"""Laying out .bib files: tidy, the same in meaning, and the same when done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.api import Project
from publish.bibliography.blocks import BibText, is_verbatim
from publish.bibliography.layout import layout_edits
from publish.diagnostics.rules import bib
from publish.model.edit import Edit
from publish.revision import revised
from tests.unit.bibliography.bibtext import bib_text, dedented


def laid_out(text: str) -> str:
    file = bib_text(text)
    return revised(file.source.text, layout_edits(file))


UNTIDY = r"""
    ---
    ---
    % A comment of the file@@
    @STRING{ a = "A" }
    @string(long_name = {B} # a)



    @PREAMBLE{ "\newcommand{\x}{y}" }
    @Article(He2016, Author = "He, K." # " and others", TITLE={{D}eep
       {L}earning}
      , year=2016, month = 12 # "~" # jan ,)
    text between, with an e-mail: x at y.org
    @book{b,
      title = {B}, % the second edition
      year = 1999
    }
    @comment{ @book{c, title={C}} }
    @misc{d}
"""

TIDY = r"""
    ---
    ---
    % A comment of the file
    @string{a         = "A"}
    @string{long_name = {B} # a}

    @PREAMBLE{ "\newcommand{\x}{y}" }

    @article{He2016,
      author = "He, K." # " and others",
      title  = {{D}eep
       {L}earning},
      year   = 2016,
      month  = 12 # "~" # jan,
    }
    text between, with an e-mail: x at y.org
    @book{b,
      title = {B}, % the second edition
      year = 1999
    }

    @comment{ @book{c, title={C}} }

    @misc{d,
    }
"""


def test_everything_is_laid_out_and_nothing_lost() -> None:
    assert laid_out(UNTIDY.replace("@@", "  ")) == dedented(TIDY)


def test_what_is_laid_out_stays_so() -> None:
    assert layout_edits(bib_text(TIDY)) == []


def test_names_of_fields_that_programs_add_are_sound() -> None:
    assert "  __markedentry = {[me:]}," in laid_out("@misc{a, __markedentry={[me:]}}")


@pytest.mark.parametrize("text", ["", "\n\n", "% only a comment\n"])
def test_a_file_without_records_is_kept(text: str) -> None:
    assert laid_out(text) == text.lstrip("\n")


@pytest.mark.parametrize(
    "record",
    [
        "@book{a, title = {T} year = 1999}",
        "@book{a, title = {T}, year = 1999,, isbn = 1}",
        "@book{a, title = {T",
        "@book{a, % comment\n title = {T}}",
        "@book{, title = {T}}",
    ],
)
def test_what_is_damaged_is_left_alone(record: str) -> None:
    file = bib_text(f"{record}\n")
    records = list(file.records())
    assert not any(is_verbatim(file.source.text, block) for block in records)
    assert laid_out(f"{record}\n") == f"{record}\n"


def test_a_file_that_would_say_something_else_is_left_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "publish.toml").write_text('title = "T"\n')
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography/a.bib").write_text("@book{a, title={T}}\n")

    def losing(file: BibText) -> list[Edit]:
        return [Edit(file.source.path, 0, len(file.source.text), "@book{a, title={U}}\n")]

    monkeypatch.setattr("publish.curation.layout_edits", losing)
    with Project.open(tmp_path, cache=False) as project:
        result = project.curation.layout()
    assert [item.rule for item in result.diagnostics] == [bib.NOT_LAID_OUT]
    assert result.value.revisions == ()
