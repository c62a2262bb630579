"""Whole bibliographies: macros across files, inheritance, names, laziness."""

from __future__ import annotations

import pickle

import pytest

from publish.readers.bibtex import BibFile, read_bibliography
from publish.readers.bibtex.library import Library, Record
from publish.readers.bibtex.references import RecordReading
from tests.unit.readers.bibtex.reading import codes, places, read


def test_macros_count_without_case_nested_and_across_files() -> None:
    bibliography, found = read(
        "@book{k, title={T}, publisher = IEEETRANS # { Press}}",
        '@string{ieee = "IEEE"}\n@string{IeeeTrans = ieee # " Trans."}',
    )
    assert bibliography.references["k"].csl["publisher"] == "IEEE Trans. Press"
    assert found == []


def test_a_macro_of_the_own_file_comes_first() -> None:
    bibliography, _ = read(
        "@string{p = {A}}\n@book{k, publisher=p}", "@string{p={B}}@book{l, publisher=p}"
    )
    assert bibliography.references["k"].csl["publisher"] == "A"
    assert bibliography.references["l"].csl["publisher"] == "B"


def test_a_macro_that_a_file_defines_twice() -> None:
    bibliography, found = read(
        "@string{p={A}}\n@book{k, publisher=p}\n@string{p={B}}\n@book{l, publisher=p}"
    )
    assert [r.csl["publisher"] for r in bibliography] == ["A", "B"]
    assert places(found) == ["BIB029 3:9"]


def test_a_missing_macro_is_told_once_for_a_file() -> None:
    _, found = read("@book{k, publisher=acm}\n@book{l, publisher=ACM}")
    assert places(found) == ["BIB011 1:20"]


def test_a_child_inherits_what_it_lacks() -> None:
    bibliography, found = read(
        "@inproceedings{a, title={Paper}, crossref={P}}\n"
        "@proceedings{p, editor={E, F}, title={Proc.}, year=1999, shorttitle={x}}"
    )
    item = bibliography.references["a"].csl
    assert (item["title"], item["container-title"]) == ("Paper", "Proc.")
    assert item["editor"] == [{"family": "E", "given": "F"}]
    assert item["issued"] == {"date-parts": [[1999]]}
    assert "title-short" not in item
    assert found == []


def test_xdata_lends_and_is_not_cited() -> None:
    bibliography, _ = read("@xdata{x, publisher={P}}\n@book{k, title={T}, xdata={x}}")
    assert list(bibliography.references) == ["k"]
    assert bibliography.references["k"].csl["publisher"] == "P"


def test_circles_are_cut_and_told() -> None:
    bibliography, found = read(
        "@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n"
        "@book{c, title={C}, xdata={c}}"
    )
    assert [r.title for r in bibliography] == ["A", "B", "C"]
    assert codes(found) == ["BIB017"]
    assert len(found) == 3


def test_a_parent_that_is_missing() -> None:
    _, found = read("@book{a, title={A}, crossref={nowhere}}")
    assert places(found) == ["BIB016 1:30"]


def test_a_parent_is_found_by_its_alias() -> None:
    bibliography, found = read("@book{a, crossref={old}}\n@book{b, title={B}, ids={older, old}}")
    assert bibliography.references["a"].title == "B"
    assert found == []


def test_every_fault_shows_its_line_and_an_invisible_character_its_place() -> None:
    _, found = read("@misc{a, title={\\weird{x}},\n  note={a\u200bb}, publisher=acm}")
    assert places(found) == ["BIB011 2:25", "BIB021 1:17", "BIB027 2:10"]
    assert [each.excerpt for each in found if each.place and each.place.line == 1] == [
        "@misc{a, title={\\weird{x}},"
    ]
    assert all(each.excerpt for each in found)


def test_names_and_aliases() -> None:
    bibliography, _ = read(
        "@book{k, shorttitle={{R-CNN}}, names={Faster; {R-CNN}; FRCNN}, ids={old, older}}"
    )
    reference = bibliography.references["k"]
    assert reference.names == ("R-CNN", "Faster", "FRCNN")
    assert reference.aliases == ("old", "older")
    assert bibliography.get("older") is reference
    assert "old" in bibliography


def test_values_are_read_when_somebody_asks() -> None:
    bibliography = read_bibliography([BibFile("a.bib", b"@book{k, title={The {NASA}}}")]).value
    reference = bibliography.references["k"]
    source = reference.source
    assert isinstance(source, RecordReading)
    assert reference.title == "The NASA"
    assert source.converted is None
    assert reference.csl["title"] == 'The <span class="nocase">NASA</span>'
    assert source.converted is not None


