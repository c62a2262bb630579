"""The document's elements and what was drawn of them become one tree of tags."""

from xml.etree import ElementTree

from publish.engines.pdfstructure import LinkArea, Mark, StructureElement
from publish.model.conformance import Conformance
from publish.writers.pdf.tags import tagger
from publish.writers.pdf.tags.tagger import PLAIN


def tagged(
    markup: str,
    *drawn: tuple[str, int, str],
    areas: tuple[tuple[str, int], ...] = (),
    conformance: Conformance = PLAIN,
):
    """Tags of ``markup``: ``drawn`` are identifier of an element, page and text."""
    root = ElementTree.fromstring(f"<html lang='en'><body>{markup}</body></html>")
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    marks = []
    for number, (where, page, text) in enumerate(drawn):
        name, _, pseudo = where.partition("::")
        image = (0.0, 0.0, 10.0, 10.0) if text == "<image>" else None
        words = None if image else text
        marks.append(Mark(page, number, by_id[name], pseudo, words, image))
    links = [LinkArea(page, 100 + n, by_id[name]) for n, (name, page) in enumerate(areas)]
    return tagger(root, conformance)(marks, links)


def shape(element: StructureElement) -> object:
    """The tree as nested lists: type, then children; marks by their text."""
    kids = []
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            kids.append(shape(kid))
        elif isinstance(kid, Mark):
            kids.append(kid.text if kid.text is not None else "<image>")
        else:
            kids.append("<area>")
    return [element.type, *kids]


def body(tags) -> list[object]:
    return shape(tags.document)[1:]


def test_a_paragraph_over_two_pages_is_one():
    tags = tagged("<p id='a'/>", ("a", 0, "first"), ("a", 1, "second"))
    assert body(tags) == [["P", "first", "second"]]


def test_words_of_a_grouping_element_get_a_paragraph():
    tags = tagged(
        "<div id='d'><p id='p'/><a id='l' href='#p'/></div>",
        ("p", 0, "one"), ("d", 0, "two"), ("l", 0, "three"), ("d", 0, "four"),
    )  # fmt: skip
    assert body(tags) == [["Div", ["P", "one"], ["P", "two", ["Link", "three"], "four"]]]


def test_lists_have_labels_and_bodies():
    tags = tagged(
        "<ol><li id='i'><p id='p'/></li></ol><dl><dt id='t'/><dd id='d'/></dl>",
        ("i::marker", 0, "1. "), ("p", 0, "item"), ("t", 0, "term"), ("d", 0, "said"),
    )  # fmt: skip
    assert body(tags) == [
        ["L", ["LI", ["Lbl", "1. "], ["LBody", ["P", "item"]]]],
        ["L", ["LI", ["Lbl", "term"], ["LBody", "said"]]],
    ]
    numbering = [e.attributes["List"]["ListNumbering"] for e in tags.document.kids]
    assert numbering == ["/Decimal", "/None"]


NOTE = (
    "<p id='p'><sup><a id='c' role='doc-noteref' href='#n'/></sup>"
    "<aside id='n' role='doc-footnote'><span id='l' data-pdf='Lbl'/><p id='w'/></aside></p>"
)


def test_a_note_follows_its_mark_wherever_it_stands_on_the_page():
    tags = tagged(
        NOTE, ("p", 0, "before"), ("c", 0, "1"), ("p", 0, "after"), ("p", 1, "on the next page"),
        ("l", 0, "1"), ("w", 0, "words"), areas=(("c", 0),),
    )  # fmt: skip
    call = ["Reference", ["Link", "1", "<area>"]]
    note = ["Note", ["Lbl", "1"], ["P", "words"]]
    assert body(tags) == [["P", "before", call, note, "after", "on the next page"]]
    (found,) = [e for e in tags.document.elements() if e.type == "Note"]
    assert found.entries["ID"] == "note-n"


def test_repeated_heads_are_artifacts_and_cells_have_scope():
    tags = tagged(
        "<table><thead><tr><th id='h' scope='col'/></tr></thead>"
        "<tbody><tr><th id='r' scope='row'/></tr><tr><td id='c' colspan='2'/></tr></tbody></table>",
        ("h", 0, "head"), ("r", 0, "row"), ("h", 1, "head"), ("c", 1, "cell"),
    )  # fmt: skip
    rows = [["TR", ["TH", "row"]], ["TR", ["TD", "cell"]]]
    assert body(tags) == [["Table", ["THead", ["TR", ["TH", "head"]]], ["TBody", *rows]]]
    assert tags.artifacts == {(1, 2): "Pagination"}
    cells = [e.attributes["Table"] for e in tags.document.elements() if e.type in ("TH", "TD")]
    assert cells == [{"Scope": "/Column"}, {"Scope": "/Row"}, {"ColSpan": 2}]


def test_figures_and_formulas_have_words_and_a_box():
    tags = tagged(
        "<figure><img id='i' src='x' alt='A face'/><figcaption id='c'/></figure>"
        "<p id='p'><span role='math' aria-label='x^2'>"
        "<svg id='s' xmlns='http://www.w3.org/2000/svg'/></span></p>",
        ("i", 0, "<image>"), ("c", 0, "caption"), ("p", 0, "where "), ("s", 0, "<image>"),
    )  # fmt: skip
    assert body(tags) == [
        ["Figure", "<image>", ["Caption", "caption"]],
        ["P", "where ", ["Formula", "<image>"]],
    ]
    figure, formula = [e for e in tags.document.elements() if e.type in ("Figure", "Formula")]
    assert (figure.entries["Alt"], formula.entries["Alt"]) == ("A face", "x^2")
    assert figure.attributes["Layout"] == {"BBox": (0.0, 0.0, 10.0, 10.0), "Placement": "/Block"}
    assert formula.attributes["Layout"]["Placement"] == "/Inline"


