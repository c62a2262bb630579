"""What HTML says by attributes reaches the layout; right-to-left text keeps its order."""

from xml.etree import ElementTree

import pytest

from publish.writers.pdf.directions import direct_references, first_strong, join_runs
from publish.writers.pdf.hints import style_hints


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("<ol type='a'/>", "list-style-type: lower-alpha"),
        ("<ol type='I' start='4'/>", "list-style-type: upper-roman; counter-reset: list-item 3"),
        ("<ol type='1'/>", None),
        ("<img width='60%'/>", "width: 60%"),
        ("<img width='200' height='10' style='width: 1cm'/>",
         "width: 200px; height: 10px; width: 1cm"),
        ("<img width='1;x'/>", None),
    ],
)  # fmt: skip
def test_attributes_become_styles(markup: str, style: str | None) -> None:
    root = ElementTree.fromstring(f"<body>{markup}</body>")
    style_hints(root)
    assert root[0].get("style") == style


@pytest.mark.parametrize(
    ("text", "direction"),
    [("He 2016", "ltr"), ("[1] الشبكات", "rtl"), ("“שלום”", "rtl"), ("[1], 2016", None)],
)
def test_the_first_letter_with_a_direction_counts(text: str, direction: str | None) -> None:
    assert first_strong(text) == direction


REFERENCES = (
    "<body><ul><li class='reference'>He, K.<span class='backlinks'>1</span></li>"
    "<li class='reference'>الشبكات</li></ul><p><span class='citation'>(He 2016)</span></p></body>"
)


def test_references_and_citations_run_in_their_own_direction() -> None:
    root = ElementTree.fromstring(f"<html dir='rtl'>{REFERENCES}</html>")
    direct_references(root)
    assert [e.get("dir") for e in root.iter() if e.get("class")] == ["ltr", "rtl", "rtl", "ltr"]


def test_a_left_to_right_document_stays_as_it_is() -> None:
    root = ElementTree.fromstring(f"<html dir='ltr'>{REFERENCES}</html>")
    direct_references(root)
    assert not [e for e in root[0].iter() if e.get("dir")]


def test_words_of_another_direction_stand_in_one_text() -> None:
    wrapped = "Mask <span class='nowrap'>R-CNN</span> and <b>so</b> <span class='piece'>on</span>."
    root = ElementTree.fromstring(f"<body><p dir='rtl'>{wrapped}</p><p>{wrapped}</p></body>")
    join_runs(root)
    right_to_left, left_to_right = root
    assert ElementTree.tostring(right_to_left) == b'<p dir="rtl">Mask R-CNN and <b>so</b> on.</p>'
    assert len(left_to_right) == 3


def test_a_table_that_takes_little_room_is_kept_together() -> None:
    rows = "<tr><td>words</td></tr>"
    root = ElementTree.fromstring(
        f"<body><table class='x'>{rows * 10}</table><table>{rows * 11}</table>"
        f"<table><tr><td>{'words ' * 300}</td></tr></table></body>"
    )
    style_hints(root)
    assert [table.get("class") for table in root] == ["x short", None, None]
