"""Publications of entries become that of a collection."""

from datetime import UTC, date, datetime

import pytest

from publish.binding import bind
from publish.checks.links import links_out
from publish.model.collection import Collection, Contributor
from publish.model.frozen import replace
from publish.model.publication import Division, Publication
from publish.resolve import resolve
from tests import builders


def bound(pandoc, url: str | None = None, epoch: int | None = None, **asked) -> Publication:
    one = builders.entry(
        pandoc,
        "[@b] [@a] [out](entry:out) [out](entry:out)",
        id="one",
        reviewed=date(2020, 2, 2),
        nocite=("c",),
    )
    two = builders.entry(pandoc, "[@c] [@b]", id="two", published=date(2021, 3, 3))
    out = builders.entry(pandoc, "", id="out")
    records = tuple(builders.reference(key) for key in "abc")
    project = builders.project(one, two, out, references=records)
    project = replace(project, settings=replace(project.settings, url=url))
    members = tuple(resolve(project, entry, entry.document) for entry in (one, two))
    collection = Collection("book", "The book", **asked)
    return bind(project, collection, (Division("body", members),), "ar", epoch)


def test_references_are_there_once_as_the_whole_cites_them(pandoc):
    book = bound(pandoc)
    assert [reference.key for reference in book.references] == ["b", "a", "c"]
    assert book.nocite == ()


def test_it_says_of_itself_what_the_settings_say(pandoc):
    people = (Contributor("Ada"), Contributor("Bo", "edt"))
    book = bound(pandoc, contributors=people, identifiers=("doi:10.1000/x",), series="S")
    assert [author.name for author in book.entry.authors] == ["Ada"]
    assert (book.entry.title, book.entry.dir) == ("The book", "rtl")
    assert book.entry.identifier == "doi:10.1000/x"
    assert book.series is not None
    assert [member.id for member in book.members] == ["one", "two"]


def test_it_is_as_old_as_its_latest_entry(pandoc):
    assert bound(pandoc).modified == datetime(2021, 3, 3, tzinfo=UTC)
    assert bound(pandoc, epoch=0).modified == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "outside", "told"),
    [(None, "published", 1), ("https://a.example", "published", 0), (None, "text", 0)],
)
def test_a_link_that_leads_nowhere_is_told(pandoc, url, outside, told):
    found = list(links_out(bound(pandoc, url, outside=outside)))
    assert [each.rule.code for each in found] == ["COL007"] * told
    assert [each.message for each in found] == [
        "`one` links to `out`, which isn't in `book`"
    ] * told
    assert all("[out](entry:out)" in each.excerpt for each in found)


def test_a_target_of_several_entries_is_told_once(pandoc):
    book = bound(pandoc)
    one, two = book.members
    again = replace(two, links=one.links)
    volume = replace(book.volume, divisions=(Division("body", (one, again, again)),))
    (told,) = links_out(replace(book, volume=volume))
    assert told.message == "`one` and 2 more link to `out`, which isn't in `book`"
