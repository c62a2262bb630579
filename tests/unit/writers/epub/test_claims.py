"""What a book says of its accessibility: computed, claimed only where it holds, and for shops."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from publish.engines.jinja import theme_of
from publish.model.collection import Contributor
from publish.model.frozen import replace
from publish.model.publication import Artifact, CitedPublication
from publish.model.settings import EpubSettings
from publish.verify import VERIFIERS
from publish.writers import WRITERS
from publish.writers.epub.conformance import has_colours
from publish.writers.epub.onix import NAMESPACE
from tests.conftest import require
from tests.judges import onix
from tests.unit.writers.made import opened
from tests.unit.writers.volumes import bound

AA = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"


def with_settings(cited: CitedPublication, **asked: object) -> CitedPublication:
    settings = replace(cited.publication.settings, epub=EpubSettings(**asked))
    members = tuple(
        replace(m, publication=replace(m.publication, settings=settings)) for m in cited.members
    )
    publication = replace(cited.publication, settings=settings)
    return replace(cited, publication=publication, members=members)


def made(cited: CitedPublication) -> Artifact:
    result = WRITERS["epub"](cited)
    assert result.diagnostics == ()
    assert result.value is not None
    assert VERIFIERS["epub"](result.value).diagnostics == ()
    return result.value


def test_conformance_is_claimed_only_when_the_settings_ask_for_it(pandoc):
    silent = opened(made(bound(pandoc)))
    assert silent.metas("dcterms:conformsTo") == []
    asked = with_settings(
        bound(pandoc), conforms="aa", certifier="Ada", credential="Reader", report="https://a.org/r"
    )
    book = opened(made(asked))
    assert book.metas("dcterms:conformsTo") == [AA]
    assert book.metas("a11y:certifiedBy") == ["Ada"]
    assert book.metas("a11y:certifierCredential") == ["Reader"]
    assert book.find("package.opf", "//o:link[@rel='a11y:certifierReport']/@href") == [
        "https://a.org/r"
    ]


def test_what_speaks_against_conformance_is_told_and_nothing_is_claimed(pandoc, monkeypatch):
    monkeypatch.setattr("publish.writers.epub.conformance.has_colours", lambda css: True)
    result = WRITERS["epub"](with_settings(bound(pandoc), conforms="a", certifier="Ada"))
    assert [each.rule.code for each in result.diagnostics] == ["ACC004"]
    assert "colours" in result.diagnostics[0].message
    assert result.value is not None
    book = opened(result.value)
    assert book.metas("dcterms:conformsTo") == book.metas("a11y:certifiedBy") == []


def test_the_statement_is_in_the_book_in_its_language(pandoc):
    cited = with_settings(bound(pandoc, book_lang="de"), conforms="a", certifier="Ada")
    book = opened(made(cited))
    listed = book.find("about.xhtml", "//h:ul[@class='accessibility']/h:li/text()")
    assert listed[-1] == "Zertifiziert von Ada."
    assert AA.replace("AA", "A") in listed[-2]
    assert book.metas("schema:accessibilitySummary") == [" ".join(listed)]


def test_the_theme_colours_nothing_so_that_night_and_own_colours_stay_whole(pandoc):
    css = theme_of(bound(pandoc).publication.settings).text("epub.css")
    assert not has_colours(css)
    assert has_colours(css + "h1 { color: #333 }")
    assert has_colours("body { background: white }")
    assert not has_colours("a { color: inherit } figure img { background-color: #fff }")


def codes(data: bytes) -> dict[str, str]:
    name = {"o": NAMESPACE}
    return {
        feature.findtext("o:ProductFormFeatureValue", namespaces=name): feature.findtext(
            "o:ProductFormFeatureDescription", "", namespaces=name
        )
        for feature in etree.fromstring(data).iterfind(".//o:ProductFormFeature", name)
    }


def test_a_record_in_onix_says_the_same_and_keeps_the_schema(pandoc):
    require(onix)
    cited = bound(
        pandoc,
        contributors=(Contributor("Ada", "edt", "A, Ada"), Contributor("Bo", "zzz")),
        series="Books", position="3", publisher="Press", subtitle="Below", subjects=("Sea",),
        identifiers=("urn:isbn:9783161484100", "doi:10.1000/x"), published=date(2026, 1, 2),
        index=True,
    )  # fmt: skip
    asked = with_settings(cited, onix=True, conforms="aa", certifier="Ada", report="https://a.org")
    artifact = made(asked)
    ((name, data),) = artifact.files
    assert name == "book.onix.xml"
    assert onix.onix(data) == []
    found = codes(data)
    assert found["00"] == " ".join(opened(artifact).metas("schema:accessibilitySummary"))
    assert {"04", "81", "85", "11", "12", "13", "17", "29", "36", "52"} <= set(found)
    assert found["90"] == "Ada"
    assert found["94"] == "https://a.org"
    assert "14" not in found  # there is no image
    assert "19" not in found  # and no page list


def test_a_record_of_little_keeps_the_schema_and_claims_no_conformance(pandoc):
    require(onix)
    ((_, data),) = made(with_settings(bound(pandoc), onix=True)).files
    assert onix.onix(data) == []
    assert not {"04", "81", "84", "85", "90"} & set(codes(data))


def test_the_schema_finds_what_is_bad(pandoc):
    require(onix)
    ((_, data),) = made(with_settings(bound(pandoc), onix=True)).files
    worse = data.replace(b">09<", b">9Z<")
    assert worse != data
    assert onix.onix(worse)


@pytest.mark.parametrize("wanted", [True, False])
def test_without_asking_there_is_no_record(pandoc, wanted):
    assert bool(made(with_settings(bound(pandoc), onix=wanted)).files) is wanted
