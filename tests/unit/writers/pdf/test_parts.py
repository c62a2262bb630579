"""Notes, formulas, page numbers, metadata: what the writer does before and after the pages."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from lxml import etree, html

from publish.model.conformance import Conformance
from publish.writers.pdf.formulas import draw_formulas
from publish.writers.pdf.metadata import Metadata, information
from publish.writers.pdf.notes import place_notes
from publish.writers.pdf.pages import CitedPages
from publish.writers.pdf.xmp import xmp
from publish.writers.terms import terms
from publish.writers.tree import semantic_tree
from tests import samples

MOMENT = datetime(2026, 5, 19, tzinfo=UTC)


def text(element) -> str:
    return etree.tostring(element, encoding="unicode")


def test_notes_stand_behind_their_marks_with_all_their_paragraphs(pandoc, tmp_path):
    body = "Words.[^a]\n\n[^a]: First.\n\n    Second.\n"
    tree = semantic_tree(samples.sample(pandoc, tmp_path, body))
    place_notes(tree)
    assert tree.notes is None
    (mark,) = tree.lead[0].xpath(".//sup")
    note = mark.getnext()
    assert (note.tag, note.get("role"), note.get("id")) == ("aside", "doc-footnote", "fn1")
    assert [p.text_content() for p in note.findall("p")] == ["First.", "Second."]
    assert note.find("span/a").get("href") == "#fnref1"
    assert "↩" not in note.text_content()


def test_marks_of_two_notes_in_a_row_are_kept_apart(pandoc, tmp_path):
    tree = semantic_tree(samples.sample(pandoc, tmp_path, "Words.^[One.]^[Two.] More.^[Three.]"))
    place_notes(tree)
    assert [mark.text for mark in tree.lead[0].iter("sup")] == [None, ", ", None]


def test_formulas_are_drawn_and_keep_their_tex(pandoc, tmp_path):
    tree = semantic_tree(samples.sample(pandoc, tmp_path, "Where $a/b$ is, and $$x^2$$ too."))
    assert draw_formulas(tree) == []
    formulas = tree.lead[0].xpath(".//span[@role='math']")
    assert [f.get("aria-label") for f in formulas] == ["a/b", "x^2"]
    assert [f.get("class") for f in formulas] == ["math inline", "math display"]
    names = [e.get("id") for f in formulas for e in f.iter() if e.get("id")]
    assert len(names) == len(set(names))
    assert formulas[0].tail == " is, and "


def test_a_formula_is_drawn_without_groups_that_only_move_what_is_in_them(pandoc, tmp_path):
    deep = "$" + r"\frac{" * 9 + "x" + r"}{2}" * 9 + r" \color{red}{y}$"
    tree = semantic_tree(samples.sample(pandoc, tmp_path, deep))
    assert draw_formulas(tree) == []
    (drawing,) = tree.lead[0].iter("{*}svg")
    groups = [*drawing.iter("{*}g")]
    assert [group.get("fill") for group in groups] == ["currentColor", "red"]
    first = next(drawing.iter("{*}use"))
    assert first.get("transform").count("translate") == 9, "each fraction has moved it"


def test_a_formula_that_cannot_be_drawn_is_an_error(pandoc, tmp_path):
    tree = semantic_tree(samples.sample(pandoc, tmp_path, r"Where $\nosuchthing{x}$ is."))
    (found,) = draw_formulas(tree)
    assert found.rule.code == "PDF003"
    assert "nosuchthing" in found.message


def test_boxes_to_tick_become_characters(pandoc, tmp_path):
    tree = semantic_tree(samples.sample(pandoc, tmp_path, "- [x] done\n- [ ] not\n"))
    assert tree.lead[0].text_content().split() == ["☑", "done", "☐", "not"]


BACKLINKS = (
    "<html><body><span class='backlinks'><a href='#cite-1'>1</a> <a href='#cite-2'>2</a>"
    " <a href='#cite-3'>3</a></span></body></html>"
)


def test_pages_that_cite_are_named_once_each():
    root = ElementTree.fromstring(BACKLINKS)
    pages = CitedPages(root, terms("en"), "en")
    (host,) = root.iter("span")
    one, two, _ = host
    assert pages({}, 1) == {host: [(None, "cited\u00a0on\u00a0p.\u00a0"), (one, "1")]}
    found = {"cite-1": 1, "cite-2": 3, "cite-3": 3}
    assert pages(found, 3) == {
        host: [(None, "cited\u00a0on\u00a0pp.\u00a0"), (one, "1"), (None, ",\u00a0"), (two, "3")]
    }
    assert pages(found, 3) == {}
    pages.settle()
    assert "".join(root.itertext()) == "cited\u00a0on\u00a0pp.\u00a01,\u00a03"
    assert list(host) == [one, two]
    assert two.get("aria-label") == "Page 3"


def test_places_not_met_yet_are_expected_on_the_page_being_made():
    pages = CitedPages(ElementTree.fromstring(BACKLINKS), terms("en"), "en")
    (runs,) = pages({"cite-1": 1}, 2).values()
    assert "".join(text for _, text in runs) == "cited\u00a0on\u00a0pp.\u00a01,\u00a02"


def test_a_document_without_references_names_no_pages():
    assert CitedPages(html.fromstring("<p>x</p>"), terms("en"), "en")({}, 1) == {}


def test_metadata_say_the_same_in_both_places():
    data = Metadata("A & B", "en", ("Ada", "Ben"), "Short.", ("x", "y"), rights="CC BY")
    packet = xmp(data, MOMENT, Conformance(("a-3a", "ua-1"))).decode()
    ElementTree.fromstring(packet)
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "A &amp; B" in packet
    assert "2026-05-19T00:00:00Z" in packet
    assert information(data)["Author"] == "Ada; Ben"
    assert "<pdf:Keywords>x; y</pdf:Keywords>" in packet
    assert information(data)["Keywords"] == "x; y"


def test_nothing_is_claimed_that_was_not_asked_for():
    packet = xmp(Metadata("T", "en"), MOMENT, Conformance()).decode()
    assert "pdfaid" not in packet
    assert "pdfuaid" not in packet
