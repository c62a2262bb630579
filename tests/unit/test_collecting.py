"""Which entries a collection holds, and in which order."""

from datetime import date

import pytest

from publish.collecting import arrange
from publish.model.collection import Collection, Part, Selection
from publish.model.entry import Author
from publish.model.frozen import replace
from publish.model.publication import Project
from publish.model.query import matches, query_fault
from tests import builders


@pytest.fixture
def project(pandoc) -> Project:
    def entry(name, title, kind="work", **header):
        return builders.entry(pandoc, "", id=name, title=title, kind=kind, **header)

    return builders.project(
        entry("zebra", "Zebra", tags=("animal",), published=date(2020, 1, 1)),
        entry("aerger", "Ärger", "concept", lang="de", tags=("Mood",)),
        entry("apfel", "Apfel", tags=("fruit",), published=date(2019, 1, 1)),
        entry("ost", "Ost", "concept", reviewed=date(2018, 1, 1)),
        entry("he", "Kaiming He", "person", sort="He, Kaiming", authors=(Author("Ada"),)),
        entry("preface", "Preface", "matter"),
    )


def ids(project, pandoc, **asked) -> list[str]:
    arrangement = arrange(project, Collection("book", "Book", **asked), pandoc.sort)
    assert not arrangement.diagnostics
    return list(arrangement.ids)


def test_everything_is_in_it_but_texts_of_collections(project, pandoc):
    assert ids(project, pandoc) == ["zebra", "aerger", "apfel", "ost", "he"]


def test_given_order_is_that_of_the_list_and_of_ids_in_a_pattern(project, pandoc):
    chosen = Selection(entries=("ost", "a*", "zebra", "apfel"))
    assert ids(project, pandoc, selection=chosen) == ["ost", "aerger", "apfel", "zebra"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", ["apfel", "aerger", "he", "ost", "zebra"]),
        ("sv", ["apfel", "he", "ost", "zebra", "aerger"]),
    ],
)
def test_names_are_sorted_as_the_language_sorts_them(project, pandoc, lang, expected):
    assert ids(project, pandoc, order="name", lang=lang) == expected


@pytest.mark.parametrize(
    ("own", "of_project", "told"),
    [("fr", "ja", "fr"), (None, "de", "de"), (None, None, "en"), (None, "ja", None)],
)
def test_columns_are_for_languages_that_have_them(project, pandoc, own, of_project, told):
    settings = replace(project.settings, lang=of_project)
    asked = Collection("book", "Book", lang=own, writing="vertical")
    found = arrange(replace(project, settings=settings), asked, pandoc.sort).diagnostics
    assert [each.message for each in found] == [
        f"`{lang}`, the language of `book`, isn't written in columns" for lang in [told] if lang
    ]


def test_dates_go_before_what_has_none(project, pandoc):
    assert ids(project, pandoc, order="date")[:3] == ["ost", "apfel", "zebra"]


def test_all_conditions_have_to_hold_and_one_tag_is_enough(project, pandoc):
    chosen = Selection(tags=("ANIMAL", "mood"), kinds=("work",))
    assert ids(project, pandoc, selection=chosen) == ["zebra"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind:work -tag:fruit", {"zebra"}),
        ("lang:de", {"aerger"}),
        ("author:ada", {"he"}),
        ("year:2019", {"apfel"}),
        ("kaiming", {"he"}),
        ('title:"kaiming he"', {"he"}),
        ("id:a*", {"aerger", "apfel"}),
    ],
)
def test_queries(project, query, expected):
    assert query_fault(query) is None
    assert {e.id for e in project.entries.values() if matches(query, e)} == expected


@pytest.mark.parametrize("query", ["", 'tag:"open', "colour:red", "tag:"])
def test_queries_that_are_none(query):
    assert query_fault(query)


def test_parts_take_up_each_entry_once(project, pandoc):
    parts = (
        Part("People", Selection(kinds=("person",)), "preface"),
        Part("A", Selection(entries=("a*",))),
        Part("Rest", Selection()),
    )
    collection = Collection("book", "Book", parts=parts, back=("ost",))
    arrangement = arrange(project, collection, pandoc.sort)
    assert [(s.kind, s.title, tuple(s.ids)) for s in arrangement.shelves] == [
        ("part", "People", ("preface", "he")),
        ("part", "A", ("aerger", "apfel")),
        ("part", "Rest", ("zebra",)),
        ("back", "", ("ost",)),
    ]


def test_an_entry_that_could_not_be_read_is_told_once_and_elsewhere(project, pandoc):
    project = replace(project, unread={"broken": "entries/broken.md"})
    collection = Collection("book", "Book", Selection(entries=("broken", "ost")))
    arrangement = arrange(project, collection, pandoc.sort)
    assert arrangement.ids == ("ost",)
    assert not arrangement.diagnostics
    assert arrangement.unread == ("broken",)


@pytest.mark.parametrize(
    ("asked", "may"),
    [
        ({}, True),
        ({"selection": Selection(kinds=("person",))}, True),
        ({"selection": Selection(entries=("b*", "ost"))}, True),
        ({"selection": Selection(entries=("ost",))}, False),
        ({"selection": Selection(entries=("ost",)), "front": ("broken",)}, True),
        ({"parts": (Part("A", Selection(entries=("ost",))),)}, False),
        ({"parts": (Part("A", Selection(entries=("ost",))), Part("B", Selection()))}, True),
        ({"selection": Selection(entries=("o*",)), "parts": (Part("B", Selection()),)}, False),
    ],
)
def test_an_entry_that_could_not_be_read_may_belong_to_a_book(project, pandoc, asked, may):
    project = replace(project, unread={"broken": "entries/broken.md"})
    arrangement = arrange(project, Collection("book", "Book", **asked), pandoc.sort)
    assert arrangement.unread == (("broken",) if may else ())


def test_a_part_is_not_told_empty_while_entries_could_not_be_read(project, pandoc):
    parts = (Part("Matters", Selection(kinds=("organisation",))),)
    told = [
        [
            each.rule.code
            for each in arrange(read, Collection("b", "B", parts=parts), pandoc.sort).diagnostics
        ]
        for read in (project, replace(project, unread={"maxwell": "entries/maxwell.md"}))
    ]
    assert told == [["COL003"], []]


@pytest.mark.parametrize(
    ("asked", "told", "order"),
    [
        (
            {"front": ("preface",), "back": ("preface",), "selection": Selection(("ost",))},
            "`preface` stands in `front` already",
            ["preface", "ost"],
        ),
        (
            {"front": ("ost",), "selection": Selection(("ost", "he"))},
            "`ost` stands in `front` already",
            ["ost", "he"],
        ),
        (
            {
                "parts": (
                    Part("A", Selection(kinds=("person",))),
                    Part("B", Selection(("ost", "he"))),
                )
            },
            "`he` stands in the part `A` already",
            ["he", "ost"],
        ),
    ],
)
def test_an_entry_stands_once_and_who_names_it_again_is_told(project, pandoc, asked, told, order):
    arrangement = arrange(project, Collection("book", "Book", **asked), pandoc.sort)
    assert [each.message for each in arrangement.diagnostics] == [told]
    assert list(arrangement.ids) == order
