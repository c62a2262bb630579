"""TeX becomes a drawing, and what isn't TeX an error."""

import pytest
from lxml import etree

from publish.engines.mathjax import FormulaError, draw, numbers_apart


def test_a_formula_is_an_svg_on_the_line():
    svg = draw(r"\frac{a}{b}", False)
    assert svg.startswith("<svg")
    assert "vertical-align" in svg
    assert draw(r"\frac{a}{b}", False) == svg


@pytest.mark.parametrize("tex", [r"\nosuch{x}", r"\frac{a", "a & b", "x" * 30_000])
def test_what_cannot_be_drawn(tex):
    with pytest.raises(FormulaError):
        draw(tex, False)


@pytest.mark.parametrize(("tex", "drawn"), [(r"a \div b", "F7"), (r"\Re", "211C")])
def test_commands_mean_what_they_mean_to_tex(tex, drawn):
    assert f'data-c="{drawn}"' in draw(tex, False)


def test_functions_of_primes():
    assert draw(r"\log(x') = \exp(v(x'))", False)


def test_definitions_do_not_leak_into_other_formulas():
    draw(r"\def\mine{x}\mine", False)
    with pytest.raises(FormulaError, match="mine"):
        draw(r"\mine", False)


def test_formulas_lead_nowhere():
    assert "javascript" not in draw(r"\href{javascript:alert(1)}{x}", False).split("data-latex")[0]
    assert 'href="javascript' not in draw(r"\href{javascript:alert(1)}{x}", False)


def test_a_label_may_be_drawn_again():
    plain = draw("E = mc^2 ", False)
    for display in (True, False, True):
        assert "merror" not in draw(r"E = mc^2 \label{e}", display)
    assert draw(r"E = mc^2 \label{e}", False) == plain


@pytest.mark.parametrize(
    "tex", [r"E = mc^2 \tag{1}", r"\begin{align} a &= b \\ c &= d \tag{$\star$} \end{align}"]
)
def test_a_number_is_a_drawing_of_its_own(tex):
    formula, number = numbers_apart(draw(tex, True))
    assert number is not None
    for part in (formula, number):
        root = etree.fromstring(part)
        assert root.get("width").endswith("ex")
        assert root.findall(".//{*}use")
        assert root.get("height") == etree.fromstring(formula).get("height")
    assert numbers_apart(draw("a", True)) == (draw("a", True), None)


@pytest.mark.parametrize(("tex", "display"), [(r"a \tag{1}", False), (r"a \tag{\frac12}", True)])
def test_a_number_that_would_be_lost_is_an_error(tex, display):
    with pytest.raises(FormulaError, match="tag"):
        draw(tex, display)
