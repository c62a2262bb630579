"""LaTeX → CSL's rich text, plain text, and protected titles."""

from __future__ import annotations

import pytest

from publish.readers.bibtex.latex import parse, to_rich, to_text
from publish.readers.bibtex.latex.capitals import title_text
from publish.readers.bibtex.latex.preamble import Macro, preamble_macros
from publish.readers.bibtex.latex.trouble import Trouble


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"U}ber", "Über"),
        (r"\"{U}ber", "Über"),
        (r"na\"{\i}ve", "naïve"),
        (r"Mar{\'\i}a R{\'{\i}}o", "María Río"),
        (r"Dvo{\v r}{\'a}k, Erd{\H o}s", "Dvořák, Erdős"),
        (r"{\o}re {\AA} \ss{} \L{} \l{}", "øre Å ß Ł ł"),
        (r"\k{a} \c{c} \d{h} \b{b} \.z \=a \u{g}", "ą ç ḥ ḇ ż ā ğ"),
        (r"{\DJ}{\d u}c", "Đục"),
        (r"GaAs\textendash{}AlGaAs --- --", "GaAs–AlGaAs — –"),
        (r"``quoted'' and `single', it's", "“quoted” and ‘single’, it's"),
        (r"\enquote{a \enquote{b}}", "“a ‘b’”"),
        (r"\enquote*{C}", "‘C’"),
        (r"\$5 50\% A\&B a\_b \#1", "$5 50% A&B a_b #1"),
        (r"\mbox{box} \texttimes{} \textpm{}", "box × ±"),
        (r"\href{https://e.org}{here}", "here"),
        (r"A \\ B", "A B"),
        ("no~break", "no\u00a0break"),
        (r"\ce{H2SO4}", "H2SO4"),
        (r"\noopsort{1973b}1973", "1973"),
        ("e\u0301t\u00e9", "été"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        (r"\textbackslash n \textasciitilde x", r"\n ~x"),
        (r"\~{}x \^{} ", "~x ^"),
        (r"\bibstring{newseries}", "new series"),
        ("a}b}c", "abc"),
    ],
)
def test_text(latex: str, text: str) -> None:
    trouble = Trouble()
    assert to_text(latex, None, trouble) == text
    assert trouble == Trouble(expanded=0)


@pytest.mark.parametrize(
    ("latex", "rich"),
    [
        (r"\emph{C. elegans} {\em x} \textbf{y}", "<i>C. elegans</i> <i>x</i> <b>y</b>"),
        (r"H\textsubscript{2}O 10\textsuperscript{3}", "H<sub>2</sub>O 10<sup>3</sup>"),
        (r"Ga\textsubscript{1-}\textsubscript{x}N", "Ga<sub>1-x</sub>N"),
        (r"\textsc{abc}", '<span style="font-variant:small-caps;">abc</span>'),
        (r"$L^2$-norm", "<i>L</i><sup>2</sup>-norm"),
        (r"$\alpha_{i}$ $10^{\circ}$C", "α<sub><i>i</i></sub> 10°C"),
        (r"$\mathrm{CO}_2$ and $\mathbb{R}^n$", "CO<sub>2</sub> and ℝ<sup><i>n</i></sup>"),
        (r"\(x<y\)", "<i>x</i> < <i>y</i>"),
        (r"\ensuremath{\sim}5", " ∼ 5".strip()),
    ],
)
def test_rich_text(latex: str, rich: str) -> None:
    assert to_rich(latex) == rich


def test_what_can_not_be_read_is_kept_and_told() -> None:
    trouble = Trouble()
    text = to_rich(r"\weird{kept} $\frac{a}{b}$ <i>x</i> &amp; a" + "\u200b", None, trouble)
    assert text == r"kept $\frac{a}{b}$ <i>x</i> & a"
    assert trouble.commands == ["weird"]
    assert trouble.mathematics == [r"\frac{a}{b}"]
    assert trouble.html == ["&amp;", "<i>", "</i>"]
    assert trouble.hidden


def test_nested_braces_end_at_a_limit() -> None:
    trouble = Trouble()
    assert to_text("a" + "{" * 5000 + "b" + "}" * 5000 + "c", None, trouble) == "abc"
    assert trouble.excessive


def test_a_macro_that_doubles_itself_ends_at_a_limit() -> None:
    macros = {
        letter: Macro(1, rf"\{after}{{#1}}\{after}{{#1}}")
        for letter, after in zip("abcdefghijklmnopqrstuvw", "bcdefghijklmnopqrstuvwx", strict=True)
    }
    trouble = Trouble()
    assert len(to_text(r"\a{x}", macros, trouble)) < 200_000
    assert trouble.excessive


def test_macros_of_a_preamble() -> None:
    macros = preamble_macros(
        r'"\newcommand{\noop}[1]{}" # "\def\twice#1{#1#1}\providecommand\x{y}"'
    )
    assert macros == {"noop": Macro(1, ""), "twice": Macro(1, "#1#1"), "x": Macro(0, "y")}
    assert to_text(r"{\noop{zz}}Smith \twice{ab} \x", macros) == "Smith abab y"


CASE = '<span class="nocase">'


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        ("Deep Residual Learning", "Deep Residual Learning"),
        ("The {NASA} story", f"The {CASE}NASA</span> story"),
        ("Faster R-CNN: a test", f"Faster {CASE}R-CNN</span>: a test"),
        ("my iPhone and DNA", f"my {CASE}iPhone</span> and {CASE}DNA</span>"),
        ("{I}mage{N}et classes", f"{CASE}ImageNet</span> classes"),
        ("{CNN}s", f"{CASE}CNNs</span>"),
        ("{Entire Title}", f"{CASE}Entire Title</span>"),
        (r"{\"U}ber die Grundlagen", "Über die Grundlagen"),
        ("Eccl{é}siastique", "Ecclésiastique"),
        ("DEEP RESIDUAL LEARNING", "DEEP RESIDUAL LEARNING"),
        (r"On $L^2$", f"On {CASE}<i>L</i><sup>2</sup></span>"),
        (r"\emph{A new DNA}", f"<i>A new {CASE}DNA</span></i>"),
    ],
)
def test_what_a_style_must_not_change_is_protected(latex: str, title: str) -> None:
    assert title_text(parse(latex)) == title


def test_a_macro_never_loses_words() -> None:
    """From files of JabRef, MathSciNet and the TeX Users Group."""
    macros = preamble_macros(
        r"\newcommand{\bibcyr}[1]{---}\newcommand{\noopsort}[1]{}"
        r"\def\ocirc#1{\ifmmode\setbox0=\hbox{$#1$}\else{\accent'27 #1}\fi}"
        r"\def \MP {{\manfnt META}\-{\manfnt POST}\spacefactor1000 }"
    )
    assert to_text(r"\bibcyr{Влияние}", macros) == "Влияние"
    assert to_text(r"\noopsort{b}Title", macros) == "Title"
    assert to_text(r"Franc\ocirc{u}", macros) == "Franců"
    assert to_text(r"{\MP} now", macros) == "METAPOST now"
