"""Exports of other programs: what a careful librarian reads in them, and where."""

from __future__ import annotations

import textwrap

import pytest

from publish.diagnostics import Result
from publish.model.reference import Bibliography
from publish.readers.bibliography import read_references
from publish.readers.bibtex import BibFile
from tests.bibliography.expected import shown


def read(name: str, text: str, *others: tuple[str, str]) -> Result[Bibliography]:
    files = [(name, textwrap.dedent(text).lstrip("\n")), *others]
    return read_references([BibFile(path, text.encode()) for path, text in files])


def items(result: Result[Bibliography]) -> list[str]:
    return [shown(reference.csl) for reference in result.value]


def faults(result: Result[Bibliography]) -> list[str]:
    return [f"{d.rule.code} {d.place.line}:{d.place.column}" for d in result.diagnostics if d.place]


RIS = """
    TY  - JOUR
    ID  - lecun2015
    AU  - LeCun, Yann
    AU  - van der Waals, Johannes
    AU  - King, Martin Luther, Jr.
    TI  - Deep learning with R-CNN &amp; friends
    JO  - Nature
    JA  - Nat.
    VL  - 521
    IS  - 7553
    SP  - 436
    EP  - 444
    PY  - 2015/05/28/
    SN  - 1476-4687
    DO  - https://doi.org/10.1038/nature14539
    UR  - https://doi.org/10.1038/nature14539
    UR  - https://example.org/a_b
    N2  - First line
    and its end.
    KW  - one
    KW  - two
    ER  -

    TY  - CHAP
    AU  - World Health Organization
    A2  - Doe, J.
    TI  - A part
    T2  - The whole
    T3  - A series
    PB  - Springer
    CY  - Berlin
    Y1  - 1999///Spring
    SP  - 12-15
    SN  - 978-3-16-148410-0
    ER  -
"""


def test_ris() -> None:
    result = read("a.ris", RIS)
    assert items(result) == [
        "lecun2015 article-journal | abstract=First line and its end. | "
        "author=LeCun, Yann & van der| Waals, Johannes & King, Jr., Martin Luther | "
        "container-title=Nature | container-title-short=Nat. | DOI=10.1038/nature14539 | "
        "ISSN=1476-4687 | issue=7553 | issued=2015-5-28 | keyword=one, two | page=436-444 | "
        "title=Deep learning with «R-CNN» & friends | URL=https://example.org/a_b | volume=521",
        "worldhealthorganization1999part chapter | author={World Health Organization} | "
        "collection-title=A series | container-title=The whole | editor=Doe, J. | "
        "ISBN=978-3-16-148410-0 | issued=1999-21 | page=12-15 | publisher=Springer | "
        "publisher-place=Berlin | title=A part",
    ]
    assert faults(result) == []


def test_a_record_of_ris_stands_in_its_lines() -> None:
    reference = read("a.ris", RIS).value.references["lecun2015"]
    assert str(reference.place) == "a.ris:1:1"
    assert reference.raw.startswith("TY  - JOUR")
    assert reference.raw.rstrip().endswith("ER  -")
    assert str(reference.fields["doi"].place) == "a.ris:15:7"
    assert reference.fields["pages"].raw == "436--444"
    assert reference.fields["date"].raw == "2015-05-28"
    assert reference.text("author").startswith("LeCun, Yann and van der Waals")


def test_what_is_out_of_order_in_ris_is_told_and_read() -> None:
    result = read(
        "a.ris",
        """
        Exported today
        TY  - JOUR
        TI  - One
        PY  - soon
        TY  - ODD
        TI  - Two
        PY  - 2001/13/41
        """,
    )
    assert items(result) == [
        "anonymousndone article-journal | issued='soon' | title=One",
        "anonymousndtwo document | issued='2001/13/41' | title=Two",
    ]
    assert sorted(faults(result)) == sorted(
        ["BIB012 1:1", "BIB031 2:7", "BIB023 4:7", "BIB025 5:7", "BIB031 5:7", "BIB023 7:7"]
    )


