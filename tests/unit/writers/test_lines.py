"""Words that no line ends inside, and nothing added to them."""

from xml.etree import ElementTree

import pytest
from lxml import html

from publish.writers.lines import bind_labels, keep_together


def kept(element) -> list[str]:
    return [span.text for span in element.iter("span") if span.get("class") == "nowrap"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mask R-CNN and Faster R-CNN.", ["R-CNN", "R-CNN"]),
        ("two-stage, well-known, T5-base", []),
        ("(He et al. 2016; He, Fan, et al. 2020)", ["He et al.", "Fan, et al."]),
        ("see pp. 2980–2988, p. 7", ["pp. 2980–2988", "p. 7"]),
        ("Maps. 3 trains. 4", []),
        ("Ivanov u. a. 2019; Петров и др. 2020", ["Ivanov u. a.", "Петров и др."]),
    ],
)
def test_words_are_kept_together(words, expected):
    for make in (html.Element, ElementTree.Element):
        paragraph = make("p")
        paragraph.text = words
        keep_together(paragraph)
        assert kept(paragraph) == expected
        assert "".join(paragraph.itertext()) == words


def test_all_texts_but_code_and_formulas_and_each_once():
    markup = "<p>R-CNN <a href='#x'>an R-CNN</a> L-BFGS, <code>x-ray</code> K-means</p>"
    paragraph = html.fragment_fromstring(markup)
    before = paragraph.text_content()
    keep_together(paragraph)
    keep_together(paragraph)
    assert kept(paragraph) == ["R-CNN", "R-CNN", "L-BFGS", "K-means"]
    assert paragraph.find("a/span").text == "R-CNN"
    assert paragraph.text_content() == before


def test_numeric_labels_stay_with_their_words():
    markup = (
        "<p>Words <span class='citation'><a>[1]</a></span> and <span class='citation'>(He)</span>"
        " at doi: <a>10.1000/x</a>, see <a>there</a></p>"
    )
    paragraph = html.fragment_fromstring(markup)
    bind_labels(paragraph)
    assert paragraph.text_content() == "Words\u00a0[1] and (He) at doi:\u00a010.1000/x, see there"
