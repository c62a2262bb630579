"""One citation run gives the HTML that all formats are made from."""

import pytest

from publish.binding import bind
from publish.cite import cite
from publish.diagnostics.core import EngineFailure
from publish.diagnostics.rules import eng
from publish.engines.pandoc import Pandoc
from publish.model.collection import Collection
from publish.model.publication import Division
from publish.resolve import resolve
from publish.writers.tree import semantic_tree
from tests import builders


def cited(pandoc: Pandoc, body: str, style: str = "chicago-author-date", **header: object):
    entry = builders.entry(pandoc, body, **header)
    records = (builders.reference("a"), builders.reference("b", "Other", "Ren", 2015))
    project = builders.project(entry, references=records, style_name=style)
    result = cite(resolve(project, entry, entry.document), pandoc)
    assert not result.diagnostics
    return result.value


def test_a_list_holds_exactly_what_is_cited(pandoc):
    markup = cited(pandoc, "See [@a, p. 3].").markup
    assert "He 2016, 3" in markup
    assert 'id="ref-a"' in markup
    assert 'id="ref-b"' not in markup


def test_nocite_adds_to_the_list_without_a_citation(pandoc):
    markup = cited(pandoc, "See [@a].", nocite=("b",)).markup
    assert 'id="ref-b"' in markup
    assert "Ren 2015" not in markup


def test_a_note_style_makes_notes(pandoc):
    tree = semantic_tree(cited(pandoc, "See ResNet [@a].", "chicago-notes-bibliography"))
    (mark,) = tree.lead[0].xpath(".//a[@role='doc-noteref']")
    assert mark.get("href") == "#fn1"
    assert "Kaiming He" in tree.notes.text_content()
    assert tree.citations == {"a": ["cite-1"]}


def test_raw_html_and_tex_stay_words(pandoc):
    markup = cited(pandoc, "<script>alert(1)</script> \\input{/etc/passwd} `x`{=html}").markup
    assert "<script" not in markup
    assert "root:" not in markup


def test_a_failing_engine_is_a_diagnostic_of_the_entry(pandoc):
    class Broken(Pandoc):
        def cite(self, *arguments, **options):
            raise EngineFailure(eng.PANDOC_FAILED("pandoc failed: out of luck"))

    entry = builders.entry(pandoc, "text")
    project = builders.project(entry)
    result = cite(resolve(project, entry, entry.document), Broken())
    assert result.value is None
    assert [(d.rule.code, str(d.place)) for d in result.diagnostics] == [
        ("ENG002", "entries/sample.md")
    ]


def test_a_reference_that_prints_as_nothing_is_an_error(pandoc):
    entry = builders.entry(pandoc, "See [@a].")
    bare = builders.reference("a")
    del bare.csl["container-title"]
    project = builders.project(entry, references=(bare,), style_name="chicago-notes-bibliography")
    result = cite(resolve(project, entry, entry.document), pandoc)
    assert [d.rule.code for d in result.diagnostics] == ["CIT020"]
    assert "`a`" in result.diagnostics[0].message
    assert result.diagnostics[0].place == bare.place


@pytest.mark.parametrize("style", ["ieee", "nature", "apa", "chicago-notes-bibliography"])
def test_each_reference_links_back_to_every_place_that_cites_it(pandoc, style):
    body = "One [@a]. Two [@a; @b].\n\n# Section\n\nThree.[^1]\n\n[^1]: A note cites @a.\n"
    tree = semantic_tree(cited(pandoc, body, style))
    ids = {e.get("id") for part in tree.parts for e in part.iter() if e.get("id")}
    for key, count in (("a", 3), ("b", 1)):
        (item,) = tree.references.xpath(f".//li[@id='ref-{key}']")
        targets = [a.get("href")[1:] for a in item.xpath(".//a[@role='doc-backlink']")]
        assert targets == tree.citations[key]
        assert len(targets) == count
        assert set(targets) <= ids


@pytest.mark.parametrize(("lang", "first"), [("en", "Öberg, Kaiming"), ("sv", "Zorn, Kaiming")])
def test_an_index_is_sorted_as_its_language_sorts(pandoc, lang, first):
    records = [builders.reference("a", family="Zorn"), builders.reference("b", family="Öberg")]
    entry = builders.entry(pandoc, "See [@a; @b].", lang=lang)
    project = builders.project(entry, references=tuple(records))
    divisions = (Division("body", (resolve(project, entry, entry.document),)),)
    book = bind(project, Collection("book", "Book", index=True), divisions, lang)
    persons = cite(book, pandoc).value.persons
    assert persons[0] == first
    assert len(persons) == 2
