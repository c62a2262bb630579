"""What a book holds: chapters, notes where they are called, links that lead, true claims."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publish.engines.pandoc import Pandoc
from publish.model.entry import Image
from publish.model.frozen import replace
from publish.model.place import Place
from publish.model.publication import CitedPublication
from tests import samples
from tests.unit.writers.made import Book, book, book_artifact


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def cited(pandoc: Pandoc, project: Path) -> CitedPublication:
    return samples.rich(pandoc, project)


@pytest.fixture(scope="module")
def rich(cited: CitedPublication) -> Book:
    return book(cited)


def test_the_reading_order(rich: Book) -> None:
    files = {i.get("id"): i.get("href") for i in rich.find("package.opf", "//o:item")}
    spine = [files[ref.get("idref")] for ref in rich.find("package.opf", "//o:itemref")]
    assert spine == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        "opening.xhtml",
        "residual-networks.xhtml",
        "detection.xhtml",
        "questions.xhtml",
        "references.xhtml",
        "related.xhtml",
        "about.xhtml",
    ]


def test_the_contents_have_levels(rich: Book) -> None:
    (below,) = rich.find("nav.xhtml", "//h:nav[@epub:type='toc']//h:ol/h:li/h:ol//h:a")
    assert below.get("href") == "residual-networks.xhtml#depth-width-152"
    assert below.text == "Depth & width < 152"
    marks = rich.find("nav.xhtml", "//h:nav[@epub:type='landmarks']//h:a/@epub:type")
    assert marks == ["toc", "bodymatter", "cover", "titlepage", "bibliography"]


def test_notes_stand_in_the_chapter_that_calls_them(rich: Book) -> None:
    for name, note in (("opening", "fn1"), ("residual-networks", "fn2")):
        marks = rich.find(f"{name}.xhtml", "//h:a[@epub:type='noteref']/@href")
        notes = rich.find(f"{name}.xhtml", "//h:aside[@epub:type='footnote']/@id")
        assert marks == [f"#{note}"]
        assert notes == [note]
        assert rich.find(f"{name}.xhtml", "//h:aside//h:a[@role='doc-backlink']/@href")


def test_citations_lead_across_files_and_back(rich: Book) -> None:
    there = rich.find("detection.xhtml", "//h:a[@role='doc-biblioref']/@href")
    assert "references.xhtml#ref-he2020momentum" in there
    back = rich.find("references.xhtml", "//h:li[@id='ref-he2016deep']//h:a[@epub:type='backlink']")
    assert [link.get("href") for link in back][:2] == ["title.xhtml#cite-1", "title.xhtml#cite-2"]
    roles = rich.find("references.xhtml", "//h:section[@role='doc-bibliography']")
    assert len(roles) == 1


def test_links_to_entries_lead_to_the_list_of_them(rich: Book) -> None:
    (link,) = rich.find("residual-networks.xhtml", "//h:a[@class='entry-link']/@href")
    assert link == "related.xhtml#entry-residual-networks"
    assert len(rich.find("related.xhtml", "//h:div[@id='entry-residual-networks']")) == 1


def test_links_to_entries_lead_out_where_they_are_published(pandoc: Pandoc, project: Path) -> None:
    made = book(samples.rich(pandoc, project, settings={"url": "https://example.org/wiki/"}))
    (link,) = made.find("residual-networks.xhtml", "//h:a[@class='entry-link']/@href")
    assert link == "https://example.org/wiki/residual-networks/residual-networks.html#depth"
    assert "EPUB/related.xhtml" not in made.files


def test_mathematics(rich: Book) -> None:
    formulas = rich.find("residual-networks.xhtml", "//m:math/@alttext")
    assert len(formulas) == 2
    path = "//o:item[contains(@properties, 'mathml')]/@href"
    assert rich.find("package.opf", path) == ["residual-networks.xhtml"]


def test_metadata(rich: Book) -> None:
    opf = "package.opf"
    assert rich.find(opf, "//dc:title/text()") == [
        "Kaiming He & <Friends>",
        "Networks that could be deep, scenes that could be read",
    ]
    assert rich.find(opf, "//dc:creator/text()") == ["Ada Writer", "Ben Reader"]
    assert rich.find(opf, "//dc:language/text()") == ["en"]
    assert rich.find(opf, "//dc:subject/text()") == ["computer vision", "deep learning"]
    assert rich.find(opf, "//dc:rights/text()") == ["© 2026 The authors. CC BY 4.0"]
    assert rich.find(opf, "//dc:identifier/text()")[0].startswith("urn:uuid:")
    assert rich.metas("belongs-to-collection") == ["Test"]


def test_the_time_comes_from_the_publication(cited: CitedPublication) -> None:
    day = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    dated = replace(cited, publication=replace(cited.publication, modified=day))
    assert book(dated).metas("dcterms:modified") == ["2020-01-02T03:04:05Z"]


def test_the_identifier_is_the_entrys_or_made_from_its_id(pandoc: Pandoc, project: Path) -> None:
    path = "//dc:identifier/text()"
    own = book(samples.sample(pandoc, project, "A.", identifier="doi:10.1000/x"))
    assert own.find("package.opf", path) == ["doi:10.1000/x"]
    first, second, third = (
        book(samples.sample(pandoc, project, text, id=name)).find("package.opf", path)
        for name, text in (("a", "A."), ("a", "B."), ("b", "A."))
    )
    assert first == second != third


def test_claims_are_computed(pandoc: Pandoc, project: Path, rich: Book) -> None:
    assert rich.metas("schema:accessMode") == ["textual", "visual"]
    features = rich.metas("schema:accessibilityFeature")
    assert {"alternativeText", "MathML", "tableOfContents"} <= set(features)
    assert rich.metas("schema:accessibilityHazard") == ["none"]
    plain = book(samples.sample(pandoc, project, "Words.\n\n## One\n\nMore."))
    assert plain.metas("schema:accessMode") == ["textual"]
    assert plain.metas("schema:accessModeSufficient") == ["textual"]
    features = plain.metas("schema:accessibilityFeature")
    assert not {"alternativeText", "MathML"} & set(features)
    assert not rich.metas("dcterms:conformsTo")


def test_the_summary_of_accessibility_is_in_the_books_language(
    pandoc: Pandoc, project: Path
) -> None:
    (summary,) = book(samples.arabic(pandoc, project)).metas("schema:accessibilitySummary")
    assert summary.startswith("يمكن")


def test_right_to_left(pandoc: Pandoc, project: Path) -> None:
    made = book(samples.arabic(pandoc, project))
    assert made.find("package.opf", "//o:spine/@page-progression-direction") == ["rtl"]
    assert "EPUB/fonts/amiri-regular.woff2" in made.files
    assert "META-INF/OFL-Amiri.txt" in made.files
    assert "EPUB/section.xhtml" in made.files
    assert "EPUB/section-2.xhtml" in made.files


def test_chapters_cannot_take_the_names_of_the_frame(pandoc: Pandoc, project: Path) -> None:
    made = book(samples.sample(pandoc, project, "## Nav\n\nA.\n\n## About\n\nB.\n\n## Nav\n\nC."))
    chapters = {f"EPUB/{name}.xhtml" for name in ("nav-2", "about-2", "nav-1")}
    assert chapters <= set(made.files)


def test_the_container(cited: CitedPublication) -> None:
    data = book_artifact(cited).data
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        entries = container.infolist()
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert book_artifact(cited).data == data


def test_the_cover(pandoc: Pandoc, project: Path, rich: Book) -> None:
    assert rich.find("cover.xhtml", "//h:img/@alt") == ["Cover of “Kaiming He & <Friends>”"]
    path = "//o:item[@properties='cover-image']/@href"
    assert rich.find("package.opf", path) == ["images/cover.jpg"]
    plain = book(samples.sample(pandoc, project, "A."))
    assert plain.find("package.opf", path) == ["images/cover.png"]


def test_a_decorative_portrait(pandoc: Pandoc, project: Path) -> None:
    image = Image("images/portrait.png", "", True, None, None, Place("entries/sample.md"))
    made = book(samples.sample(pandoc, project, "A.", image=image))
    assert made.find("title.xhtml", "//h:img/@alt") == [""]
    assert made.metas("schema:accessMode") == ["textual"]


def test_only_a_cell_with_a_very_long_word_may_break_it(pandoc, tmp_path):
    made = book(samples.rich(pandoc, tmp_path))
    (cell,) = made.find("residual-networks.xhtml", "//*[contains(@class, 'long')]")
    assert cell.text == "0123456789012345678901234567890123456789"
    style = made.files["EPUB/style.css"].decode()
    (cells,) = re.findall(r"^th, td \{([^}]+)\}", style, re.MULTILINE)
    assert "overflow-wrap: break-word" in cells
    assert ".long { overflow-wrap: anywhere; }" in style
