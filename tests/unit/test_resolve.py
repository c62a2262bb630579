"""An entry's parts become one tree, with every key and link resolved."""

from datetime import UTC, date, datetime

import pytest

from publish.engines.pandoc import Pandoc
from publish.model.nodes import plain_text, walk
from publish.model.place import Place
from publish.model.reference import Bibliography, Field, Reference
from publish.resolve import UNDATED, cited_keys, entry_id, resolve
from tests import builders


def blocks_of(pandoc: Pandoc, body: str, **header: object):
    entry = builders.entry(pandoc, body, **header)
    references = (builders.reference("a"), builders.reference("b"))
    return resolve(builders.project(entry, references=references), entry, entry.document)


def headings(publication) -> list[tuple[int, str, str]]:
    nodes = [node for node in walk(list(publication.blocks)) if node["t"] == "Header"]
    return [(n["c"][0], n["c"][1][0], plain_text(n["c"][2])) for n in nodes]


def test_sections_are_level_two_whatever_level_the_author_began_with(pandoc):
    for top in ("#", "##", "###"):
        publication = blocks_of(pandoc, f"{top} One\n\ntext\n\n{top}# Two\n")
        assert headings(publication) == [(2, "one", "One"), (3, "two", "Two")]


def test_a_heading_never_takes_an_identifier_of_ours(pandoc):
    publication = blocks_of(pandoc, "# References\n\n# Notes {#notes}\n")
    assert [h[1] for h in headings(publication)] == ["references-section", "notes-section"]


def test_a_link_follows_a_heading_that_got_another_identifier(pandoc):
    publication = blocks_of(
        pandoc, "# Notes\n\n[a](#notes), [b](entry:sample#refs), [c](https://a.b/#notes)"
    )
    links = [n["c"][2][0] for n in walk(list(publication.blocks)) if n["t"] == "Link"]
    assert links == ["#notes-section", "entry:sample#refs-section", "https://a.b/#notes"]


def test_references_are_the_cited_records_in_order_then_nocite(pandoc):
    publication = blocks_of(pandoc, "See [@b].", nocite=("a", "b"))
    assert [r.key for r in publication.references] == ["b", "a"]
    assert publication.nocite == ("a",)


def test_an_alias_is_cited_as_its_record(pandoc):
    entry = builders.entry(pandoc, "See [@old].")
    project = builders.project(entry, references=(builders.reference("a"),))
    aliased = Bibliography(project.bibliography.references, {"old": "a"})
    publication = resolve(
        type(project)(project.settings, project.entries, aliased, project.style),
        entry,
        entry.document,
    )
    assert cited_keys(publication.blocks) == ["a"]
    assert cited_keys(entry.document.fragments[0].blocks) == ["old"], "the source is left alone"


def test_the_source_of_a_fact_is_cited_behind_its_value(pandoc):
    publication = blocks_of(pandoc, "text", facts=(("Venue", "CVPR", "a"), ("Year", "2016", None)))
    facts = publication.blocks[0]
    assert facts["c"][0][1] == ["entry-facts"]
    ((_, (with_source,)), (_, (without,))) = facts["c"][1][0]["c"]
    assert (plain_text(with_source), cited_keys(with_source)) == ("CVPR", ["a"])
    assert (plain_text(without), cited_keys(without)) == ("2016", [])


def clusters(blocks) -> list[list[str]]:
    cites = [node["c"][0] for node in walk(blocks) if node["t"] == "Cite"]
    return [[item["citationId"] for item in items] for items in cites]


def test_the_source_of_a_fact_joins_the_citation_that_its_value_ends_with(pandoc):
    facts = (
        ("One", "CVPR [@a]", "b"),
        ("Same", "CVPR [@a], 2016", "a"),
        ("Inside", "CVPR [@a], 2016", "b"),
        ("Narrative", "as says @a", "b"),
    )
    publication = blocks_of(pandoc, "text", facts=facts)
    items = publication.blocks[0]["c"][1][0]["c"]
    assert [clusters(blocks) for _, (blocks,) in items] == [
        [["a", "b"]], [["a"]], [["a"], ["b"]], [["a"], ["b"]],
    ]  # fmt: skip