def test_a_displayed_formula_is_a_block_in_its_paragraph():
    tags = tagged(
        "<p id='p'><span role='math' class='math display' aria-label='x'><svg id='s'/></span></p>",
        ("p", 0, "where "), ("s", 0, "<image>"),
    )  # fmt: skip
    (formula,) = [e for e in tags.document.elements() if e.type == "Formula"]
    assert formula.attributes["Layout"]["Placement"] == "/Block"


def test_what_only_adorns_is_no_content():
    tags = tagged(
        "<img id='i' src='x' alt=''/><p id='p' aria-hidden='true'/><div id='d'/>",
        ("i", 0, "<image>"), ("p", 0, "leaf"), ("d", 0, "  "),
    )  # fmt: skip
    assert body(tags) == []
    assert set(tags.artifacts) == {(0, 0), (0, 1), (0, 2)}


def test_languages_are_marked_where_they_change():
    tags = tagged("<p id='p'><span id='g' lang='el'/><em id='e'/></p>",
                  ("g", 0, "λόγος"), ("e", 0, "word"))  # fmt: skip
    greek, emphasis = tags.document.kids[0].kids
    assert greek.entries == {"Lang": "el"}
    assert emphasis.entries == {}
    assert tags.role_map == {"Em": "Span"}


def test_right_to_left_words_are_spelt_in_the_tree():
    tags = tagged("<p id='p'/>", ("p", 0, "שלום"))
    assert body(tags) == [["P", ["Span", "שלום"]]]
    assert tags.document.kids[0].kids[0].entries == {"ActualText": "שלום"}


def test_link_areas_are_described_and_the_superfluous_left_out():
    root = ElementTree.fromstring(
        "<html><body><p><a id='a' href='https://x.org' title='The site'>x.org</a></p></body></html>"
    )
    link = next(root.iter("a"))
    areas = [
        LinkArea(0, 7, link),
        LinkArea(0, 8, link, inner=True),
        LinkArea(0, 9, link, empty=True),
    ]
    tags = tagger(root)([Mark(0, 0, link, text="x.org")], areas)
    assert tags.contents == {7: "The site"}
    assert body(tags) == [["P", ["Link", "x.org", "<area>"]]]


CONTENTS = (
    "<nav role='doc-toc'><ol><li id='i'><a id='x' href='#one'/>"
    "<ol><li><a id='y' href='#two'/></li></ol></li></ol></nav>"
    "<section id='one'><h2 id='h'/><h3 id='two'/></section>"
)


def test_lists_in_a_table_of_contents_are_lines_that_refer_to_what_they_name():
    tags = tagged(
        CONTENTS, ("i::marker", 0, "1. "), ("x", 0, "One"), ("i", 0, ", p. 3"), ("y", 0, "Two"),
        ("h", 0, "One"), ("two", 0, "Two"),
        areas=(("x", 0), ("y", 0)),
    )  # fmt: skip
    inner = ["TOC", ["TOCI", ["Reference", ["Link", "Two", "<area>"]]]]
    line = [["Lbl", "1. "], ["Reference", ["Link", "One", "<area>"]], ["P", ", p. 3"]]
    outer = ["TOC", ["TOCI", *line, inner]]
    assert body(tags) == [["Sect", outer], ["Sect", ["H2", "One"], ["H3", "Two"]]]
    lines = [e for e in tags.document.elements() if e.type == "TOCI"]
    assert [[other.type for other in line.refs] for line in lines] == [["Sect"], ["H3"]]


def test_an_index_is_one():
    tags = tagged(
        "<section role='doc-index'><ul><li id='i'><a id='a' href='#p'/></li></ul></section>"
        "<p id='p'/>",
        ("i", 0, "anchors, "), ("a", 0, "1"), ("p", 0, "words"), areas=(("a", 0),),
    )  # fmt: skip
    item = ["LI", ["LBody", "anchors, ", ["Link", "1", "<area>"]]]
    assert body(tags) == [["Index", ["L", item]], ["P", "words"]]


def test_a_mark_and_its_note_refer_to_each_other_once():
    tags = tagged(NOTE, ("c", 0, "1"), ("l", 0, "1"), ("w", 0, "words"))
    (mark,) = [e for e in tags.document.elements() if e.type == "Reference"]
    (note,) = [e for e in tags.document.elements() if e.type == "Note"]
    assert (mark.refs, note.refs) == ([note], [mark])


def test_a_link_to_no_note_refers_to_nothing():
    tags = tagged("<p><a id='a' href='#p'/></p><p id='p'/>", ("a", 0, "there"), ("p", 0, "here"))
    assert not [e for e in tags.document.elements() if e.refs]


def test_in_pdf_2_a_note_is_a_footnote_and_types_need_no_stand_in():
    tags = tagged(NOTE + "<aside id='s'/>", ("c", 0, "1"), ("w", 0, "words"), ("s", 0, "said"),
                  conformance=Conformance(("ua-2",)))  # fmt: skip
    types = [e.type for e in tags.document.elements()]
    assert ("FENote" in types, "Note" in types) == (True, False)
    (note,) = [e for e in tags.document.elements() if e.type == "FENote"]
    assert note.attributes == {"FENote": {"NoteType": "/Footnote"}}
    assert tags.role_map == {}
