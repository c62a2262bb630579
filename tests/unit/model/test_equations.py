"""The rows of a formula in TeX, and what numbers them."""

import pytest

from publish.model.equations import one_line, row_numbers, unsayable


@pytest.mark.parametrize(
    ("tex", "numbers"),
    [
        ("E = mc^2", [None]),
        (r"E = mc^2 \tag{1}", ["(1)"]),
        (r"E \tag* {A.$\star$}", ["A.⋆"]),
        (r"\begin{align} a \tag{1} \\[2pt] c \\ e \tag{3'} \end{align}", ["(1)", None, "(3')"]),
        (r"\begin{gather*} {a \\ b} \\ \tag{2} \end{gather*}", [None, "(2)"]),
        (r"\begin{align} \begin{x} \\ \end{x} \\ b \tag{2} \end{align}", [None, "(2)"]),
        (r"\begin{aligned} a \\ b \end{aligned} \tag{4}", ["(4)"]),
        (r"\begin{align} a \crazy \cr b \tag{2} \cr \end{align}", [None, "(2)", None]),
        (r"\tagged{1} \{ \\ \}", [None]),
    ],
)
def test_rows_and_their_numbers(tex, numbers):
    assert row_numbers(tex) == numbers


def test_what_a_tag_cannot_say():
    assert unsayable(r"a \tag{\frac}") == r"\frac"
    assert unsayable(r"\frac12 \tag{$\dagger$}") is None


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        ("a % b\n  + c\n d", "a + c d"),
        (r"5\% \text{6%} \mbox {7%} 8", r"5\% \text{6%} \mbox {7%} 8"),
        ("a \\\\% b\nc % d", "a \\\\c"),
    ],
)
def test_a_formula_on_one_line_has_no_comments(tex, line):
    assert one_line(tex) == line
