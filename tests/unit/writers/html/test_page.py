"""What a page holds, and what it never holds."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from publish.engines.pandoc import Pandoc
from publish.writers.html import write_html
from publish.writers.tree import semantic_tree
from tests import samples
from tests.unit.writers.made import page, page_artifact


@pytest.fixture(scope="module")
def rich(pandoc: Pandoc, tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    return page(samples.rich(pandoc, tmp_path_factory.mktemp("project")))


def test_the_landmarks(rich: html.HtmlElement) -> None:
    assert len(rich.xpath("/html/body/main")) == 1
    assert len(rich.xpath("/html/body/header | /html/body/footer")) == 2
    assert rich.xpath("string(//a[@class='skip']/@href)") == "#main"
    assert rich.xpath("//nav[@role='doc-toc']//a/@href")[0] == "#residual-networks"
    for role in ("doc-abstract", "doc-bibliography", "doc-endnotes", "doc-subtitle"):
        assert len(rich.xpath(f"//*[@role='{role}']")) == 1, role


def test_the_head_of_the_dossier(rich: html.HtmlElement) -> None:
    head = rich.xpath("//header[@class='title-block']")[0]
    words = " ".join(head.text_content().split())
    for part in (
        "Person",
        "Kaiming He & <Friends>",
        "Ada Writer",
        "Institute of Examples",
        "Published 2 March 2026",
        "Last reviewed 19 May 2026",
        "Best known for",
        "Photo: N. N.",
    ):
        assert part in words
    assert "https://orcid.org/0000-0002-1825-0097" in head.xpath(".//a/@href")
    assert head.xpath(".//time/@datetime") == ["2026-03-02", "2026-05-19"]
    assert len(head.xpath(".//dl/div[dt and dd]")) == 2


def test_images_are_inside_and_have_sizes(rich: html.HtmlElement) -> None:
    images = rich.xpath("//img")
    assert len(images) == 2
    for image in images:
        assert image.get("src").startswith("data:image/png;base64,")
    assert [(i.get("width"), i.get("height")) for i in images] == [("300", "360"), ("200", "150")]


def test_a_link_to_an_entry_leads_to_its_page(rich: html.HtmlElement) -> None:
    (link,) = rich.xpath("//a[@class='entry-link']")
    assert link.get("href") == "../residual-networks/residual-networks.html#depth"
    related = rich.xpath("//section[@class='related']//a/@href")
    assert related == ["../residual-networks/residual-networks.html"]


def test_citations_and_references_lead_to_each_other(rich: html.HtmlElement) -> None:
    ids = set(rich.xpath("//@id"))
    there = rich.xpath("//a[@role='doc-biblioref']/@href")
    back = rich.xpath("//a[@role='doc-backlink']/@href")
    assert len(there) >= 14
    assert {target[1:] for target in there + back} <= ids
    assert len(rich.xpath("//li[@id='ref-he2016deep']//a[@role='doc-backlink']")) == 5


def test_what_may_be_too_wide_scrolls_and_can_be_reached(rich: html.HtmlElement) -> None:
    regions = rich.xpath("//*[@role='region']")
    assert {region.tag for region in regions} == {"div", "pre", "span"}
    assert all(region.get("tabindex") == "0" for region in regions)
    names = [region.get("aria-label") for region in regions]
    assert len(set(names)) == len(names) == 3


def test_formulas_are_mathml_with_their_tex(rich: html.HtmlElement) -> None:
    formulas = rich.xpath("//*[local-name()='math']")
    assert len(formulas) == 2
    assert formulas[0].get("alttext") == r"y = F(x, \{W_i\}) + x"
    assert not rich.xpath("//*[local-name()='annotation']")


def test_the_contents_hold_plain_words(rich: html.HtmlElement) -> None:
    lines = rich.xpath("//nav[@role='doc-toc']//a")
    assert [line.text for line in lines] == [
        "Residual networks",
        "Depth & width < 152",
        "Detection",
        "Open questions",
        "Notes",
        "References",
    ]


def test_the_description_is_valid_and_hashed(rich: html.HtmlElement) -> None:
    (script,) = rich.xpath("//script")
    data = json.loads(script.text)
    assert data["headline"] == "Kaiming He & <Friends>"
    assert data["abstract"].endswith("known for deep residual networks.")
    assert len(data["citation"]) == 8
    policy = rich.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = b64encode(sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy


def test_a_title_cannot_end_the_description(pandoc: Pandoc, tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script>"
    made = page_artifact(samples.sample(pandoc, tmp_path, "Text.", title=title)).data
    assert made.count(b"<script") == 1
    assert b"alert(1)</script>" not in made


def test_unsafe_markup_is_left_out_and_reported(pandoc: Pandoc, tmp_path: Path) -> None:
    body = '[x]{onclick="alert(1)" style="position:fixed"} [y](javascript:alert(2)) [z]{.fine}'
    cited = samples.sample(pandoc, tmp_path, body)
    result = write_html(cited, semantic_tree(cited))
    assert result.value is not None
    assert b"alert" not in result.value.data
    assert b"fixed" not in result.value.data.partition(b"</head>")[2]
    assert b'class="fine"' in result.value.data
    assert {d.rule.code for d in result.diagnostics} == {"HTM001"}
    assert any("`onclick`" in d.message for d in result.diagnostics)


def test_a_table_before_the_first_heading_scrolls_too(pandoc: Pandoc, tmp_path: Path) -> None:
    made = page(samples.sample(pandoc, tmp_path, "| a | b |\n|---|---|\n| x | y |\n\nText."))
    (region,) = made.xpath("//main//div[@role='region'][table]")
    assert region.get("class") == "scroll table"


def test_nothing_is_fetched(pandoc: Pandoc, tmp_path: Path) -> None:
    made = page(samples.rich(pandoc, tmp_path))
    style = made.xpath("string(//style)")
    assert "url(http" not in style
    assert not made.xpath("//link[@rel='stylesheet'] | //script[@src] | //iframe")


def test_right_to_left(pandoc: Pandoc, tmp_path: Path) -> None:
    made = page(samples.arabic(pandoc, tmp_path))
    assert (made.get("lang"), made.get("dir")) == ("ar", "rtl")
    assert "المراجع" in made.xpath("//h2/text()")
    assert set(made.xpath("//li[@class='reference']/@dir")) == {"auto"}
    assert made.xpath("//section[@class='related']//a/@lang") == ["en"]


def test_a_missing_image_is_a_diagnostic(pandoc: Pandoc, tmp_path: Path) -> None:
    cited = samples.sample(pandoc, tmp_path, "![words](images/gone.png)")
    result = write_html(cited, semantic_tree(cited))
    assert [d.rule.code for d in result.diagnostics] == ["RES010"]


def test_the_same_bytes_twice(pandoc: Pandoc, tmp_path: Path) -> None:
    cited = samples.rich(pandoc, tmp_path)
    assert page_artifact(cited).data == page_artifact(cited).data
