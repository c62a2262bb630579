"""Formulas as MathJax and KaTeX take them are MathML, too, and keep the author's TeX."""

import json
import re
from html import unescape

import pytest

from publish.engines.mathjax import draw
from publish.engines.pandoc.skeleton import document


def mathml(pandoc, tex):
    """The MathML of a formula, and the TeX beside it."""
    (parsed,) = pandoc.parse([f"$${tex}$$"])
    assert parsed.unconverted == frozenset()
    html = pandoc.write(json.dumps(document(parsed.blocks)))
    assert pandoc.warnings() == []
    found = re.search("<semantics>(.*)<annotation [^>]*>(.*)</annotation>", html, re.DOTALL)
    return found[1], found[2]


def test_the_author_s_tex_stands_beside_it(pandoc):
    said = "x_{\\rm low} < {a \\over b} % a note\n+ 5\\% \\&"
    assert unescape(mathml(pandoc, said)[1]) == said


@pytest.mark.parametrize(
    ("tex", "latex"),
    [
        (r"{\bf X}y", r"{\mathbf{X}}y"),
        (r"a \rm b", r"a \mathrm{b}"),
        (r"\rm a \bf b", r"\mathrm{a \mathbf{b}}"),
        (r"{\cal L} {\it f} {\tt f} {\sf f}", r"{\mathcal{L}} {\mathit f} {\mathtt f} {\mathsf f}"),
        (r"\left( \bf a \right) b", r"\left( \mathbf{a} \right) b"),
        (r"\Bbb R \frak g", r"\mathbb R \mathfrak g"),
        (r"{a+1 \over b} c", r"{\frac{a+1}{b}} c"),
        (r"{a \atop b}", r"{\begin{matrix} a \\ b \end{matrix}}"),
        (r"\left( a \over {1 \over b} \right)", r"\left( \frac{a}{{\frac{1}{b}}} \right)"),
        (r"\begin{pmatrix} a & {\bf b} \cr c & 1 \over 2 \cr \end{pmatrix}",
         r"\begin{pmatrix} a & {\mathbf b} \\ c & \frac{1}{2} \\ \end{pmatrix}"),
        (r"\pmatrix{a & b \cr c & d}", r"\begin{pmatrix}a & b \\ c & d\end{pmatrix}"),
        (r"\cases{a & b \cr c & d}", r"\begin{cases}a & b \\ c & d\end{cases}"),
        (r"\begin{dcases} a \\ b \end{dcases}", r"\begin{cases} a \\ b \end{cases}"),
        (r"\begin{array}[t]{cc}a&b\end{array}", r"\begin{array}{cc}a&b\end{array}"),
        (r"a \\ b \\", r"\begin{gathered} a \\ b \end{gathered}"),
        (r"a \biggm| b \Big{|}_0^1 \bigl( c \bigr)",
         r"a \mathrel{\bigg|} b \Big|_0^1 \bigl( c \bigr)"),
        (r"\root 3 \of x", r"\sqrt[3]{x}"),
        (r"{\buildrel a \over = b \over c}", r"{\frac{\overset{a}{=} b}{c}}"),
        (r"\hskip.5cm \kern-3pt \mkern 9mu \hskip1em plus 1fil", None),
        (r"a\hspace{5mm}b\hspace{1in}", r"a\hspace{1.423em}b\hspace{7.227em}"),
        (r"\smash[b]{x}\strut \notag", "{x}"),
        (r"\hbox{a b} \mbox{5% c}", r"\text{a b} \mbox{5% c}"),
        (r"a \bmod b", r"a \mathbin{\mathrm{mod}} b"),
        ("x \\", "x"),
    ],
)  # fmt: skip
def test_plain_tex(pandoc, tex, latex):
    assert draw(tex, True)
    found = mathml(pandoc, tex)[0]
    assert latex is None or found == mathml(pandoc, latex)[0]


@pytest.mark.parametrize("tex", [r"\left\{ a \right. \leftarrow", r"a\{ b \operatorname*{c}_x"])
def test_what_needs_no_other_words(pandoc, tex):
    assert mathml(pandoc, tex)[1] == tex


@pytest.mark.parametrize(
    "tex",
    [r"\crazy", "{" * 3000, r"\frac{" * 300, r"\left(" * 3000, r"\text{" * 3000, r"{\bf " * 900],
)
def test_what_is_no_formula(pandoc, tex):
    (parsed,) = pandoc.parse([f"$${tex}$$"])
    assert {each.strip() for each in parsed.unconverted} <= {tex.strip()}
