"""Structure: every record found, each fault with its place."""

from __future__ import annotations

import pytest

from tests.unit.readers.bibtex.reading import codes, places, read

AFTER = "\n@book{after, title={After}, author={C, D}, year=2002}\n"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("@book{k, title={T}, year=2001}", "T", []),
        ("@book(k, title={T (x) y}, year=2001)", "T (x) y", []),
        ("@BOOK { k , TITLE = {T} , }", "T", []),
        ('@book{k, title = "The {"Foo"} thing"}', 'The "Foo" thing', []),
        ("@book{k, note={mail\n@foo{bar} end}, title={T}}", "T", []),
        ("---\nlayout: x\n---\n@book{k, title={T}}", "T", []),
        ("text and {braces}\n@book{k, title={T}}", "T", []),
        ("@comment{@book{hidden, title={H}}}\n@book{k, title={T}}", "T", []),
        ("@commented{k, title={T}}", "T", ["BIB025 1:1"]),
        ("@book{k, title={A \\{ B}}", "A { B", ["BIB020 1:19"]),
        ("@book{k, title={T}\n author={A, B}}", "T", ["BIB007 2:2"]),
        ("@book{k title={T}}", "T", ["BIB007 1:7"]),
        ("@book{k, title={T, author={A, B}, year=2001}", "T", ["BIB006 1:16"]),
        ("@book{k, title={T}, year=2001", "T", ["BIB006 1:1"]),
        ("@book{k, title={T},, year=2001}", "T", ["BIB013 1:20"]),
        ("@book{k, title={T}},\n note={lost}}", "T", ["BIB012 1:19"]),
        ("@book{k,\n  title={T},\n  % year = 1999,\n}", "T", ["BIB015 3:3"]),
        ("@book{k, title = Deep Learning,\n year=2001}", "Deep Learning", ["BIB019 1:18"]),
        ("@book{k, title={T}, note={x}, note={y}}", "T", ["BIB008 1:31"]),
        ("@book{k, title={T}, year=2001 junk}", "T", ["BIB012 1:31"]),
        ("@book{k, title=nosuch}", "nosuch", ["BIB011 1:16"]),
        ("me@home.org\n@book{k, title={T}}", "T", ["BIB014 1:3"]),
    ],
)
def test_a_record_and_the_one_behind_it(text: str, title: str, expected: list[str]) -> None:
    bibliography, found = read(text + AFTER)
    assert [reference.title for reference in bibliography] == [title, "After"]
    assert bibliography.references["k"].key == "k"
    assert places(found) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("@article{, title={T}}", "BIB009"),
        ("@article{title={T}}", "BIB009"),
        ("@book{after, title={First}}", "BIB003"),
        ("% @book{hidden, title={H}}", "BIB015"),
        ("% @book{hidden,\n%  title={H},\n% }", "BIB015"),
        ("@book{k," + " title={x\n" * 30, "BIB005"),
    ],
)
def test_a_record_that_is_lost_is_told(text: str, code: str) -> None:
    bibliography, found = read(text + AFTER)
    assert [reference.key for reference in bibliography] == ["after"]
    assert codes(found) == [code]


def test_the_first_of_two_records_with_one_key_counts() -> None:
    bibliography, found = read("@book{k, title={First}}", "\n@book{k, title={Second}}")
    assert bibliography.references["k"].title == "First"
    assert places(found) == ["BIB003 2:1"]
    assert found[0].place is not None
    assert found[0].place.path == "b.bib"
    assert "a.bib:1:1" in found[0].message


def test_keys_that_differ_only_in_case_are_two() -> None:
    bibliography, found = read("@book{Key, title={A}}\n@book{key, title={B}}")
    assert len(bibliography) == 2
    assert codes(found) == ["BIB004"]


def test_fields_keep_their_text_and_place() -> None:
    bibliography, _ = read('@string{p = {P}}\n@book{k,\n  Title = "A {B}" # p,\n}')
    title = bibliography.references["k"].fields["title"]
    assert (title.raw, str(title.place)) == ("A {B}P", "a.bib:3:11")
    assert bibliography.references["k"].raw.startswith("@book{k,")
    assert str(bibliography.references["k"].place) == "a.bib:2:1"


BOMBS = {
    "strings": '@string{a0="xxxxxxxxxx"}'
    + "".join(f"@string{{a{i + 1} = {' # '.join([f'a{i}'] * 10)}}}" for i in range(8))
    + "@book{k, title=a8}",
    "a circle of strings": "@string{a = b # b}@string{b = a # a}@book{k, title=a # b}",
    "deep braces": "@book{k, title={" + "{" * 9000 + "}" * 9000 + "}}",
    "open braces": "@book{k, title={" + "{" * 9000 + ", year=2001}",
    "open values": "@book{k," + "a={ " * 9000,
    "open records": "@book{k, title={x\n" * 900,
    "open comments": "@comment{\n" * 3000,
    "signs": "@" * 20000,
    "escaped braces": "@book{k," + "a={\\{}x, " * 5000 + "}",
    "doubling xdata": "".join(f"@xdata{{k{i}, xdata={{k{i + 1},k{i + 1}}}}}\n" for i in range(60))
    + "@book{z, xdata={k0}}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_with_a_diagnostic(name: str) -> None:
    bibliography, found = read(BOMBS[name])
    assert found
    for reference in bibliography:
        assert len(str(dict(reference.csl))) < 1_000_000
