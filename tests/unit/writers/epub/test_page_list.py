"""The pages that an EPUB marks are those of the PDF that was made: the words agree."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from lxml import etree, html

from publish.binding import bind
from publish.cite import cite
from publish.engines.pandoc import Pandoc
from publish.model.collection import Collection
from publish.model.frozen import replace
from publish.model.publication import Artifact, CitedPublication, Division, PageStart
from publish.resolve import resolve
from publish.verify import VERIFIERS
from publish.writers import WRITERS
from publish.writers.breaks import mark_pages
from publish.writers.epub.xhtml import serialised
from tests import builders
from tests.unit.writers.made import Book, opened

WORDS = [
    "tide",
    "ebb",
    "flood",
    "*current*",
    "moon",
    "harbour",
    "breakwater",
    "“estuaries”",
    "navigational",
]


def sentences(count: int, seed: int) -> str:
    """So many sentences, no two the same; some cite, have notes, or hold a formula."""
    made = []
    for number in range(count):
        words = [WORDS[(seed * number + at * at) % len(WORDS)] for at in range(3 + number % 9)]
        extra = {3: " [@a]", 7: "^[A note on it.]", 11: " ($x^2$)"}.get(number % 13, "")
        made.append(f"N{seed}x{number} {' '.join(words)}{extra}.")
    return " ".join(made)


def text(seed: int) -> str:
    rows = "\n".join(f"| r{seed}c{n} | {WORDS[n % 9]} |" for n in range(40))
    points = "\n".join(f"- {sentences(3, seed * 7 + n)}" for n in range(20))
    code = "\n".join(f"    line {seed} {n}" for n in range(30))
    paragraphs = "\n\n".join(sentences(25, seed + n) for n in range(6))
    return f"## Words\n\n{paragraphs}\n\n{points}\n\n| a | b |\n|---|---|\n{rows}\n\n{code}\n"


def bound(pandoc: Pandoc) -> CitedPublication:
    entries = [
        builders.entry(pandoc, text(seed), id=f"e{seed}", title=f"Entry {seed}") for seed in (1, 2)
    ]
    project = builders.project(*entries, references=(builders.reference("a"),))
    members = tuple(resolve(project, entry, entry.document) for entry in entries)
    result = cite(
        bind(project, Collection("b", "B"), (Division("part", members, "P"),), "en"), pandoc
    )
    assert result.value is not None
    return result.value


@pytest.fixture(scope="module")
def printed(pandoc: Pandoc) -> tuple[CitedPublication, Artifact]:
    cited = bound(pandoc)
    made = WRITERS["pdf"](cited)
    assert made.value is not None
    return cited, made.value


@pytest.fixture(scope="module")
def book(printed: tuple[CitedPublication, Artifact]) -> Book:
    cited, pdf = printed
    made = WRITERS["epub"](replace(cited, pages=pdf.pages, printed="b.pdf"))
    assert made.value is not None
    assert VERIFIERS["epub"](made.value).diagnostics == ()
    return opened(made.value)


def only_letters(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def test_words_before_and_after_each_break_are_those_of_the_pdf(printed, book):
    with pypdfium2.PdfDocument(printed[1].data) as document:
        pages = [only_letters(p.get_textpage().get_text_range()) for p in document]
    checked = 0
    for name in ("e1", "e2", "references"):
        root = etree.fromstring(book.files[f"EPUB/{name}.xhtml"])
        for mark in root.xpath("//*[@role='doc-pagebreak']"):
            number = int(mark.get("aria-label"))
            after = only_letters("".join(mark.xpath("following::text()")))[:18]
            before = only_letters("".join(mark.xpath("preceding::text()")))[-12:]
            assert after in pages[number - 1], (number, after)
            if not mark.getparent().get("role"):  # else a chapter begins here
                assert before in pages[number - 2], (number, before)
                checked += 1
    assert checked > 10


def test_every_page_is_listed_once_and_in_order(printed, book):
    listed = book.find("nav.xhtml", "//h:nav[@epub:type='page-list']//h:a/text()")
    with pypdfium2.PdfDocument(printed[1].data) as document:
        assert listed == [str(number) for number in range(1, len(document) + 1)]


def test_the_book_says_whose_pages_it_marks(book):
    assert book.metas("pageBreakSource") == ["b.pdf"]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(book.metas("schema:accessibilityFeature"))


def test_without_a_pdf_nothing_is_said_of_pages(printed):
    made = WRITERS["epub"](printed[0])
    assert made.value is not None
    alone = opened(made.value)
    assert b"page-list" not in alone.files["EPUB/nav.xhtml"]
    assert b"pagebreak" not in alone.files["EPUB/e1.xhtml"]
    assert b"data-block" not in b"".join(alone.files.values())
    assert alone.metas("pageBreakSource") == []


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        (0, "<p>{}One “two” <em>three</em> four.</p>"),
        (3, "<p>One {}“two” <em>three</em> four.</p>"),
        (6, "<p>One “two” <em>{}three</em> four.</p>"),
        (8, "<p>One “two” <em>th{}ree</em> four.</p>"),
        (11, "<p>One “two” <em>three</em> {}four.</p>"),
        (99, "<p>One “two” <em>three</em> four.{}</p>"),
    ],
)
def test_a_page_begins_behind_so_many_letters(letters, expected):
    block = html.fragment_fromstring("<p data-block='x'>One “two” <em>three</em> four.</p>")
    mark_pages([block], [PageStart("7", "x", letters)])
    del block.attrib["data-block"]
    assert re.sub(r"<span[^>]*/>", "{}", serialised(block)) == expected