NBIB = """
    PMID- 26927541
    OWN - NLM
    DP  - 2016 Mar-Apr
    TI  - Mastering the game of Go with deep neural
          networks and tree search.
    PG  - 484-9
    LID - 10.1038/nature16961 [doi]
    AB  - The game of Go.
    FAU - Silver, David
    AU  - Silver D
    FAU - van den Driessche, George
    CN  - DeepMind Team.
    LA  - eng
    PT  - Journal Article
    PT  - Research Support, Non-U.S. Gov't
    TA  - Nature
    JT  - Nature
    VI  - 529
    IP  - 7587
    IS  - 1476-4687 (Electronic)
    PMC - PMC123

    PMID- 2
    DP  - 1998
    BTI - A Book
    AU  - Smith AB Jr
    PT  - Book
    PB  - Press
    PL  - Bethesda (MD)
"""


def test_nbib() -> None:
    result = read("a.nbib", NBIB)
    assert items(result) == [
        "silver2016mastering article-journal | abstract=The game of Go. | "
        "author=Silver, David & van den| Driessche, George & {DeepMind Team} | "
        "container-title=Nature | container-title-short=Nature | DOI=10.1038/nature16961 | "
        "ISSN=1476-4687 | issue=7587 | issued=2016-3/2016-4 | language=en-US | page=484-489 | "
        "PMCID=PMC123 | PMID=26927541 | title=Mastering the game of Go with deep neural networks "
        "and tree search | volume=529",
        "smith1998book book | author=Smith, Jr, A. B. | issued=1998 | PMID=2 | publisher=Press | "
        "publisher-place=Bethesda (MD) | title=A Book",
    ]
    assert faults(result) == []
    assert result.value.get("pmid:26927541") is result.value.references["silver2016mastering"]


JSON = """
[
  {
    "id": "he2016deep",
    "type": "paper-conference",
    "title": "Deep <i>Residual</i> Learning",
    "author": [{"family": "He", "given": "Kaiming"}, {"literal": "A Team"}],
    "issued": {"date-parts": [["2016", 6, 27]]},
    "page": "770\u2013778",
    "volume": 1,
    "DOI": "https://doi.org/10.1109/CVPR.2016.90",
    "custom": {"x": 1}
  },
  {"id": "http://zotero.org/users/1/items/A", "citation-key": "ren2015", "type": "book",
   "title": "Faster", "issued": {"raw": "c. 1850"}, "editor": [{"family": "Waals",
   "given": "J", "non-dropping-particle": "van der"}]},
  {"type": "article-journal", "title": "The Third", "author": [{"family": "Müller"}],
   "issued": "2001-05/2002"}
]
"""


def test_csl_json() -> None:
    result = read("a.json", JSON)
    assert items(result) == [
        "he2016deep paper-conference | author=He, Kaiming & {A Team} | "
        "DOI=10.1109/CVPR.2016.90 | issued=2016-6-27 | page=770-778 | "
        "title=Deep <i>Residual</i> Learning | volume=1",
        "ren2015 book | editor=van der| Waals, J | issued=~1850 | title=Faster",
        "muller2001third article-journal | author=Müller | issued=2001-5/2002 | title=The Third",
    ]
    assert faults(result) == []
    assert str(result.value.references["he2016deep"].fields["title"].place) == "a.json:5:15"
    assert str(result.value.references["muller2001third"].place) == "a.json:16:3"


def test_what_is_wrong_in_csl_json_is_told_at_its_place() -> None:
    result = read(
        "a.json",
        """
        [{"id": "a", "type": "bok", "title": ["x"], "author": "Doe, J."},
         {"id": "b", "type": "book", "title": "T", "title": "U", "issued": "soon"},
         {"id": "c" "type": "book"},
         "text",
         {"id": "d", "type": "book", "title": "After"}]
        """,
    )
    assert items(result) == [
        "a document | author={Doe, J.}",
        "b book | issued='soon' | title=T",
        "d book | title=After",
    ]
    assert faults(result) == [
        "BIB025 1:23", "BIB032 1:38", "BIB024 1:56", "BIB008 2:40", "BIB023 2:69", "BIB005 3:13",
        "BIB005 4:2",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "null", "<html>", '"x"', "[" * 100_000, '{"a":' * 100_000])
