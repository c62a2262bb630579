"""TeX becomes a drawing, and what isn't TeX an error."""

import pytest

from publish.engines.mathjax import FormulaError, draw


def test_a_formula_is_an_svg_on_the_line():
    svg = draw(r"\frac{a}{b}", False)
    assert svg.startswith("<svg")
    assert "vertical-align" in svg
    assert draw(r"\frac{a}{b}", False) == svg


@pytest.mark.parametrize("tex", [r"\nosuch{x}", r"\frac{a", "a & b", "x" * 30_000])
def test_what_cannot_be_drawn(tex):
    with pytest.raises(FormulaError):
        draw(tex, False)


def test_definitions_do_not_leak_into_other_formulas():
    draw(r"\def\mine{x}\mine", False)
    with pytest.raises(FormulaError, match="mine"):
        draw(r"\mine", False)


def test_formulas_lead_nowhere():
    assert "javascript" not in draw(r"\href{javascript:alert(1)}{x}", False).split("data-latex")[0]
    assert 'href="javascript' not in draw(r"\href{javascript:alert(1)}{x}", False)
