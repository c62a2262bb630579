"""What is made of briefs: pages, cards, sheets of cards, packs, comparisons."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import html
from PIL import Image

import publish.attach.stamps
from publish.api import Project
from publish.briefing import MadeBrief
from publish.engines.lettering import Lettering
from publish.verify.judgement import judged
from publish.writers.pdf.cards import GRIDS, contact_sheet
from tests.briefs.rendered import illegible, letters
from tests.samples import png

RECORD = """@article{{doe{n},
  author = {{Doe, Jane}}, title = {{On Thing {n}}}, journal = {{Journal of Things}},
  year = {{200{n}}}, volume = {{3}}, pages = {{4--9}}, doi = {{10.5555/{n}}}
}}
"""
ENTRY = """---
id: {name}
kind: concept
title: {title}
reviewed: 2026-01-0{n}
summary: {title} is one of two things, each of which is said in some words. {more}
image:
  file: portrait.png
  alt: A grey rectangle
facts:
  - label: Found
    value: in 200{n}
    source: doe{n}
  - label: Only of {name}
    value: a value
    source: doe3
---

## The idea

The idea of {name} is old [@doe{n}].

## Only here, in {name}

What nobody compares.
"""
BRAND = 'name = "House"\ncolor = "#7a1f3d"\nclassification = "RESTRICTED"\nversion = "Version 2"\n'
LONG = "Many more words follow, so that not all of them have room on a small card. " * 9


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("handouts") / "project"
    for name in ("entries", "bibliography"):
        (folder / name).mkdir(parents=True)
    settings = 'title = "Things"\nlang = "en-GB"\nurl = "https://example.org"\n'
    (folder / "publish.toml").write_text(settings)
    (folder / "brand.toml").write_text(BRAND)
    (folder / "entries" / "portrait.png").write_bytes(png(300, 360))
    for n, (name, title, more) in enumerate(
        [("one", "One", ""), ("other", "Other", LONG), ("third", "Third", LONG)], 1
    ):
        text = ENTRY.format(name=name, title=title, n=n, more=more)
        (folder / "entries" / f"{name}.md").write_text(text)
    records = "".join(RECORD.format(n=n) for n in (1, 2, 3))
    (folder / "bibliography" / "all.bib").write_text(records)
    with Project.open(folder, cache=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def briefs(project: Project) -> list[MadeBrief]:
    made = [project.brief(name) for name in ("one", "other")]
    assert not any(each.diagnostics for each in made)
    return [each.value for each in made if each.value is not None]


def _text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def _keeps_its_claims(data: bytes) -> bool:
    judgements = judged(data, ("a-3a", "ua-1"))
    return not [finding for each in judgements for finding in each.findings]


# -- a page for screens ---------------------------------------------------------------


def test_a_page_says_what_the_brief_says(project: Project, briefs: list[MadeBrief]) -> None:
    made = project.handouts.page(briefs[0])
    assert made.diagnostics == ()
    assert made.value is not None
    assert made.value.name == "one-brief.html"
    page = html.document_fromstring(made.value.data)
    words = " ".join(page.text_content().split())
    for each in ("RESTRICTED", "Version 2", "The idea of one is old (Doe 2001)", "On Thing 1"):
        assert each in words
    assert "What nobody compares." in words
    assert [link.get("href") for link in page.xpath("//link[@rel='canonical']")] == [
        "https://example.org/one/one-brief.html"
    ]
    assert "https://example.org/one/one.html" in page.xpath("//header//a/@href")


# -- cards ----------------------------------------------------------------------------


def test_a_card_is_a_picture_of_its_size(project: Project, briefs: list[MadeBrief]) -> None:
    one, again = (project.handouts.card(briefs[0]).value for _ in range(2))
    assert one is not None
    assert again is not None
    assert one.name == "one-card.png"
    assert one.sha256 == again.sha256
    with Image.open(io.BytesIO(one.data)) as picture:
        assert picture.size == (1200, 630)
        colours = picture.convert("RGB").getcolors(1 << 24)
    assert colours
    assert len(colours) > 50, "something is drawn"


@pytest.mark.parametrize("cards", [2, 8])
def test_sheets_of_cards_keep_what_they_claim(project: Project, cards: int) -> None:
    made = project.handouts.sheets(["one", "other"], "Cards", cards)
    assert made.diagnostics == ()
    assert made.value is not None
    assert _keeps_its_claims(made.value.data)
    assert illegible(made.value.data) == []
    words = _text(made.value.data)
    assert "Cards" in words
    assert "One is one of two things, each of which is said in some words." in words
    assert (words.count(LONG.split(". ", maxsplit=1)[0]) == 9) == (cards == 2)
    assert ("…" in words) == (cards == 8)


def test_rows_of_cards_begin_where_lines_do(tmp_path: Path) -> None:
    """In a language that is written from right to left, at the right."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "ar"\n')
    for name in ("first", "second"):
        text = f"---\nkind: concept\nlang: en\ntitle: {name}\nsummary: Short.\n---\n\n## A\n\nB.\n"
        (tmp_path / "entries" / f"{name}.md").write_text(text)
    with Project.open(tmp_path, cache=False) as opened:
        made = opened.handouts.sheets(["first", "second"], "Cards", 4).value
    assert made is not None
    with pypdfium2.PdfDocument(made.data) as document:
        words, middle = document[0].get_textpage(), document[0].get_width() / 2
        lefts = [
            words.get_charbox(words.search(name).get_next()[0])[0] for name in ("first", "second")
        ]
    assert lefts[0] > middle > lefts[1]