def test_links_to_entries_are_collected_and_an_empty_one_gets_the_title(pandoc):
    target = builders.entry(pandoc, "t", id="mask", title="Mask R-CNN", summary="It *masks*.")
    entry = builders.entry(pandoc, "[](entry:mask#x), [again](entry:mask), [web](https://a.b)")
    publication = resolve(builders.project(entry, target), entry, entry.document)
    assert [(link.id, link.title, link.summary) for link in publication.links] == [
        ("mask", "Mask R-CNN", "It masks.")
    ]
    assert plain_text(publication.blocks[0]) == "Mask R-CNN, again, web"


def test_the_date_is_the_entry_s_own_unless_one_is_given(pandoc):
    reviewed = blocks_of(pandoc, "t", reviewed=date(2026, 5, 19), published=date(2020, 1, 1))
    assert reviewed.modified == datetime(2026, 5, 19, tzinfo=UTC)
    assert blocks_of(pandoc, "t").modified == UNDATED
    entry = builders.entry(pandoc, "t")
    given = resolve(builders.project(entry), entry, entry.document, epoch=86400)
    assert given.modified == datetime(1970, 1, 2, tzinfo=UTC)


def test_an_address_of_an_entry_may_name_a_section():
    assert entry_id("entry:mask-r-cnn#heads") == "mask-r-cnn"


@pytest.mark.parametrize(
    ("style", "modes"),
    [
        ("chicago-author-date", ["SuppressAuthor", "SuppressAuthor"]),
        ("chicago-notes-bibliography", ["NormalCitation", "SuppressAuthor"]),
    ],
)
def test_a_note_names_its_authors(pandoc, style, modes):
    entry = builders.entry(pandoc, "Adams [-@a] says.[^1]\n\n[^1]: So Adams [-@a].")
    references = (builders.reference("a"),)
    project = builders.project(entry, references=references, style_name=style)
    publication = resolve(project, entry, entry.document)
    cited = [node["c"][0] for node in walk(list(publication.blocks)) if node["t"] == "Cite"]
    assert [items[0]["citationMode"]["t"] for items in cited] == modes


def test_a_set_is_cited_as_its_members(pandoc):
    members = (builders.reference("a"), builders.reference("b"))
    text = Field("entryset", "b, a, nobody", Place("bibliography/a.bib", 9))
    both = Reference("both", "set", {"id": "both"}, fields={"entryset": text})
    facts = (("Source", "A value", "both"),)
    entry = builders.entry(
        pandoc, "See [see @both, p. 3; @a] and [-@both].", facts=facts, nocite=("both",)
    )
    project = builders.project(entry, references=(*members, both))
    publication = resolve(project, entry, entry.document)
    assert [reference.key for reference in publication.references] == ["b", "a"]
    assert publication.nocite == ()
    cited = [node["c"][0] for node in walk(list(publication.blocks)) if node["t"] == "Cite"]
    keys = [[item["citationId"] for item in items] for items in cited]
    assert sorted(keys) == [["b", "a"], ["b", "a"], ["b", "a", "a"]]
    located = next(items for items in cited if len(items) == 3)
    assert [plain_text(item["citationPrefix"]) for item in located] == ["see", "", ""]
    assert [plain_text(item["citationSuffix"]) for item in located] == ["", ", p. 3", ""]
    bare = cited[-1]
    assert {item["citationMode"]["t"] for item in bare} == {"SuppressAuthor"}


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("[](#use)", "The Use"),
        ("[](#fig-a)", "A caption"),
        ("[](https://example.net/x)", "https://example.net/x"),
        ("[](mailto:a@example.net)", "a@example.net"),
        ("[own](#use)", "own"),
    ],
)
def test_a_link_without_words_gets_some(pandoc, link, words):
    body = f"See {link}.\n\n## The *Use* {{#use}}\n\n![A caption](a.png){{#fig-a}}\n"
    entry = builders.entry(pandoc, body)
    publication = resolve(builders.project(entry), entry, entry.document)
    assert plain_text(publication.blocks[0]) == f"See {words}."
