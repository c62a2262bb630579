"""A collection as one book: its documents, the links between them, its metadata."""

from __future__ import annotations

import pytest

from publish.model.collection import Contributor, CoverImage
from publish.model.publication import Artifact, CitedPublication
from publish.verify import VERIFIERS
from publish.writers import WRITERS
from publish.writers.epub import entries as splitting
from tests.unit.writers.made import Book, opened
from tests.unit.writers.volumes import bound


def artifact(cited: CitedPublication) -> Artifact:
    made = WRITERS["epub"](cited)
    assert made.diagnostics == ()
    assert made.value is not None
    assert VERIFIERS["epub"](made.value).diagnostics == ()
    return made.value


def book(cited: CitedPublication) -> Book:
    return opened(artifact(cited))


def test_documents_stand_in_their_order(pandoc):
    spine = book(bound(pandoc)).find("package.opf", "//o:itemref/@idref")
    names = "cover title nav first intro one two references about"
    assert spine == [f"f-{name}-xhtml" for name in names.split()]


def test_identifiers_never_clash_though_two_entries_have_the_same(pandoc):
    made = book(bound(pandoc))
    ids = [i for name in ("one", "two") for i in made.find(f"{name}.xhtml", "//@id")]
    ours = [i for i in ids if "." in i]
    assert len(set(ours)) == len(ours)
    assert {"one.works", "two.works", "one.fn1", "two.fn1", "one.cite-1"} <= set(ours)


def test_links_between_entries_stay_inside_and_others_are_words(pandoc):
    made = book(bound(pandoc))
    assert made.find("one.xhtml", "//h:a[@class='entry-link']/@href") == ["two.xhtml#two.works"]
    assert made.find("two.xhtml", "//h:a[@class='entry-link']/@href") == ["one.xhtml#one.0"]
    assert "or out." in "".join(made.find("two.xhtml", "//text()"))


@pytest.mark.parametrize(
    ("references", "leads", "lists"),
    [
        ("both", "#one.ref-a", {"one", "references"}),
        ("entry", "#one.ref-a", {"one"}),
        ("whole", "references.xhtml#ref-a", {"references"}),
    ],
)
def test_a_citation_leads_to_the_nearest_list(pandoc, references, leads, lists):
    made = book(bound(pandoc, references=references))
    links = made.find("one.xhtml", "//h:a[@role='doc-biblioref']/@href")
    assert links[0] == leads
    assert made.find("one.xhtml", "//h:a[@role='doc-biblioref']/@epub:type")
    there = {n for n in ("one", "references") if f"EPUB/{n}.xhtml" in made.files}
    found = {n for n in there if made.find(f"{n}.xhtml", "//h:li[contains(@id, 'ref-a')]")}
    assert found == lists


def test_the_whole_list_says_which_entries_cite_a_work(pandoc):
    made = book(bound(pandoc))
    cited_in = "//h:li[@id='ref-b']//h:span[@class='cited-in']/h:a"
    assert made.find("references.xhtml", f"{cited_in}/@href") == [
        "one.xhtml#one.cite-2", "two.xhtml#two.cite-1"
    ]  # fmt: skip
    assert made.find("references.xhtml", f"{cited_in}[2]/@lang") == ["ar"]


def test_notes_open_in_their_own_document_and_lead_back(pandoc):
    made = book(bound(pandoc))
    assert made.find("two.xhtml", "//h:a[@epub:type='noteref']/@href") == ["#two.fn1"]
    back = made.find("two.xhtml", "//h:aside[@id='two.fn1']//h:a[@role='doc-backlink']/@href")
    assert back == ["#two.fnref1"]


def test_notes_of_a_note_style_count_through_the_book(pandoc):
    made = book(bound(pandoc, "chicago-notes-bibliography"))
    marks = [
        mark.text
        for name in ("intro", "one", "two")
        for mark in made.find(f"{name}.xhtml", "//h:a[@role='doc-noteref']")
    ]
    assert marks == [str(number) for number in range(1, len(marks) + 1)]
    labels = made.find("two.xhtml", "//h:span[@class='note-number']/text()")
    assert labels == marks[-len(labels) :]


