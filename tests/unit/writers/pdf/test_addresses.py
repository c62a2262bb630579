"""Where a line may end in a web address."""

from xml.etree import ElementTree

import pytest

from publish.writers.pdf.addresses import break_addresses, pieces


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "https://doi.org/10.1109/CVPR42600.2020.00975",
            "https://doi.org/ 10.1109/ CVPR42600.2020.00975",
        ),
        ("https://arxiv.org/abs/1512.03385", "https://arxiv.org/ abs/ 1512.03385"),
        ("10.1007/978-3-031-20077-9_17", "10.1007/ 978-3-031-20077-9_17"),
        ("https://example.org", "https://example.org"),
        ("https://a.org/b//c..d?e=f&g/", "https://a.org/ b// c..d?e=f&g/"),
        ("https://a.org/?//", "https://a.org/ ?//"),
    ],
)
def test_pieces(address, expected):
    assert " ".join(pieces(address)) == expected
    assert "".join(pieces(address)) == address


def test_every_address_of_a_text_and_nothing_else():
    markup = "<p>See https://a.org/b.c, (10.1000/x.y) <a>www.a.org/b</a> and/or 10.5/6.</p>"
    paragraph = ElementTree.fromstring(markup)
    before = "".join(paragraph.itertext())
    break_addresses(paragraph)
    found = [span.text for span in paragraph.iter("span")]
    assert found == ["https://a.org/", "b.c", "10.1000/", "x.y", "www.a.org/", "b"]
    assert "".join(paragraph.itertext()) == before


def test_a_piece_longer_than_a_line_may_be_broken():
    paragraph = ElementTree.fromstring(f"<p>https://a.org/{'x' * 40}/short</p>")
    break_addresses(paragraph)
    assert [span.get("class") for span in paragraph.iter("span")] == [
        "piece",
        "long piece",
        "piece",
    ]
