"""What entries cite: usage, preprints, retractions; how severe it is of what nobody cites."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from publish.checks.policy import judged
from publish.checks.records import check_cited_records, check_records
from publish.diagnostics.core import Diagnostic
from publish.model.publication import Project
from tests.unit.checks.conftest import short

BIB = """\
@article{he2016deep, author={He, K.}, title={Deep Residual Learning}, journal={J}, year=2016,
  doi={10.1000/Deep}, pmid={123}, pages={1-9}}
@misc{he2015deep, author={He, K.}, title={Deep Residual Learning}, year=2015,
  eprint={1512.03385}, archiveprefix={arXiv}, ids={old}}
@book{sun1999, author={SUN, JIAN}, title={A}, year=199}
"""
COLUMNS = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDate,RetractionDOI\n"
LISTED = '[check]\nretractions = "list.csv"\n'

Found = Callable[..., list[str]]


@pytest.fixture
def found(project: Callable[..., Project]) -> Found:
    """What is told of records and of citing them, in ``check`` or in a build."""

    def diagnostics(
        body: str, *, build: bool = False, today: str = "", **more: object
    ) -> list[str]:
        files = {"bibliography/all.bib": BIB, **more.pop("files", {})}  # type: ignore[dict-item]
        value = project(body, files=files, **more)
        check = check_cited_records if build else check_records
        day = date.fromisoformat(today) if today else None
        named = dict.fromkeys(value.entries, ())
        return [_short(each) for each in check(value, named, day)]

    return diagnostics


def _short(each: Diagnostic) -> str:
    return f"{short(each).partition(' ')[0]} {each.place} {each.severity.value}"


def test_an_uncited_record_is_judged_one_degree_milder(found: Found) -> None:
    told = ["BIB040 bibliography/all.bib:5:1", "BIB053 bibliography/all.bib:5:52"]
    shouted = "BIB049 bibliography/all.bib:5:24 info"
    pages = "BIB055 bibliography/all.bib:2:42 info"
    assert sorted(found("Text [@sun1999].\n")) == sorted(
        [f"{told[0]} warning", f"{told[1]} warning", shouted, pages]
    )
    assert sorted(found("Text.\n")) == sorted(
        [f"{told[0]} info", f"{told[1]} info", shouted, pages]
    )


def test_a_build_looks_at_cited_records_alone(found: Found) -> None:
    assert found("Text.\n", build=True) == []
    assert found("Text [@he2016deep].\n", build=True) == ["BIB055 bibliography/all.bib:2:42 info"]


@pytest.mark.parametrize(
    ("body", "header", "places"),
    [
        ("Text [@he2016deep].\n", "", []),
        ("Text [@he2015deep] and [@he2015deep].\n", "", ["5:8"]),
        ("Text [@old].\n", "", ["5:8"]),
        ("Text.\n", "papers: {he2015deep: It}\n", ["4:10"]),
        ("Text.\n", "facts:\n  - {label: L, value: V, source: he2015deep}\n", ["5:34"]),
        ("Text.\n", "nocite: [he2015deep]\n", ["4:9"]),
    ],
)
def test_a_preprint_is_told_where_an_entry_first_cites_it(
    found: Found, body: str, header: str, places: list[str]
) -> None:
    told = found(body, header="kind: work\ntitle: A\n" + header)
    expected = [f"CIT031 entries/a.md:{place} warning" for place in places]
    assert [each for each in told if each.startswith("CIT")] == expected


@pytest.mark.parametrize("listed", [True, False])
def test_uncited_records_are_told_where_the_settings_ask(found: Found, listed: bool) -> None:
    told = found(
        "Text [@he2016deep; @sun1999].\n", settings=f"[check]\nuncited = {listed}\n".lower()
    )
    expected = ["CIT030 bibliography/all.bib:3:7 info"]
    assert [each for each in told if each.startswith("CIT")] == (expected if listed else [])


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("10.1000/deep,0,Retraction,3/28/2019 0:00,10.1000/sorry\n", ["CIT032"]),
        ("unavailable,123,Retraction,2019-03-28,\n", ["CIT032"]),
        ("10.1000/deep,0,Expression of concern,3/28/2019 0:00,\n", ["CIT033"]),
        ("10.1000/deep,0,Correction,3/28/2019 0:00,\n", ["CIT033"]),
        ("10.1000/deep,0,Retraction,3/28/2019 0:00,\n10.1000/deep,0,Reinstatement,4/1/2020,\n", []),
        (
            "10.1000/deep,0,Reinstatement,4/1/2019,\n10.1000/deep,0,Retraction,4/1/2020,\n",
            ["CIT032"],
        ),
        ("10.1000/deep,0,Correction,4/1/2020,\n10.1000/deep,0,Retraction,4/1/2020,\n", ["CIT032"]),
        ("10.1000/other,124,Retraction,3/28/2019 0:00,\n", []),
        ("10.1000/deep\n,,,\n", []),
    ],
)
def test_retracted_works(found: Found, rows: str, codes: list[str]) -> None:
    told = found("As [@he2016deep] says.\n", settings=LISTED, files={"list.csv": COLUMNS + rows})
    expected = [
        f"{code} entries/a.md:5:6 {'warning' if code == 'CIT032' else 'info'}" for code in codes
    ]
    assert [each for each in told if each.startswith("CIT")] == expected


@pytest.mark.parametrize(
    ("doi", "read"),
    [("10.1000/Sorry", "10.1000/sorry"), ("unavailable", "which the publisher has")],
)
def test_the_notice_is_named_where_it_has_a_doi(
    project: Callable[..., Project], doi: str, read: str
) -> None:
    listed = f"{COLUMNS}10.1000/deep,0,Retraction,3/28/2019 0:00,{doi}\n"
    files = {"bibliography/all.bib": BIB, "list.csv": listed}
    value = project("As [@he2016deep] says.\n", settings=LISTED, files=files)
    found = check_records(value, dict.fromkeys(value.entries, ()))
    (told,) = (each for each in found if each.rule.code == "CIT032")
    assert told.hint == f"read the notice, {read}; say so, or remove it"


@pytest.mark.parametrize(
    ("today", "told"), [("2019-09-01", False), ("2019-10-01", True), ("", False)]
)
def test_an_old_list_is_told_at_the_setting(found: Found, today: str, told: bool) -> None:
    rows = COLUMNS + "10.1000/other,0,Retraction,3/28/2019 0:00,\n"
    lines = found("Text.\n", settings=LISTED, files={"list.csv": rows}, today=today)
    old = [each for each in lines if each.startswith("CIT034")]  # cit.OLD_RETRACTIONS
    assert old == (["CIT034 publish.toml:4:15 info"] if told else [])


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", ["BIB040 info", "BIB049 info", "BIB053 info", "BIB055 info"]),
        (
            '[check.severity]\nBIB055 = "error"\nBIB040 = "warning"\n',
            ["BIB040 warning", "BIB049 info", "BIB053 info", "BIB055 error"],
        ),
        (
            '[[check.ignore]]\nrule = "BIB055"\nreason = "from PubMed"\npath = "bibliography/*"\n',
            ["BIB040 info", "BIB049 info", "BIB053 info"],
        ),
        (
            '[[check.ignore]]\nrule = "BIB055"\nreason = "r"\npath = "entries/*"\n',
            ["BIB040 info", "BIB049 info", "BIB053 info", "BIB055 info", "CFG006 warning"],
        ),
    ],
)
def test_settings_judge_records_as_they_do_entries(
    project: Callable[..., Project], settings: str, told: list[str]
) -> None:
    value = project("Text.\n", settings=settings, files={"bibliography/all.bib": BIB})
    found = judged(check_records(value, dict.fromkeys(value.entries, ())), value.settings)
    assert sorted(f"{each.rule.code} {each.severity.value}" for each in found) == told
