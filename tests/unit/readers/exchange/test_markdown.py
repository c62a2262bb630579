"""Markdown in CSL YAML, as pandoc reads it; and what the writer makes of rich text."""

from __future__ import annotations

import re

import pytest

from publish.bibliography.interchange.markup import bare_markdown, markdown
from publish.readers.exchange.markdown import rich, unescaped

NOCASE = '<span class="nocase">'
SMALL = '<span style="font-variant:small-caps;">'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*a* and **b** and _c_", "<i>a</i> and <b>b</b> and <i>c</i>"),
        ("***d*** *a **b** c* **a *b***", "<b><i>d</i></b> <i>a <b>b</b> c</i> <b>a <i>b</i></b>"),
        ("H~2~O, 10^6^, ~a~~b~", "H<sub>2</sub>O, 10<sup>6</sup>, <sub>a</sub><sub>b</sub>"),
        ("~1&#32;±&#32;*z*~", "<sub>1 ± <i>z</i></sub>"),
        ("[[CON]{.nocase}]{.smallcaps}", f"{SMALL}{NOCASE}CON</span></span>"),
        (r"[\[110\]]{.nocase}", f"{NOCASE}[110]</span>"),
        ("[*a*]{.nocase} [b] [c]{.other}", f"{NOCASE}<i>a</i></span> [b] c"),
        ("1--9 --- and ...", "1–9 — and …"),
        (r"\-\- \*a\* \~b\~ Dr.\ Who", "-- *a* ~b~ Dr.\u00a0Who"),
        # what is never closed, or can't be opened, is text
        ("a * b * c, ~x y~, snake_case_name", "a * b * c, ~x y~, snake_case_name"),
        ("*a [b* c]", "*a [b* c]"),
        ("~~struck~~ [x", "~~struck~~ [x"),
    ],
)  # fmt: skip
def test_markdown_is_read_as_pandoc_reads_it(written: str, read: str) -> None:
    assert rich(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "Al<sub>1 - x</sub>Ga <sub> <i>x</i> </sub>",
        f"<i>{NOCASE}BadSampler</span>: </i> Harnessing",
        f"{SMALL}{NOCASE}CONNIVER</span></span> and {NOCASE}[110]</span>",
        "<b>a</b><i>b</i> <i>a</i><b>b</b> <i>a<b>b</b></i> <b><i>c</i></b>",
        "a -- b --- c... *d* ~e~ ^f^ [g] `h` $i$ j_k \\",
        "x<i>y</i>* ~<sub>\u00a0z</sub>~",
    ],
)  # fmt: skip
def test_rich_text_comes_back(text: str) -> None:
    assert rich(markdown(text)) == text


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("http://a.org/~b/c_d", "http://a.org/~b/c_d"),
        ("http://a.org/~b/~c", r"http://a.org/\~b/\~c"),
        ("10.1000/a--b<2>", r"10.1000/a\--b\<2>"),
    ],
)
def test_an_address_is_escaped_where_markdown_would_see_marks(address: str, written: str) -> None:
    assert bare_markdown(address) == written
    assert unescaped(written) == address


def test_an_address_by_hand_is_taken_as_it_is() -> None:
    assert unescaped("http://a.org/~b/~c/*d*") == "http://a.org/~b/~c/*d*"


@pytest.mark.parametrize("text", ["*a ", "[", "*a [_b ~c^", "~a", "_[**a"])
def test_much_that_is_never_closed_is_read_at_once(text: str) -> None:
    marks = re.compile(r"</?\w+>|[*_~^]")
    assert marks.sub("", rich(text * 9999)) == marks.sub("", text * 9999)
