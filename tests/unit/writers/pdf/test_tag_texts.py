"""Words in the file: spaces at the ends of lines, hyphens, glyphs that stand for several."""

from xml.etree import ElementTree

import pytest

from publish.engines.pdfstructure import Mark, StructureElement, Tagging
from publish.writers.pdf.tags.skeleton import skeleton
from publish.writers.pdf.tags.spaces import add_spaces
from publish.writers.pdf.tags.tagger import tagger
from publish.writers.pdf.tags.texts import tell_texts


def spaces(markup: str, *lines: tuple[str, str]) -> list[str]:
    """What the marks say that want a space: ``lines`` are an element's name and words."""
    root = ElementTree.fromstring(f"<html><body>{markup}</body></html>")
    marks = [
        Mark(0, number, next(root.iter(name)), text=text, hyphenated=text.endswith("‐"))
        for number, (name, text) in enumerate(lines)
    ]
    tags = tagger(root)(marks, [])
    return [*tags.spaces.values()]


@pytest.mark.parametrize(
    ("markup", "lines", "wanted"),
    [
        ("<p>one two three</p>", [("p", "one"), ("p", "two three")], ["one "]),
        ("<p>one two three</p>", [("p", "one "), ("p", "two three")], []),
        ("<p>state-of-the-art</p>", [("p", "state-"), ("p", "of-the-art")], []),
        ("<p>neighbour</p>", [("p", "neigh‐"), ("p", "bour")], []),
        ("<p>one<em>two</em> three</p>", [("p", "one"), ("em", "two"), ("p", "three")], ["two "]),
        ("<p><em>one</em> <b>two</b></p>", [("em", "one"), ("b", "two")], ["one "]),
        ("<p><em>one</em><b>two</b></p>", [("em", "one"), ("b", "two")], []),
        ("<p>one<br/>two</p>", [("p", "one"), ("p", "two")], ["one\n"]),
        ("<p>one\ntwo</p>", [("p", "one"), ("p", "two")], ["one "]),
        ("<pre>one\n  two\n</pre>", [("pre", "one"), ("pre", "  two")], ["one\n"]),
        ("<pre>one \n\ntwo</pre>", [("pre", "one "), ("pre", "two")], ["one \n\n"]),
        ("<pre>one two</pre>", [("pre", "one"), ("pre", "two")], ["one "]),
    ],
)
def test_a_space_that_the_end_of_a_line_swallowed(markup, lines, wanted) -> None:
    assert spaces(markup, *lines) == wanted


def test_lines_of_code_keep_their_ends_and_what_indents_them() -> None:
    root = ElementTree.fromstring(
        "<html><body><pre><code><b>if</b> <i>x</i>:\n    <u>return</u></code></pre></body></html>"
    )
    of = {name: next(root.iter(name)) for name in ("code", "b", "i", "u")}
    drawn = [
        ("b", "if"),
        ("code", " "),
        ("i", "x"),
        ("code", ":"),
        ("code", "    "),
        ("u", "return"),
    ]
    marks = [
        Mark(0, n, of[name], text=text, spelt=text.strip()) for n, (name, text) in enumerate(drawn)
    ]
    tags = tagger(root)(marks, [])
    assert tags.spaces == {(0, 0): "if ", (0, 3): ":\n"}
    assert tags.actual_texts == {(0, 4): "    "}


def test_the_words_of_a_note_are_not_between_those_of_its_paragraph() -> None:
    root = ElementTree.fromstring(
        "<html><body><p>mark<sup><a role='doc-noteref' href='#n'>1</a></sup>"
        "<aside role='doc-footnote' id='n'>a note of words</aside>less</p></body></html>"
    )
    paragraph, note, call = (next(root.iter(name)) for name in ("p", "aside", "a"))
    drawn = [(paragraph, "mark"), (call, "1"), (paragraph, "less"), (note, "a note of words")]
    marks = [Mark(0, number, of, text=text) for number, (of, text) in enumerate(drawn)]
    assert tagger(root)(marks, []).spaces == {}


def told(mark: Mark, **given: object) -> Tagging:
    paragraph = StructureElement("P", kids=[mark])
    tags = Tagging(paragraph, **given)
    tell_texts(tags)
    return tags


def test_a_hyphen_at_the_end_of_a_line_only_parts_the_word() -> None:
    tags = told(Mark(0, 0, None, text="neigh‐", spelt="neigh-", hyphenated=True))
    assert tags.hyphens == {(0, 0): "neigh\u00ad"}
    assert tags.actual_texts == {}


def test_a_hyphen_that_is_found_as_a_soft_one_says_so_already() -> None:
    tags = told(Mark(0, 0, None, text="neigh‐", spelt="neigh\u00ad", hyphenated=True))
    assert (tags.hyphens, tags.actual_texts) == ({}, {})


def test_glyphs_that_spell_something_else_are_told() -> None:
    assert told(Mark(0, 0, None, text="µ", spelt="μ")).actual_texts == {(0, 0): "µ"}
    assert told(Mark(0, 0, None, text="a\u00a0b", spelt="a b")).actual_texts == {}
    assert told(Mark(0, 0, None, text="\tx", spelt="x")).actual_texts == {(0, 0): "\tx"}
    assert told(Mark(0, 0, None, text="x")).actual_texts == {}


def test_right_to_left_words_keep_their_space() -> None:
    tags = told(Mark(0, 0, None, text="שלום"), spaces={(0, 0): "שלום "})
    (span,) = tags.document.kids
    assert span.entries == {"ActualText": "שלום "}
    assert tags.spaces == {}


def test_texts_are_followed_without_recursion() -> None:
    root = ElementTree.fromstring("<html><body/></html>")
    element = root[0]
    for _ in range(3000):
        element = ElementTree.SubElement(element, "span", lang="el")
    tree = skeleton(root)
    add_spaces(root, tree, Tagging(tree.document))