def test_no_json_is_an_error_at_a_place(text: str) -> None:
    result = read_references([BibFile("a.json", text.encode())])
    assert len(result.diagnostics) == 1
    assert result.diagnostics[0].rule.code in ("BIB005", "BIB030")
    assert len(result.value) == 0


def test_csl_yaml() -> None:
    result = read(
        "a.yaml",
        """
        ---
        references:
        - id: fenner2012a
          type: article-journal
          title: The *[BRCA1]{.nocase}* gene in H~2~O
          author:
          - family: Fenner
            given: Martin
          issued: 2012-09
          volume: 12
        - id: b
          type: book
          title: Plain
          issued:
          - year: '1999'
            month: 3
        ---
        """,
    )
    assert items(result) == [
        "fenner2012a article-journal | author=Fenner, Martin | issued=2012-9 | "
        "title=The <i>«BRCA1»</i> gene in H<sub>2</sub>O | volume=12",
        "b book | issued=1999-3 | title=Plain",
    ]
    assert faults(result) == []
    assert str(result.value.references["b"].place) == "a.yaml:11:3"
    assert str(result.value.references["b"].fields["title"].place) == "a.yaml:13:10"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &x 1\n", "1:4"),
        ("- a: 'x\n", "1:6"),
        ("other: 1\n", "1:1"),
    ],
)
def test_no_csl_yaml_is_an_error_at_a_place(text: str, place: str) -> None:
    assert faults(read("a.yml", text)) == [f"BIB030 {place}"]


XML = """
    <?xml version="1.0" encoding="UTF-8"?>
    <xml><records><record><rec-number>1</rec-number>
    <ref-type name="Journal Article">17</ref-type>
    <contributors><authors><author><style face="normal">He, Kaiming</style></author>
    <author>World Health Organization,</author></authors></contributors>
    <titles><title><style face="normal">On </style><style face="italic">E. coli</style></title>
    <secondary-title>Nature</secondary-title></titles>
    <pages>770-8</pages><volume>1</volume><number>2</number>
    <dates><year>2016</year><pub-dates><date>Jun 27</date></pub-dates></dates>
    <isbn>1476-4687</isbn><electronic-resource-num>10.1000/x</electronic-resource-num>
    <urls><related-urls><url>https://e.org/</url></related-urls></urls>
    <label>mine</label></record>
    <record><ref-type name="Edited Book">28</ref-type>
    <contributors><authors><author>Doe, J.</author></authors></contributors>
    <titles><title>All of it</title></titles><dates><year>2001</year></dates></record>
    </records></xml>
"""


def test_endnote() -> None:
    result = read("a.xml", XML)
    assert items(result) == [
        "mine article-journal | author=He, Kaiming & {World Health Organization} | "
        "container-title=Nature | DOI=10.1000/x | ISSN=1476-4687 | issue=2 | issued=2016-6-27 | "
        "page=770-778 | title=On <i>E. coli</i> | URL=https://e.org/ | volume=1",
        "doe2001all book | editor=Doe, J. | issued=2001 | title=All of it",
    ]
    assert faults(result) == []
    assert str(result.value.references["doe2001all"].place) == "a.xml:13:1"


def test_of_xml_that_breaks_off_the_records_before_are_read() -> None:
    result = read("a.xml", XML[: XML.index("All of it")])
    assert [r.key for r in result.value] == ["mine"]
    assert [code.split()[0] for code in faults(result)] == ["BIB030"]


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><xml><records>&b;</records></xml>'
    assert faults(read("a.xml", bomb)) == ["BIB030 1:1"]


def test_keys_count_across_formats() -> None:
    bib = ("b.bib", "@book{he2016deep, title={T}}\n@book{silver2016mastering, title={T}}")
    result = read("a.json", JSON, bib, ("c.nbib", textwrap.dedent(NBIB)))
    assert faults(result) == ["BIB003 2:3"]
    assert list(result.value.references) == [
        "he2016deep", "silver2016mastering", "ren2015", "muller2001third", "silver2016masteringa",
        "smith1998book",
    ]  # fmt: skip


def test_reading_is_the_same_in_another_process() -> None:
    import pickle

    for reference in read("a.ris", RIS).value:
        assert pickle.loads(pickle.dumps(reference)) == reference
