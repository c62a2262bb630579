"""Some records with all that they need."""

from __future__ import annotations

from publish.bibliography.subset import subset
from tests.unit.bibliography.bibtext import bib_text, dedented


def test_macros_parents_and_members_come_along() -> None:
    file = bib_text("""
        @preamble{"x"}
        @string{ieee = "IEEE"}
        @string{Trans = ieee # " Trans."}
        @string{unused = {U}}

        @article{a, journal = trans, xdata = {x1, x2}, title = {ieee unused}}
        @inproceedings{b, crossref = "P"}
        @set{s, entryset = {a, b}}
        @book{other, title = {O}}
        @xdata{x1, publisher = {P}}
        @xdata{x2, location = {L}}
        @proceedings{p, title = {Proc}}
        """)
    assert subset([file], ["s"]) == dedented("""
        @preamble{"x"}

        @string{ieee = "IEEE"}
        @string{Trans = ieee # " Trans."}

        @article{a, journal = trans, xdata = {x1, x2}, title = {ieee unused}}

        @inproceedings{b, crossref = "P"}

        @set{s, entryset = {a, b}}

        @xdata{x1, publisher = {P}}

        @xdata{x2, location = {L}}

        @proceedings{p, title = {Proc}}
        """)
    assert subset([file], ["nobody"]) == '@preamble{"x"}\n'
