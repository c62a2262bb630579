"""The index leads to every entry, by kind, in the formats that there are."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from publish.verify.html import verify_html
from publish.writers.index import write_index
from tests import samples


def test_the_index(pandoc: Pandoc, tmp_path: Path) -> None:
    person = samples.rich(pandoc, tmp_path).publication
    work = replace(person.entry, id="other", kind="work", title="Other <things>", subtitle=None)
    result = write_index(
        [work, person.entry], person.settings, {"sample": ("html", "pdf"), "other": ("epub",)}
    )
    assert result.value is not None
    assert list(verify_html(result.value)) == []
    page = html.document_fromstring(result.value.data)
    assert [h.text for h in page.xpath("//main//h2")] == ["Person", "Work"]
    assert [h.text_content() for h in page.xpath("//h3")] == [
        "Kaiming He & <Friends>",
        "Other <things>",
    ]
    links = page.xpath("//li[@class='card']//a/@href")
    assert links == [
        "sample/sample.html",
        "sample/sample.html",
        "sample/sample.pdf",
        "other/other.epub",
        "other/other.epub",
    ]
    assert "known for deep residual networks." in page.text_content()
    assert "[@" not in page.text_content()


def test_an_empty_project_still_has_a_page(pandoc: Pandoc, tmp_path: Path) -> None:
    settings = samples.rich(pandoc, tmp_path).publication.settings
    result = write_index([], settings)
    assert result.value is not None
    assert list(verify_html(result.value)) == []


def test_collections_stand_first(pandoc: Pandoc, tmp_path: Path) -> None:
    person = samples.rich(pandoc, tmp_path).publication
    book = replace(person.entry, id="all", kind="collection", title="All of it")
    made = {"sample": ("html",), "all": ("pdf", "epub")}
    result = write_index([person.entry, book], person.settings, made)
    assert result.value is not None
    page = html.document_fromstring(result.value.data)
    assert [h.text for h in page.xpath("//main//h2")] == ["Collection", "Person"]
    links = page.xpath("//section[1]//li[@class='card']//a/@href")
    assert links == ["all/all.pdf", "all/all.pdf", "all/all.epub"]
