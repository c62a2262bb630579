"""The recipe of a brief, on small projects: what comes in, what is told, what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from publish.api import Project
from publish.briefing import MadeBrief
from publish.briefs.shortening import shortened
from publish.diagnostics import Result, UserError
from publish.fitting import Fit
from publish.writers.pdf.laying import lay_out_brief
from tests import builders, pdfs
from tests.structure.pdf import structure

pytestmark = pytest.mark.slow

Make = Callable[..., Result[MadeBrief | None]]

WORDS = "One sentence of some length says what there is to say about this thing here. "
RECORD = """@article{{doe{n},
  author = {{Doe, Jane and Roe, Jean and Poe, Jan and Coe, Joan}}, title = {{On Thing {n}}},
  journal = {{Journal of Things}}, year = {{200{n}}}, volume = {{3}}, pages = {{4--9}},
  doi = {{10.5555/thing{n}}}
}}
"""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(header: str = "", body: str = "Words.", settings: str = "", **options):  # type: ignore[no-untyped-def]
        for name in ("entries", "bibliography"):
            (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en-GB"\n' + settings)
        text = (
            f"---\nkind: concept\ntitle: A thing\nreviewed: 2026-01-02\n{header}\n---\n\n{body}\n"
        )
        (tmp_path / "entries" / "thing.md").write_text(text)
        records = "".join(RECORD.format(n=n) for n in range(9))
        (tmp_path / "bibliography" / "all.bib").write_text(records)
        with Project.open(tmp_path, cache=False) as project:
            return project.brief("thing", **options)

    return made


def sections(result: Result[MadeBrief | None]) -> dict[str, int]:
    assert result.value is not None, result.diagnostics
    return {each.title: each.taken for each in result.value.report.sections}


def _section(title: str, paragraphs: int, sentences: int = 6) -> str:
    return f"## {title}\n\n" + "\n\n".join(WORDS * sentences for _ in range(paragraphs)) + "\n\n"


def test_a_brief_claims_what_dossiers_claim(make: Make) -> None:
    made = make(body="## One\n\nWords [@doe1].").value
    assert made is not None
    assert made.artifact.claims == ("a-3a", "ua-1")
    assert made.artifact.name == "thing-brief.pdf"
    assert {"thing.md", "thing.bib"} <= set(made.artifact.attachments)
    assert made.report.references == 1


def test_only_what_is_shown_is_cited(make: Make) -> None:
    body = "## One\n\nWords [@doe1].\n\n## Two {brief=never}\n\nWords [@doe2].\n"
    made = make(body=body).value
    assert made is not None
    assert made.report.references == 1
    assert [each.reason for each in made.report.sections] == ["", "its priority is `never`"]


def test_priorities_stand_in_headings_header_and_settings(make: Make) -> None:
    body = _section("One", 9) + _section("Two", 3) + _section("Three", 3)
    assert sections(make(body=body))["Two"] == 0
    assert sections(make("brief: {sections: {Two: 1}}", body))["Two"] == 4
    assert sections(make("", body, "[brief.sections]\nThree = 1\n"))["Three"] == 4
    assert sections(make("", body.replace("## Two", "## Two {brief=1}")))["Two"] == 4


def test_a_section_may_have_to_come_whole(make: Make) -> None:
    body = _section("One", 14)
    assert 0 < sections(make(body=body))["One"] < 15
    assert sections(make(body=body, settings="[brief]\nshorten = false\n"))["One"] == 0


def test_the_text_for_a_brief_goes_before_the_summary(make: Make) -> None:
    header = "summary: Not shown [@doe1].\nbrief: Shown instead [@doe2]."
    made = make(header, "## One\n\nWords.").value
    assert made is not None
    assert b"doe2" in pdfs.unpacked(made.artifact.data)
    assert made.report.references == 1


def test_what_can_not_fit_names_section_and_lines(make: Make) -> None:
    body = _section("Short", 1) + _section("Long {brief=must}", 20)
    result = make(body=body)
    assert result.value is None
    (told,) = result.diagnostics
    assert told.rule.code == "BRF001"
    assert told.hint
    assert "`Long`" in told.hint
    assert "lines too long for 1 page" in told.message
    assert told.place
    assert told.place.line == body[: body.index("Long")].count("\n") + 8
    assert sections(make(body=body, pages=2))["Long"] == 21


def test_a_huge_paragraph_leaves_a_page_half_empty_with_a_word(make: Make) -> None:
    result = make(body="## One\n\n" + WORDS * 150)
    assert sections(result) == {"One": 0}
    assert [each.rule.code for each in result.diagnostics] == ["BRF002"]


def test_an_unknown_section_is_told(make: Make) -> None:
    result = make("brief:\n  sections:\n    Nowhere: 1", "## One\n\nWords.")
    (told,) = result.diagnostics
    assert told.rule.code == "BRF003"
    assert told.place
    assert told.place.line == 7


def test_a_ladder_is_that_of_the_settings(make: Make) -> None:
    body = _section("One {brief=must}", 8)
    result = make(body=body)
    assert result.value
    assert result.value.report.set_by == "text of 9.7 pt"
    kept = make(body=body, settings='[brief]\nladder = ["pictures", "space"]\n')
    assert [each.rule.code for each in kept.diagnostics] == ["BRF001"]
    with pytest.raises(UserError, match="`margins`"):
        make(body=body, settings='[brief]\nladder = ["margins"]\n')


@pytest.mark.parametrize("said", ["often", "0", "100", ""])
def test_what_is_no_priority_is_told(make: Make, said: str) -> None:
    body = f'## One {{brief="{said}"}}\n\nWords.'
    (told,) = make(body=body).diagnostics
    assert told.rule.code == "BRF005"
    assert told.place
    assert told.place.line == 8
    (told,) = make(body="## One\n\nWords.", header="brief: {sections: {One: often}}").diagnostics
    assert told.message == "`often` is not a priority"
    assert told.hint == "it can be `must`, a whole number from 1 to 99, or `never`"


def test_a_summary_that_can_not_fit_has_a_way_out(make: Make) -> None:
    (told,) = make("summary: " + WORDS * 90).diagnostics
    assert told.rule.code == "BRF001"
    assert told.hint
    assert told.hint.endswith("or write a shorter text as `brief`")


def test_a_listing_that_is_too_wide_is_left_out(make: Make) -> None:
    cells = "|".join("x" * 23 for _ in range(12))
    table = f"|{cells}|\n|{'---|' * 12}\n|{cells}|\n"
    result = make(body=f"## One\n\nWords.\n\n{table}\n\nMore.\n")
    assert [each.rule.code for each in result.diagnostics] == ["BRF004"]
    assert sections(result) == {"One": 2}


def test_what_is_left_out_for_its_width_takes_no_room(make: Make) -> None:
    """However high it is, and whatever notes are called behind it."""
    cells = "|".join("x" * 23 for _ in range(12))
    table = f"|{cells}|\n|{'---|' * 12}\n" + f"|{cells}|\n" * 40
    body = f"## One\n\nWords.\n\n{table}\n\nMore[^a].\n\n" + _section("Two", 2)
    body += "## Three\n\nWords[^b].\n\n[^a]: Unseen.\n\n[^b]: " + WORDS * 3
    result = make(body=body)
    assert [each.rule.code for each in result.diagnostics] == ["BRF004"]
    assert sections(result) == {"One": 2, "Two": 3, "Three": 2}
    assert result.value is not None
    assert result.value.report.layouts <= 4


LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@pytest.mark.parametrize("word", [LONG * 3, LONG, "X" * 200], ids=["three", "one", "letters"])
def test_words_longer_than_a_line_are_parted(make: Make, word: str) -> None:
    header = f"lang: de\nsubtitle: {word}\nsummary: Ein {word}.\nfacts:\n"
    header += f"  - label: {word}\n    value: So {word}"
    made = make(header, f"## Das {word}\n\nEs heißt {word}.\n").value
    assert made is not None
    with pypdfium2.PdfDocument(made.artifact.data) as document:
        assert len(document) == 1
        text = "".join(document[0].get_textpage().get_text_range().split())
    assert re.sub(r"[-\u00ad\u2010\ufffe]", "", text).count(word) == 6


def test_a_code_leads_to_the_published_dossier(make: Make) -> None:
    made = make(settings='url = "https://example.org/wiki"\n').value
    assert made is not None
    assert b"https://example.org/wiki/thing/thing.html" in pdfs.unpacked(made.artifact.data)


def test_lines_are_as_long_without_portrait_and_facts(make: Make) -> None:
    """A measure of 75 letters or so, and not of a hundred."""
    body, place = _section("One", 3), 'url = "https://example.org/wiki"\n'
    facts = "facts:\n  - label: Found\n    value: long ago"
    for header in ("", facts):
        for settings in ("", place):
            made = make(header, body, settings).value
            assert made is not None
            with pypdfium2.PdfDocument(made.artifact.data) as document:
                text = document[0].get_textpage()
                at, _ = text.search("One sentence").get_next()
                left = text.get_charbox(at)[0]
                assert ("Full dossier" in text.get_text_range()) == bool(settings)
            assert left == pytest.approx((18 + 46 + 6) * 72 / 25.4, abs=1.0)


def test_a_title_is_read_before_the_code_and_an_address_stands_beside_it(make: Make) -> None:
    made = make(body=_section("One", 3), settings='url = "https://example.org/a-long-wiki"\n').value
    assert made is not None
    with pypdfium2.PdfDocument(made.artifact.data) as document:
        text = document[0].get_textpage()
        lefts = {
            text.get_charbox(text.search(words).get_next()[0])[0]
            for words in ("Full dossier", "example.org", "html")
        }
    assert min(lefts) > (18 + 18) * 72 / 25.4
    read = " ".join(node.words for node in structure(made.artifact.data).root.all())
    assert read.index("A thing") < read.index("Full dossier") < read.index("One sentence")


CITED = " ".join(f"Words of it [@doe{n}]." for n in range(9))
FACTS = "facts:\n  - label: Found\n    value: long ago\n    source: doe1"


@pytest.mark.parametrize(
    ("header", "body", "pages"),
    [("", "Words.", 1), (FACTS, _section("One", 2) + CITED, 1), ("", _section("One", 2), 2),
     ("", _section("One", 4) + _section("Two", 4), 2)],
    ids=["a word", "cited", "a page too few", "two pages"],
)  # fmt: skip
def test_a_short_entry_is_laid_out_once_and_comes_out_as_by_measuring(
    make: Make, monkeypatch: pytest.MonkeyPatch, header: str, body: str, pages: int
) -> None:
    at_once = make(header, body, pages=pages).value
    monkeypatch.setattr("publish.briefing.making.laid_at_once", lambda *_: Fit(None, 0))
    measured = make(header, body, pages=pages).value
    assert at_once is not None
    assert measured is not None
    assert at_once.report.layouts == 1 < measured.report.layouts
    assert at_once.artifact == measured.artifact


def test_what_was_foretold_wrongly_is_measured(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "".join(_section(f"Part {n}", 3) for n in range(6))
    usual = make(body=long).value
    monkeypatch.setattr("publish.briefing.short.closes_at_once", lambda *_: False)
    made = make(body=long).value
    assert usual is not None
    assert made is not None
    assert made.report.layouts == usual.report.layouts + 1
    assert made.artifact == usual.artifact


def test_errors_in_the_entry_stop_it(make: Make) -> None:
    result = make(body="Words [@nobody].")
    assert result.value is None
    assert "CIT001" in {each.rule.code for each in result.diagnostics}


@pytest.mark.parametrize("style", ["apa", "ieee", "nature", "chicago-author-date"])
def test_references_get_shorter_in_each_form(style: str, pandoc) -> None:  # type: ignore[no-untyped-def]
    reference = builders.reference("a")
    csl = {**reference.csl, "DOI": "10.5555/a", "URL": "https://example.org/a"}
    csl["author"] = [{"family": f"Name{n}", "given": "A."} for n in range(5)]
    blocks = [{"t": "Div", "c": [["refs", [], []], []]}]
    full = builders.style(style)
    lengths, addressed = [], []
    for form in ("full", "linked", "shortest"):
        text = pandoc.cite(blocks, [csl], shortened(full, form).xml, "en", ["a"])
        words = "".join(part.partition(">")[2] for part in text.split("<"))
        lengths.append(len(words))
        addressed.append("10.5555" in words)
        assert "10.5555/a" in text  # as a link at least
    assert lengths == sorted(lengths, reverse=True)
    assert addressed[1:] == [False, False]


def test_what_was_made_before_is_taken_again(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(body="## One\n\nWords [@doe1].")  # the project on disk

    def brief(pages: int = 1) -> MadeBrief:
        with Project.open(tmp_path) as project:
            made = project.brief("thing", pages=pages).value
        assert made is not None
        return made

    laid: list[str] = []
    lay_out = lay_out_brief

    def counted(*given, **named):  # type: ignore[no-untyped-def]
        laid.append("out")
        return lay_out(*given, **named)

    monkeypatch.setattr("publish.briefing.work.lay_out_brief", counted)
    first = brief()
    assert len(laid) == first.report.layouts
    again = brief()
    assert len(laid) == first.report.layouts, "nothing was laid out"
    assert (again.artifact, again.report) == (first.artifact, first.report)
    assert again.cited.markup == first.cited.markup
    assert again.cited.publication.blocks == first.cited.publication.blocks
    assert again.cited.publication.references == first.cited.publication.references
    assert brief(pages=2).artifact != first.artifact
    (tmp_path / "brand.toml").write_text('color = "#123456"\n')
    assert brief().artifact != first.artifact


SUM = "$\\frac{" + " + ".join(f"x_{{{n}}}" for n in range(60)) + "}{b}$"


@pytest.mark.parametrize(
    ("header", "body", "line", "what"),
    [
        (f"summary: 'The sum {SUM}'", "Words.", 5, "the text of `summary`"),
        (f"facts:\n  - label: Sum\n    value: 'It is {SUM}'", "Words.", 7, "the fact `Sum`"),
        (f"brief: 'The sum {SUM}'", "Words.", 5, "the text of `brief`"),
    ],
    ids=["summary", "fact", "brief"],
)
def test_what_stands_over_an_edge_is_named_with_its_place(
    make: Make, header: str, body: str, line: int, what: str
) -> None:
    result = make(header, body)
    assert result.value is None
    (told,) = (each for each in result.diagnostics if each.rule.code == "BRF001")
    assert told.message == f"{what} is wider than its column of the brief"
    assert told.place is not None
    assert (told.place.path, told.place.line) == ("entries/thing.md", line)


@pytest.mark.parametrize("sign", ["$", "$$"])
def test_a_formula_that_is_too_wide_is_left_out_and_not_drawn_smaller(
    make: Make, sign: str
) -> None:
    result = make(body=f"## One\n\nWords.\n\n## Two\n\n{sign}{SUM.strip('$')}{sign}\n")
    assert [each.rule.code for each in result.diagnostics] == ["BRF004"]
    assert sections(result) == {"One": 2, "Two": 0}


def test_a_report_tells_what_was_tried(make: Make) -> None:
    short = make(body=_section("One", 2)).value
    long = make(body="".join(_section(f"Part {n}", 3) for n in range(6))).value
    assert short is not None
    assert long is not None
    assert len(short.report.attempts) == short.report.layouts == 1
    report = long.report
    assert len(report.attempts) == report.layouts - 1, "one measured"
    kept = [each for each in report.attempts if each.fill == report.fill]
    assert [(each.set_by, each.size, each.pages) for each in kept] == [
        (report.set_by, report.size, report.pages)
    ]
    assert {each["fill"] for each in report.as_object()["attempts"]} >= {round(report.fill, 3)}


def test_each_page_says_the_number_once(make: Make) -> None:
    for pages, feet in ((1, 0), (2, 1)):
        made = make("brief:\n  number: N-77", _section("One", 4) + _section("Two", 9), pages=pages)
        assert made.value is not None, made.diagnostics
        with pypdfium2.PdfDocument(made.value.artifact.data) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
        assert [text.count("N-77") for text in texts] == [1] * pages
        assert "Document N-77" in texts[-1]
        assert sum("Document" not in text for text in texts) == feet
