"""Cells at the edges of a table and pictures by themselves are known, and drawn as such."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from publish.engines.pandoc import Pandoc
from publish.engines.weasyprint.layout import Layout, lay_out
from publish.writers.pdf.document import print_document, stylesheets
from publish.writers.pdf.positions import mark_positions
from publish.writers.tree import Tree, semantic_tree
from tests import samples


def marked(markup: str) -> ElementTree.Element:
    root = ElementTree.fromstring(f"<body>{markup}</body>")
    mark_positions(root)
    return root


SPANS = (
    "<table><thead><tr><th colspan='2'>ab</th><th rowspan='2'>c</th></tr>"
    "<tr><th>a</th><th>b</th></tr></thead>"
    "<tbody><tr><td rowspan='2' class='align-right'>d</td><td>e</td><td>f</td></tr>"
    "<tr><td>g</td><td>h</td></tr><tr><td colspan='3'>i</td></tr></tbody></table>"
)


def test_cells_know_the_columns_at_the_edges() -> None:
    root = marked(SPANS)
    first = {e.text for e in root.iter() if "first-column" in (e.get("class") or "").split()}
    last = {e.text for e in root.iter() if "last-column" in (e.get("class") or "").split()}
    assert first == {"ab", "a", "d", "i"}
    assert last == {"c", "f", "h", "i"}
    assert root.find(".//td").get("class") == "align-right first-column"


@pytest.mark.parametrize("table", ["<table/>", "<table><tr/></table>", "<table><tbody/></table>"])
def test_tables_without_cells_are_left_alone(table: str) -> None:
    assert [e.get("class") for e in marked(table).iter()] == [None] * len([*marked(table).iter()])


@pytest.mark.parametrize(
    ("paragraph", "alone"),
    [
        ("<p><img/></p>", True),
        ("<p>\n<img/> </p>", True),
        ("<p>before <img/></p>", False),
        ("<p><img/> behind</p>", False),
        ("<p><img/><b/></p>", False),
    ],
)
def test_a_picture_with_words_around_it_is_not_alone(paragraph: str, alone: bool) -> None:
    picture = next(marked(paragraph).iter("img"))
    assert (picture.get("class") == "alone") is alone


FITTING = 28
"""Rows of one line that the first page has room for."""

TEXT = """\
A picture ![A square](images/square.png){width=12} stands in its line.

+-------+-------+
| One   | alpha |
|       +-------+
|       | beta  |
+-------+-------+

Words behind it.
"""


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_they_are_drawn_where_they_belong(pandoc: Pandoc, tmp_path: Path, direction: str) -> None:
    cited = samples.sample(pandoc, tmp_path, TEXT, dir=direction)
    boxes = _drawn(semantic_tree(cited))
    assert boxes["A picture "].position_y == boxes[" stands in its line."].position_y
    edges = [_edge(boxes[word], direction) for word in ("alpha", "beta")]
    assert edges[0] == pytest.approx(edges[1], abs=0.01)
    one = _edge(boxes["One"], direction)
    assert one == pytest.approx(_edge(boxes["Words behind it."], direction), abs=0.01)


def test_a_large_picture_among_words_keeps_to_the_page(pandoc: Pandoc, tmp_path: Path) -> None:
    cited = samples.sample(pandoc, tmp_path, "Before\n![Ada](images/ada.png) and after.")
    Image.new("RGB", (800, 1000)).save(tmp_path / "entries" / "images" / "ada.png")
    pages = _pages(semantic_tree(cited))
    (page,) = pages._document.pages
    (picture,) = [box for box in page._page_box.descendants() if box.element_tag == "img"]
    assert picture.width <= page._page_box.width
    assert picture.width / picture.height == pytest.approx(0.8)


@pytest.mark.parametrize("rows", [FITTING + 1, FITTING + 2])
def test_no_row_of_a_table_stands_alone(pandoc: Pandoc, tmp_path: Path, rows: int) -> None:
    lines = "".join(f"| row | {number} |\n" for number in range(rows))
    cited = samples.sample(pandoc, tmp_path, f"| A | B |\n|---|---|\n{lines}")
    pages = _pages(semantic_tree(cited))._document.pages
    counts = [sum(_is_row(box) for box in page._page_box.descendants()) for page in pages]
    assert sum(counts) == rows
    assert counts[:2] == [rows - 2, 2]


def _is_row(box: Any) -> bool:
    return getattr(box, "text", None) == "row"


def _edge(box: Any, direction: str) -> float:
    """Where the words begin."""
    return box.position_x + (box.width if direction == "rtl" else 0)


def _drawn(tree: Tree) -> dict[str, Any]:
    """The boxes of the pages by their words."""
    boxes = _pages(tree)._document.pages[0]._page_box.descendants()
    return {box.text: box for box in boxes if hasattr(box, "text")}


def _pages(tree: Tree) -> Layout:
    document, settings = print_document(tree).value, tree.publication.settings
    return lay_out(document, stylesheets(settings), "entries/", settings.root)
