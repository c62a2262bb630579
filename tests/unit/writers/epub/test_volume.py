"""A collection as one book: its documents, the links between them, its metadata."""

from __future__ import annotations

import pytest
from lxml import html

from publish.model.collection import Contributor, CoverImage
from publish.model.frozen import replace
from publish.model.publication import Artifact, CitedPublication, PageStart
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


def test_old_readers_find_the_pages_and_the_cover(pandoc):
    starts = (PageStart("1", "#title"), PageStart("2", "#title"), PageStart("3", "#contents"))
    made = book(replace(bound(pandoc, ncx=True), pages=starts))
    pages = made.find("toc.ncx", "//*[local-name()='pageTarget']/*/@src")
    assert pages == ["title.xhtml#page-1", "title.xhtml#page-2", "nav.xhtml#page-3"]
    (cover,) = made.find("package.opf", "//o:meta[@name='cover']/@content")
    properties = f"//o:item[@id='{cover}']/@properties"
    assert made.find("package.opf", properties) == ["cover-image"]


def test_the_imprint_begins_behind_the_title_page(pandoc):
    starts = (PageStart("1", "#title"), PageStart("2", "#title"))
    made = book(replace(bound(pandoc, description="All of it."), pages=starts))
    order = made.find("title.xhtml", "//h:section//*[self::h:h1 or self::h:span or self::h:p]")
    assert [e.get("id") or e.text for e in order] == ["page-1", "The book", "page-2", "All of it."]


def test_the_text_begins_with_its_first_part(pandoc):
    made = book(bound(pandoc))
    (first,) = made.find("nav.xhtml", "//h:a[@epub:type='bodymatter']/@href")
    assert first == "first.xhtml"


def test_all_who_worked_on_it_are_named(pandoc):
    people = (Contributor("Ada", "edt"), Contributor("Bo", "trl"), Contributor("Cy", "cov"))
    made = book(bound(pandoc, contributors=people))
    title, about = ("".join(made.find(f"{n}.xhtml", "//text()")) for n in ("title", "about"))
    assert "Edited by Ada" in title
    assert "Translated by Bo" in title
    assert "Cover by Cy" not in title
    assert "Cover by Cy" in about


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
    monkeypatch.setattr(splitting, "LONGEST", 100)
    made = book(bound(pandoc))
    assert {"EPUB/one.xhtml", "EPUB/one-2.xhtml"} <= set(made.files)
    file, _, name = made.find("one.xhtml", "//h:a[@role='doc-biblioref']/@href")[0].partition("#")
    assert file.startswith("one-")
    (item,) = made.find(file, f"//h:li[@id='{name}']")
    back = item.xpath(".//*[@role='doc-backlink']/@href")
    assert "one.xhtml#one.cite-1" in back


def test_an_own_cover_that_is_not_there_is_told(pandoc):
    made = WRITERS["epub"](bound(pandoc, cover=CoverImage("cover.png", "A wave")))
    assert [each.rule.code for each in made.diagnostics] == ["RES010"]


def test_the_same_twice_is_the_same_bytes(pandoc):
    assert artifact(bound(pandoc)).data == artifact(bound(pandoc)).data


def test_a_section_that_is_very_long_by_itself_is_parted_between_its_blocks(monkeypatch):
    monkeypatch.setattr(splitting, "LONGEST", 30)
    words = "".join(f"<h3>H{n}</h3><p>{'x' * 12}{n}</p>" for n in range(6))
    listed = "".join(f"<li>{'y' * 12}{n}</li>" for n in range(5))
    section = html.fragment_fromstring(f"<section id='s'>{words}<ol>{listed}</ol></section>")
    whole = section.text_content()
    pieces = list(splitting.parted(section))
    assert len(pieces) > 4
    assert "".join(piece.text_content() for piece in pieces) == whole
    assert [piece.get("id") for piece in pieces] == ["s", *[None] * (len(pieces) - 1)]
    assert not any(piece[-1].tag == "h3" for piece in pieces)
    assert all(len(piece.text_content()) <= 40 for piece in pieces)
    starts = [each.get("start") for piece in pieces for each in piece.iter("ol")]
    counts = [len(each) for piece in pieces for each in piece.iter("ol")]
    assert starts == [None, *[str(1 + sum(counts[:n])) for n in range(1, len(counts))]]


def test_a_long_list_of_the_whole_is_parted_and_citations_follow(pandoc, monkeypatch):
    monkeypatch.setattr(splitting, "LONGEST", 60)
    made = book(bound(pandoc, references="whole"))
    assert {"EPUB/references.xhtml", "EPUB/references-2.xhtml"} <= set(made.files)
    links = {
        link
        for name in made.files
        if name.endswith(".xhtml")
        for link in made.find(name[5:], "//h:a[@role='doc-biblioref']/@href")
    }
    assert len(links) == 2
    for file, _, name in (link.partition("#") for link in links):
        assert made.find(file, f"//h:li[@id='{name}']")


def test_an_index_names_who_is_cited_and_where(pandoc):
    made = book(bound(pandoc, index=True))
    section = made.find("index.xhtml", "//h:section[@role='doc-index']")
    assert section[0].get("{http://www.idpf.org/2007/ops}type") == "index"
    terms = made.find("index.xhtml", "//h:span[@epub:type='index-term']/text()")
    assert terms == sorted(terms)
    assert len(terms) > 1
    places = made.find("index.xhtml", "//h:a[@epub:type='index-locator']/@href")
    assert "one.xhtml#one.cite-1" in places
    assert "index" in made.metas("schema:accessibilityFeature")
    assert "Index of persons" in made.find("nav.xhtml", "//h:nav[@id='toc']//h:a/text()")
    assert "index" in made.find("nav.xhtml", "//h:nav[@id='landmarks']//h:a/@epub:type")
    assert "EPUB/index.xhtml" not in book(bound(pandoc)).files


def test_a_book_in_columns_turns_its_pages_from_right_to_left(pandoc):
    vertical = book(bound(pandoc, writing="vertical", book_lang="ja"))
    assert vertical.find("package.opf", "//o:spine/@page-progression-direction") == ["rtl"]
    assert vertical.find("nav.xhtml", "/h:html/@class") == ["vertical"]
    assert vertical.find("one.xhtml", "/h:html/@class") == []  # it is in English
    assert book(bound(pandoc)).find("nav.xhtml", "/h:html/@class") == []


def test_letters_of_everything_that_is_printed_get_their_fonts(pandoc):
    plain = book(bound(pandoc))
    greek = book(bound(pandoc, contributors=(Contributor("Άννα Ψωμά"),)))
    fonts = [sum(len(d) for n, d in made.files.items() if "fonts/" in n) for made in (plain, greek)]
    assert fonts[1] > fonts[0]
