"""A collection as a site: its pages, the links between them, and what they share."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from publish.engines.pandoc import Pandoc
from publish.model.collection import Contributor, CoverImage
from publish.model.frozen import replace
from publish.model.publication import Artifact
from publish.verify import VERIFIERS
from publish.writers import WRITERS
from tests.unit.writers.volumes import bound


def site(pandoc: Pandoc, style: str = "chicago-author-date", **asked: Any) -> Artifact:
    made = WRITERS["html"](bound(pandoc, style, **asked))
    assert made.diagnostics == ()
    assert made.value is not None
    assert VERIFIERS["html"](made.value).diagnostics == ()
    return made.value


def page(made: Artifact, name: str) -> html.HtmlElement:
    return html.document_fromstring(dict(made.files)[name])


def test_a_page_for_each_entry_and_each_work(pandoc):
    made = site(pandoc)
    assert made.name == "book.html"
    pages = {name for name, _ in made.files if name.endswith(".html")}
    entries = {f"pages/{name}.html" for name in ("intro", "one", "two")}
    assert pages == {*entries, "works/a.html", "works/b.html", "lists/works.html"}


def test_the_start_leads_to_all_entries_by_parts(pandoc):
    start = html.document_fromstring(site(pandoc).data)
    assert start.xpath("//main//h2/text()") == ["First"]
    links = start.xpath("//ol[@class='entries']/li/a/@href")
    assert links == ["pages/intro.html", "pages/one.html", "pages/two.html"]
    assert start.xpath("//li[@lang='ar']/@dir") == ["rtl"]


def test_pages_are_turned_in_the_order_of_the_book(pandoc):
    one = page(site(pandoc), "pages/one.html")
    assert one.xpath("//link[@rel='prev']/@href") == ["intro.html"]
    assert one.xpath("//footer//a[@rel='next']/@href") == ["two.html"]


def test_a_work_says_which_entries_cite_it_and_in_which_section(pandoc):
    made = site(pandoc)
    work = page(made, "works/b.html")
    assert work.xpath("//ul[@class='citing']/li/a/text()") == ["One", "Two"]
    assert work.xpath("//ul[@class='citing']/li[1]//ul//a/@href") == [
        "../pages/one.html#cite-2", "../pages/one.html#cite-3"
    ]  # fmt: skip
    assert work.xpath("//ul[@class='citing']/li[1]//ul//a/text()") == ["Works", "Notes"]


@pytest.mark.parametrize(
    ("references", "leads"), [("both", "#ref-a"), ("entry", "#ref-a"), ("whole", "../works/a.html")]
)
def test_a_citation_leads_to_the_nearest_list(pandoc, references, leads):
    one = page(site(pandoc, references=references), "pages/one.html")
    assert one.xpath("//a[@role='doc-biblioref']/@href")[0] == leads


def test_what_all_pages_need_is_there_once(pandoc):
    made = site(pandoc)
    names = [name for name, _ in made.files]
    assert len(set(names)) == len(names)
    assert "assets/style.css" in names
    for name, data in made.files:
        if name.endswith(".html"):
            assert b"<script" not in data
            assert b"data:" not in data


def test_damage_is_found_before_delivery(pandoc):
    made = site(pandoc)
    lost = replace(made, files=tuple(f for f in made.files if f[0] != "works/a.html"))
    assert {d.rule.code for d in VERIFIERS["html"](lost).diagnostics} == {"HTM011"}
    bare = replace(made, files=tuple(f for f in made.files if f[0] != "assets/style.css"))
    assert {d.rule.code for d in VERIFIERS["html"](bare).diagnostics} >= {"HTM011"}


def test_the_same_twice_is_the_same_bytes(pandoc):
    assert site(pandoc) == site(pandoc)


def test_an_index_leads_from_persons_to_the_places_that_cite_them(pandoc):
    made = site(pandoc, index=True)
    persons = page(made, "lists/persons.html")
    assert persons.xpath("//main//li/span/text()") == ["He, Kaiming", "Ren, Kaiming"]
    links = persons.xpath("//main//li[1]/a/@href")
    assert links == ["../pages/intro.html#cite-1", "../pages/one.html#cite-1"]
    assert persons.xpath("//main//li[2]/a[2]/@lang") == ["ar"]
    assert page(made, "pages/one.html").xpath("//nav//a[@href='../lists/persons.html']")
    assert "lists/persons.html" not in dict(site(pandoc).files)


@pytest.mark.parametrize("name", ["works", "persons", "lists"])
def test_a_collection_may_have_the_name_of_a_list(pandoc, name):
    cited = bound(pandoc, references="both", index=True)
    renamed = replace(cited, publication=replace(cited.publication, id=name))
    made = WRITERS["html"](renamed).value
    assert made is not None
    assert made.name not in dict(made.files)
    assert not VERIFIERS["html"](made).diagnostics


def test_the_start_shows_the_cover_and_who_worked_on_the_book(pandoc, tmp_path):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 3"/>'
    (tmp_path / "cover.svg").write_bytes(drawing)
    people = (Contributor("Ada", "aut"), Contributor("Bo", "trl"), Contributor("Cy", "cov"))
    cited = bound(pandoc, cover=CoverImage("cover.svg", "A wave"), contributors=people)
    book = cited.publication
    settings = replace(book.settings, root=tmp_path)
    made = WRITERS["html"](replace(cited, publication=replace(book, settings=settings))).value
    start = html.document_fromstring(made.data)
    (image,) = start.xpath("//header//img[@alt='A wave']/@src")
    assert image in dict(made.files)
    assert start.xpath("//p[@class='byline']/text()") == ["Ada", "Translated by Bo", "Cover by Cy"]


def test_words_of_the_site_say_their_language_on_pages_in_another(pandoc):
    one, two = (page(site(pandoc), f"pages/{name}.html") for name in ("one", "two"))
    for path in ("//a[@class='skip']", "//body/header"):
        assert not one.xpath(f"{path}/@lang")
        assert two.xpath(f"{path}/@lang") == ["en"]
    assert two.xpath("//body/header/@dir") == ["ltr"]


def test_pages_say_what_they_are_and_where_the_book_is(pandoc):
    made = site(pandoc, description="All of it.")
    start, one = html.document_fromstring(made.data), page(made, "pages/one.html")
    assert start.xpath("//meta[@name='description']/@content") == ["All of it."]
    assert start.xpath("//nav[@class='formats']//a/@href") == ["book.pdf", "book.epub"]
    assert len(start.xpath("//link[@rel='alternate']/@type")) == 2
    assert one.xpath("//meta[@name='dcterms.title']/@content") == ["One"]
    assert one.xpath("//meta[@name='dcterms.isPartOf']/@content") == ["The book"]
    assert not one.xpath("//nav[@class='formats']")
