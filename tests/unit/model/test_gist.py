"""A gist says what checks, links and lists ask of a text, and outlives its tree."""

from __future__ import annotations

from publish.engines.pandoc import Pandoc
from publish.model.document import Document, Fragment, Trees
from publish.model.gist import Picture, gist
from publish.model.place import SourceFile

BODY = """\
# On *tides* {#tides}

As [@a, p. 3; @b] says, see [there](https://example.org) and [`here`{#code}](#tides).

![A wave](wave.png){#fig} ![](line.png){.decorative}
"""


def _document(pandoc: Pandoc, body: str) -> Document:
    texts = {
        "summary": "A *short* text [@c].",
        "facts.0": "One [@d].",
        "facts.1": "Two.",
        "body": body,
    }
    blocks = dict(zip(texts, pandoc.read(list(texts.values())), strict=True))
    trees = Trees(lambda: blocks)
    parts = tuple(Fragment(name, trees, 0, 1) for name in texts)
    return Document(SourceFile("a.md", body), parts)


def test_a_gist_is_what_is_asked_of_a_text(pandoc: Pandoc) -> None:
    known = gist(_document(pandoc, BODY))
    assert known.cited == ("c", "d", "a", "b")
    assert known.citing_facts == {"facts.0"}
    assert not known.cites_in_heading
    assert known.links == ("https://example.org", "#tides")
    assert known.anchors == {"tides", "code", "fig"}
    assert known.pictures == (
        Picture("wave.png", "A wave", decorative=False),
        Picture("line.png", "", decorative=True),
    )
    assert known.summary == "A short text."


def test_a_heading_that_cites_is_known(pandoc: Pandoc) -> None:
    assert gist(_document(pandoc, "# Of @a\n")).cites_in_heading


def test_a_gist_outlives_its_tree(pandoc: Pandoc) -> None:
    document = _document(pandoc, BODY)
    known = gist(document)
    document.forget()
    assert document.fragments[0].parsed._blocks is None
    assert gist(document) is known
    assert document.fragments[0].parsed._blocks is None