def test_numbers_of_a_numeric_style_are_those_of_the_whole(pandoc):
    made = book(bound(pandoc, "ieee"))
    assert "[2]" in "".join(made.find("two.xhtml", "//h:li[@id='two.ref-b']//text()"))
    assert "[1]" not in "".join(made.find("two.xhtml", "//h:ul[1]//text()"))


def test_chapters_have_their_types_roles_and_languages(pandoc):
    made = book(bound(pandoc))
    assert made.find("first.xhtml", "//h:section/@role") == ["doc-part"]
    assert made.find("intro.xhtml", "//h:section[1]/@role")[0] == "doc-introduction"
    assert made.find("two.xhtml", "/h:html/@dir") == ["rtl"]
    assert made.find("two.xhtml", "/h:html/@lang") == ["ar"]
    assert made.find("one.xhtml", "//h:section[@role='doc-bibliography']/@epub:type") == [
        "bibliography"
    ]


def test_contents_have_levels_and_old_readers_have_theirs(pandoc):
    made = book(bound(pandoc, ncx=True))
    below = "//h:nav[@id='toc']/h:ol/h:li[h:a='First']/h:ol/h:li/h:a/text()"
    assert made.find("nav.xhtml", below) == ["Intro", "One"]
    assert made.find("package.opf", "//o:spine/@toc") == ["f-toc-ncx"]
    depth = made.find("toc.ncx", "//*[@name='dtb:depth']/@content")
    assert depth == ["3"]
    assert "EPUB/toc.ncx" not in book(bound(pandoc)).files


def test_metadata_name_people_series_and_identifiers(pandoc):
    made = book(
        bound(
            pandoc,
            contributors=(Contributor("Ada", "edt", "A, Ada"), Contributor("Bo", "ill")),
            series="Books", position="3", publisher="Press",
            identifiers=("urn:isbn:9783161484100", "doi:10.1000/x"),
        )
    )  # fmt: skip
    package = "package.opf"
    assert made.find(package, "//dc:creator/text()") == ["Ada"]
    assert made.find(package, "//dc:contributor/text()") == ["Bo"]
    assert made.find(package, "//o:meta[@property='role']/text()") == ["edt", "ill"]
    assert made.metas("file-as") == ["A, Ada"]
    assert made.metas("belongs-to-collection") == ["Books"]
    assert made.metas("collection-type") == ["series"]
    assert made.metas("group-position") == ["3"]
    assert made.find(package, "//dc:identifier/text()") == [
        "urn:isbn:9783161484100", "doi:10.1000/x"
    ]  # fmt: skip
    assert made.find(package, "//dc:language/text()") == ["en", "ar"]


def test_a_long_entry_is_parted_between_sections_and_its_links_follow(pandoc, monkeypatch):
    monkeypatch.setattr(splitting, "LONGEST", 10)
    made = book(bound(pandoc))
    assert {"EPUB/one.xhtml", "EPUB/one-2.xhtml"} <= set(made.files)
    assert made.find("one.xhtml", "//h:a[@role='doc-biblioref']/@href")[0] == (
        "one-2.xhtml#one.ref-a"
    )
    back = made.find("one-2.xhtml", "//h:a[@role='doc-backlink']/@href")
    assert "one.xhtml#one.cite-1" in back


def test_an_own_cover_that_is_not_there_is_told(pandoc):
    made = WRITERS["epub"](bound(pandoc, cover=CoverImage("cover.png", "A wave")))
    assert [each.rule.code for each in made.diagnostics] == ["RES010"]


def test_the_same_twice_is_the_same_bytes(pandoc):
    assert artifact(bound(pandoc)).data == artifact(bound(pandoc)).data
