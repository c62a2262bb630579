"""pandoc's HTML becomes parts with roles, and nothing unsafe."""

import pytest
from lxml import html

from publish.cite import cite
from publish.engines.pandoc import Pandoc
from publish.resolve import resolve
from publish.writers import WRITERS
from publish.writers.tree import Tree, semantic_tree
from tests import builders, samples

BODY = """Lead *words* [@a].

# First

| | Year |
|---|---:|
| **x** | 2016 |

```python
import this
```

Words.[^1] [bad](javascript:alert(1)) [good](https://example.org)

[^1]: A note.

# Second

![A caption](figure.png)
"""


def tree_of(pandoc: Pandoc, body: str = BODY, **header: object) -> Tree:
    entry = builders.entry(pandoc, body, **header)
    project = builders.project(entry, references=(builders.reference("a"),))
    return semantic_tree(cite(resolve(project, entry, entry.document), pandoc).value)


def test_the_parts_are_told_apart(pandoc):
    tree = tree_of(pandoc, summary="In short.", questions=("What next?",))
    assert tree.summary.text_content().strip() == "In short."
    assert [e.text_content() for e in tree.lead] == ["Lead words (He 2016)."]
    assert [s.get("id") for s in tree.sections] == ["first", "second"]
    assert tree.questions.get("id") == "questions"
    assert tree.questions[0].text == "Open questions"
    assert tree.notes.get("role") == "doc-endnotes"
    assert tree.references.get("role") == "doc-bibliography"


def test_what_one_format_changes_another_does_not_see(pandoc, tmp_path):
    cited = samples.sample(
        pandoc, tmp_path, "Lead [@he2016deep].\n\n# First\n\nWords.[^1]\n\n[^1]: A."
    )
    changed, other = semantic_tree(cited), semantic_tree(cited)
    before = [html.tostring(part) for part in other.parts]
    for part in changed.parts:
        part.clear()
    changed.lead.clear()
    changed.citations.clear()
    assert [html.tostring(part) for part in other.parts] == before
    assert [html.tostring(part) for part in semantic_tree(cited).parts] == before
    assert other.citations
    assert all(part.getparent() is other.body for part in (*other.lead, *other.sections))


@pytest.mark.parametrize("name", ["html", "epub", "pdf"])
def test_what_is_left_out_of_a_text_is_told_with_each_format(pandoc, tmp_path, name):
    cited = samples.sample(pandoc, tmp_path, "Words [x]{onclick='y'}.")
    made = WRITERS[name](cited)
    assert made.value is not None
    assert [each.rule.code for each in made.diagnostics] == ["HTM001"]


def test_a_section_that_is_called_as_pandoc_calls_notes_stays_one(pandoc):
    tree = tree_of(pandoc, "# Mine {.footnotes}\n\nWords.[^1]\n\n[^1]: A note.")
    assert [section.get("id") for section in tree.sections] == ["mine"]
    assert [item.get("id") for item in tree.notes.iter("li")] == ["fn1"]


def test_no_identifier_stands_twice(pandoc):
    tree = tree_of(pandoc, BODY + "\n# Questions\n\n# First\n", questions=("Why?",))
    ids = [e.get("id") for part in tree.parts for e in part.iter() if e.get("id")]
    assert sorted(ids) == sorted(set(ids))


def test_without_citations_there_is_no_list(pandoc):
    tree = tree_of(pandoc, "Just words.")
    assert tree.references is None
    assert tree.notes is None


def test_header_cells_have_scope_and_an_empty_one_is_none(pandoc):
    (table,) = tree_of(pandoc).sections[0].xpath(".//table")
    assert [th.get("scope") for th in table.iter("th")] == ["col"]
    assert table.xpath(".//thead//td")
    assert [td.get("class") for td in table.xpath(".//tbody//td")][-1] == "align-right"


def test_note_marks_and_their_way_back(pandoc):
    tree = tree_of(pandoc)
    (mark,) = tree.sections[0].xpath(".//sup/a[@role='doc-noteref']")
    (back,) = tree.notes.xpath(".//a[@role='doc-backlink']")
    assert mark.get("href") == "#fn1"
    assert back.get("href") == "#" + mark.get("id")
    assert mark.getparent().tail.startswith(" ")


def test_unsafe_addresses_are_taken_away(pandoc):
    hrefs = [a.get("href") for a in tree_of(pandoc).sections[0].iter("a")]
    assert "https://example.org" in hrefs
    assert not any("javascript" in href for href in hrefs)


def test_listings_can_be_reached_by_keyboard(pandoc):
    (listing,) = tree_of(pandoc).sections[0].iter("pre")
    assert (listing.get("tabindex"), listing.get("role")) == ("0", "region")
    assert listing.text_content() == "import this"


def test_headings_of_ours_say_their_language_where_it_is_another(pandoc):
    welsh = tree_of(pandoc, lang="cy")
    german = tree_of(pandoc, lang="de-AT")
    assert welsh.references[0].get("lang") == "en"
    assert german.references[0].get("lang") is None


def test_short_listings_are_kept_whole(pandoc):
    tree = tree_of(pandoc, "```\n" + "x\n" * 12 + "```\n\n```python\n" + "x\n" * 13 + "```\n")
    short, long = (listing for part in tree.lead for listing in part.iter("pre"))
    assert "short" in short.get("class").split()
    assert "short" not in long.get("class").split()


def test_a_style_without_a_list_leaves_no_link_to_one(pandoc):
    entry = builders.entry(pandoc, "See [@a].")
    records = (builders.reference("a"),)
    project = builders.project(entry, references=records, style_name="chicago-notes")
    tree = semantic_tree(cite(resolve(project, entry, entry.document), pandoc).value)
    assert tree.references is None
    assert "Kaiming He" in tree.notes.text_content()
    targets = [a.get("href") for part in tree.parts for a in part.iter("a")]
    assert targets == ["#fn1", "#fnref1"]