def test_a_copy_for_another_process_brings_its_values() -> None:
    bibliography = read_bibliography([BibFile("a.bib", b"@book{k, title={T}}")]).value
    reference = bibliography.references["k"]
    copy = pickle.loads(pickle.dumps(reference))
    assert copy == reference
    assert copy.source is None
    assert copy.fields["title"].raw == "T"


def test_article_numbers_and_issues() -> None:
    bibliography, _ = read(
        "@article{a, title={T}, eid={045001}}\n@article{b, title={T}, issue={7}}\n"
        "@article{c, title={T}, number={3}, issue={7}, pages={1--9}, eid={Article 6e}}"
    )
    a, b, c = (reference.csl for reference in bibliography)
    assert (a["number"], a["page"]) == ("045001", "045001")
    assert b["issue"] == "7"
    assert (c["issue"], c["page"], c["number"]) == ("3", "1-9", "6e")


def test_a_collaboration_is_an_author() -> None:
    bibliography, _ = read(
        "@article{a, title={T}, author={Aad, G. and others}, collaboration={ATLAS}}"
    )
    assert bibliography.references["a"].csl["author"] == [
        {"family": "Aad", "given": "G."},
        {"literal": "ATLAS Collaboration"},
        {"literal": "others"},
    ]


def test_a_year_in_words_is_kept() -> None:
    bibliography, found = read("@book{a, title={T}, year={in press}}")
    item = bibliography.references["a"].csl
    assert item["issued"] == {"literal": "in press"}
    assert item["status"] == "in press"
    assert places(found) == ["BIB023 1:27"]


def test_of_a_day_that_there_is_not_the_year_is_kept() -> None:
    bibliography, found = read("@article{a, title={T}, journal={J}, date={2001-13-45}}")
    item = bibliography.references["a"].csl
    assert item["issued"] == {"date-parts": [[2001]]}
    assert "status" not in item
    assert places(found) == ["BIB023 1:43"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("n.d.", "leave it out: a style writes `n.d.`, or its own word, where there is none"),
        ("in press", "write `pubstate = {inpress}` instead, and the year once there is one"),
        ("Forthcoming", "write `pubstate = {forthcoming}` instead, and the year once there is one"),
        ("MMXX", "write it as 2020-05-17 or 2019/2021"),
    ],
)
def test_what_to_write_for_a_year_that_is_none(written: str, hint: str) -> None:
    _, (found,) = read(f"@book{{a, title={{T}}, year={{{written}}}}}")
    assert found.hint == hint


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("artcle", "did you mean `@article`?"),
        ("inproceding", "did you mean `@inproceedings`?"),
        ("zebra", "use a type of biblatex, such as @misc"),
    ],
)
def test_what_to_write_for_a_type_that_is_none(kind: str, hint: str) -> None:
    _, (found,) = read(f"@{kind}{{a, title={{T}}}}")
    assert found.hint == hint


def test_a_preprint() -> None:
    bibliography, _ = read("@misc{a, title={T}, eprint={2003.04297}, archivePrefix={arXiv}}")
    item = bibliography.references["a"].csl
    assert item["type"] == "article"
    assert item["publisher"] == "arXiv"
    assert item["number"] == "arXiv:2003.04297"
    assert item["URL"] == "https://arxiv.org/abs/2003.04297"


def test_inherited_faults_are_told_where_they_stand() -> None:
    _, found = read(
        "@inproceedings{a, title={A}, crossref={p}}\n@proceedings{p, title={\\weird{x}}, year=1999}"
    )
    assert places(found) == ["BIB021 2:24"]


def test_what_parents_lend_is_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many children there are, and however their parents hang together."""
    seen: list[str] = []
    parents = Library._parents

    def counted(library: Library, record: Record, *more: object) -> object:
        seen.append(record.key)
        return parents(library, record, *more)

    monkeypatch.setattr(Library, "_parents", counted)
    names = [",".join(f"x{other}" for other in range(number)) for number in range(12)]
    shared = [f"@xdata{{x{n}, note{n} = {{N}}, xdata = {{{names[n]}}}}}\n" for n in range(12)]
    children = [f"@misc{{k{n}, title = {{T}}, xdata = {{x11}}}}\n" for n in range(30)]
    read = read_bibliography([BibFile("a.bib", "".join([*children, *shared]).encode())])
    for reference in read.value:
        assert {f"note{n}" for n in range(12)} <= set(reference.fields)
    assert seen.count("x5") <= 2  # as a record by itself, and for all its children


def test_a_tie_at_the_end_of_a_title_says_nothing() -> None:
    references, _ = read("@misc{a, title={---~}}")
    assert next(iter(references)).csl["title"] == "—"