def test_cards_fill_page_after_page(project: Project) -> None:
    made = project.handouts.sheets(["one", "other", "third"], "Cards", 2, "letter").value
    assert made is not None
    with pypdfium2.PdfDocument(made.data) as document:
        assert [tuple(page.get_size()) for page in document] == [(612.0, 792.0)] * 2


@pytest.mark.parametrize("cards", GRIDS)
def test_so_many_cards_are_as_high_as_a_page(cards: int) -> None:
    sheet = contact_sheet("a4", cards)
    assert sheet.columns * sheet.rows == cards
    rows = sheet.rows * sheet.high + (sheet.rows - 1) * sheet.between
    assert rows <= sheet.height - 2 * sheet.margin - sheet.head
    assert sheet.base >= 8.5


# -- a pack ---------------------------------------------------------------------------


def test_a_pack_holds_the_briefs_as_they_are(project: Project, briefs: list[MadeBrief]) -> None:
    made = project.handouts.pack(briefs, "A pack")
    assert made.diagnostics == ()
    assert made.value is not None
    assert made.value.claims == ("a-3a", "ua-1")
    with pypdfium2.PdfDocument(made.value.data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        marks = [(each.level, each.get_title()) for each in document.get_toc()]
    assert len(pages) == 5
    assert "A pack" in pages[0]
    assert pages[1].split() == ["345", "Contents", "One", "Other", "Works", "cited"]
    for brief, page in zip(briefs, pages[2:4], strict=True):
        with pypdfium2.PdfDocument(brief.artifact.data) as document:
            assert document[0].get_textpage().get_text_range() == page
    assert all(f"On Thing {n}" in pages[4] for n in (1, 2, 3))
    assert [title for level, title in marks if not level][-3:] == ["One", "Other", "Works cited"]


def test_all_of_a_pack_has_the_colours_of_the_house(
    project: Project, briefs: list[MadeBrief]
) -> None:
    made = project.handouts.pack(briefs, "A pack").value
    assert made is not None
    with pypdfium2.PdfDocument(made.data) as document:
        for page in list(document)[1:]:
            colours = {letter.colour for letter in letters(page)}
            assert "#7a1f3d" in colours
            assert "#0a5566" not in colours


def test_what_is_restricted_says_so_on_every_page(
    project: Project, briefs: list[MadeBrief]
) -> None:
    """The briefs say it themselves; the sheets around them get it drawn beside their numbers."""
    made = project.handouts.pack(briefs, "A pack").value
    assert made is not None
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        drawn = [
            b"".join(each.read_bytes() for each in page.obj.Contents).count(
                b"/Artifact <</Type /Pagination /Subtype /Header>>"
            )
            for page in pdf.pages
        ]
    assert drawn == [1, 2, 1, 1, 2]


def test_pages_of_a_pack_have_the_numbers_that_its_contents_give(
    project: Project, briefs: list[MadeBrief], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    lettering = publish.attach.stamps.lettering

    def heard(text: str, size: float) -> Lettering:
        drawn.append(text)
        return lettering(text, size)

    monkeypatch.setattr("publish.attach.stamps.lettering", heard)
    made = project.handouts.pack(briefs, "A pack").value
    assert made is not None
    assert drawn[:4] == ["2", "3", "4", "5"]
    with pypdfium2.PdfDocument(made.data) as document:
        last = document[4].get_textpage().get_text_range().split()
    assert not [word for word in last if word == "1"], "the list has none of its own"


def test_contents_lead_to_the_briefs(project: Project, briefs: list[MadeBrief]) -> None:
    made = project.handouts.pack(briefs, "A pack").value
    assert made is not None
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        links = [each for each in pdf.pages[1].obj.Annots if each.get("/Subtype") == "/Link"]
        assert len(links) == 3
        assert not [each for each in links if "/URI" in each.get("/A", {})]
        assert set(pdf.attachments) >= {"one.md", "other.md"}


def test_a_pack_has_the_same_bytes_each_time(project: Project, briefs: list[MadeBrief]) -> None:
    one, other = (project.handouts.pack(briefs, "A pack").value for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.sha256 == other.sha256


def test_a_packs_list_has_one_heading_and_no_numbers_beside_those_of_the_briefs(
    tmp_path: Path,
) -> None:
    for name in ("entries", "bibliography"):
        (tmp_path / name).mkdir()
    numbered = 'title = "T"\nlang = "en"\n[citations]\nstyle = "ieee"\n'
    (tmp_path / "publish.toml").write_text(numbered)
    for name, cited in (("one", "zoe"), ("other", "abel")):
        text = (
            f"---\nkind: concept\ntitle: {name}\nsummary: Short.\n---\n\n## A\n\nSo [@{cited}].\n"
        )
        (tmp_path / "entries" / f"{name}.md").write_text(text)
    records = "".join(
        RECORD.format(n=n).replace("doe", key, 1).replace(f"{key}{n}", key).replace("Doe", family)
        for n, key, family in ((1, "zoe", "Zoe"), (2, "abel", "Abel"))
    )
    (tmp_path / "bibliography" / "all.bib").write_text(records)
    with Project.open(tmp_path, cache=False) as opened:
        made = [opened.brief(name).value for name in ("one", "other")]
        pack = opened.handouts.pack([each for each in made if each], "A pack").value
    assert pack is not None
    with pypdfium2.PdfDocument(pack.data) as document:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    brief, last = pages[2], pages[-1]
    assert "[1]" in brief
    assert "References" in brief
    assert last.split()[:2] == ["Works", "cited"]
    assert "References" not in last
    assert "Each brief numbers its own references; here they stand by author." in last
    assert "[1]" not in last
    assert 0 < last.index("Abel") < last.index("Zoe")


# -- a comparison ---------------------------------------------------------------------


def test_two_entries_are_set_beside_each_other(project: Project) -> None:
    made = project.comparison("one", "other")
    assert made.diagnostics == ()
    assert made.value is not None
    artifact = made.value.artifact
    assert artifact.name == "one--other-brief.pdf"
    assert artifact.claims == ("a-3a", "ua-1")
    assert {"one.md", "other.md"} <= set(artifact.attachments)
    assert illegible(artifact.data) == []
    words = _text(artifact.data)
    assert "One · Other" in words
    assert "Found in 2001 (Doe 2001) in 2002 (Doe 2002)" in words
    assert "Only of one a value (Doe 2003) –" in words
    assert "The idea The idea of one is old (Doe 2001). The idea of other is old" in words
    assert "What nobody compares" not in words
    assert all(f"On Thing {n}" in words for n in (1, 2, 3))
    assert "Last reviewed 1 January 2026" in words, "as long as the older one"
    with pypdfium2.PdfDocument(artifact.data) as document:
        assert len(document) == 1


def test_a_comparison_has_all_rows_for_which_there_is_room(tmp_path: Path) -> None:
    for name in ("entries", "bibliography"):
        (tmp_path / name).mkdir()
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    (tmp_path / "bibliography" / "all.bib").write_text(RECORD.format(n=1))
    for name in ("one", "other"):
        facts = "".join(
            f"  - label: Row {n}\n    value: of {name}\n    source: doe1\n" for n in range(16)
        )
        header = f"kind: concept\ntitle: {name}\nsummary: Short [@doe1].\nfacts:\n{facts}"
        text = f"---\n{header}---\n\n## Of {name}\n\nWords.\n"
        (tmp_path / "entries" / f"{name}.md").write_text(text)
    with Project.open(tmp_path, cache=False) as opened:
        made = opened.comparison("one", "other").value
    assert made is not None
    assert [each.reason for each in made.report.sections] == [""]
    assert "Summary Short (Doe 2001)." in _text(made.artifact.data)
    assert "Row 15 of one" in _text(made.artifact.data)


def test_a_comparison_that_is_too_long_is_shortened(project: Project) -> None:
    made = project.comparison("other", "one", pages=2)
    assert made.value is not None
    with pypdfium2.PdfDocument(made.value.artifact.data) as document:
        assert len(document) == 2


def _good_and_bad(tmp_path: Path) -> Project:
    for name in ("entries", "bibliography"):
        (tmp_path / name).mkdir()
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for name, body in (("good", "Words."), ("bad", "Words [@nobody].")):
        text = (
            f"---\nkind: concept\ntitle: A {name} thing\nsummary: Short.\n---\n\n## One\n\n{body}\n"
        )
        (tmp_path / "entries" / f"{name}.md").write_text(text)
    return Project.open(tmp_path, cache=False)


def test_neither_may_have_errors(tmp_path: Path) -> None:
    with _good_and_bad(tmp_path) as opened:
        assert opened.comparison("good", "bad").value is None
        assert opened.comparison("bad", "good").value is None


def test_the_others_have_cards_where_one_has_errors(tmp_path: Path) -> None:
    with _good_and_bad(tmp_path) as opened:
        made = opened.handouts.sheets(["bad", "good"], "Cards")
        assert made.value is not None
        assert "A good thing" in _text(made.value.data)
        assert "A bad thing" not in _text(made.value.data)
        assert "CIT001" in {each.rule.code for each in made.diagnostics}
        assert opened.handouts.sheets(["bad"], "Cards").value is None
