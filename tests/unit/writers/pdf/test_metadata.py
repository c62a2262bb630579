"""What a file says of itself is read back as any program would read it."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from publish.model.publication import Series
from publish.model.settings import PdfSettings
from publish.verify import VERIFIERS
from publish.writers.html.metadata import linked_data
from publish.writers.identity import address_of, doi_in, isbn_in
from publish.writers.licences import CC0, is_reserved, licence_address
from publish.writers.pdf import write_pdf
from publish.writers.tree import semantic_tree
from tests import samples
from tests.unit.writers.made import pdf_artifact

ORCID = "https://orcid.org/0000-0002-1825-0097"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DOI = "10.5555/12345678"


def opened(pandoc: Pandoc, root: Path, *standards: str) -> pikepdf.Pdf:
    """The rich sample as a file that claims ``standards``."""
    cited = samples.rich(
        pandoc,
        root,
        identifier=f"https://doi.org/{DOI}",
        settings={"pdf": PdfSettings(standard=standards), "publisher": "Example Press"},
    )
    return pikepdf.open(io.BytesIO(pdf_artifact(cited).data))


@pytest.fixture(scope="module")
def archived(pandoc, tmp_path_factory):
    with opened(pandoc, tmp_path_factory.mktemp("old"), "a-3a", "ua-1") as pdf:
        yield pdf


@pytest.fixture(scope="module")
def modern(pandoc, tmp_path_factory):
    with opened(pandoc, tmp_path_factory.mktemp("new"), "a-4f", "ua-2", "wtpdf") as pdf:
        yield pdf


@pytest.mark.parametrize("name", ["archived", "modern"])
def test_xmp_says_all_that_is_known(name, request):
    meta = request.getfixturevalue(name).open_metadata()
    assert meta["dc:title"] == "Kaiming He & <Friends>"
    assert meta["dc:creator"] == ["Ada Writer", "Ben Reader"]
    assert meta["dc:publisher"] == {"Example Press"}
    assert meta["dc:language"] == {"en"}
    assert meta["dc:identifier"] == f"https://doi.org/{DOI}"
    assert meta["{http://purl.org/dc/terms/}creator"] == [ORCID]
    assert meta["{http://purl.org/dc/terms/}license"] == LICENCE
    assert meta["xmpRights:Marked"] == "True"
    assert meta["xmpRights:WebStatement"] == LICENCE
    assert meta["{http://prismstandard.org/namespaces/basic/3.0/}doi"] == DOI
    assert meta["{http://prismstandard.org/namespaces/basic/3.0/}publicationName"] == "Test"


def test_a_file_of_a_series_says_its_place(pandoc, tmp_path):
    cited = samples.rich(pandoc, tmp_path)
    book = replace(cited.publication, series=Series("The sea", "3"))
    artifact = pdf_artifact(replace(cited, publication=book))
    assert VERIFIERS["pdf"](artifact).diagnostics == ()
    with pikepdf.open(io.BytesIO(artifact.data)) as pdf:
        meta = pdf.open_metadata()
        prism = "{http://prismstandard.org/namespaces/basic/3.0/}"
        assert (meta[f"{prism}seriesTitle"], meta[f"{prism}seriesNumber"]) == ("The sea", "3")
    data = json.loads(linked_data(book))
    assert data["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "The sea"}
    assert data["position"] == "3"


def test_the_document_information_is_in_step(archived):
    meta, information = archived.open_metadata(), archived.docinfo
    assert information.Title == meta["dc:title"]
    assert str(information.Author).split("; ") == meta["dc:creator"]
    assert information.Subject == meta["dc:description"]
    assert information.Keywords == meta["pdf:Keywords"]
    assert information.Producer == meta["pdf:Producer"]
    assert information.Creator == meta["xmp:CreatorTool"]
    assert information.ModDate == "D:20260519000000Z"
    assert meta["xmp:ModifyDate"] == "2026-05-19T00:00:00Z"


def test_a_file_of_pdf_2_claims_by_its_own_rules(modern):
    meta = modern.open_metadata()
    assert modern.pdf_version == "2.0"
    assert "/Info" not in modern.trailer
    assert (meta["pdfaid:part"], meta["pdfaid:rev"], meta["pdfaid:conformance"]) == (
        "4",
        "2020",
        "F",
    )
    packet = modern.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>" in packet
    assert "declarations/wtpdf#accessibility1.0" in packet
    assert "declarations/wtpdf#reuse1.0" in packet
    assert "pdfaExtension" not in packet
    (namespace,) = modern.Root.StructTreeRoot.Namespaces
    assert namespace.NS == "http://iso.org/pdf2/ssn"
    assert "/RoleMap" not in modern.Root.StructTreeRoot


def test_viewers_are_told_how_to_begin(archived):
    root = archived.Root
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert root.PageMode == "/UseOutlines"
    assert root.Lang == "en"
    assert root.PageLabels.Nums[0] == 0
    assert all(page.obj.Tabs == "/S" for page in archived.pages)


def test_sources_and_their_manifest_are_attached(archived):
    files = {str(file.UF): file for file in archived.Root.AF}
    assert {name: str(file.AFRelationship) for name, file in files.items()} == {
        "manifest.json": "/Supplement",
        "sample.csl.json": "/Data",
        "sample.md": "/Source",
    }
    assert all(
        file.Desc and file.EF.F.Subtype and file.EF.F.Params.ModDate for file in files.values()
    )
    manifest = json.loads(files["manifest.json"].EF.F.read_bytes())
    sums = {file["name"]: file["sha256"] for file in manifest["files"]}
    for name in ("sample.csl.json", "sample.md"):
        assert sums[name] == sha256(files[name].EF.F.read_bytes()).hexdigest()
    assert manifest["claims"] == ["a-3a", "ua-1"]
    assert manifest["made_with"]["weasyprint"]


@pytest.mark.parametrize("standard", ["a-2a", "a-2u", "a-4"])
def test_a_standard_without_files_gets_none(pandoc, tmp_path, standard):
    with opened(pandoc, tmp_path, standard) as pdf:
        assert "/AF" not in pdf.Root
        assert not pdf.attachments


def test_a_file_in_two_languages_names_both(pandoc, tmp_path):
    cited = samples.sample(pandoc, tmp_path, "He said [bonjour]{lang=fr} and [x]{lang='<no>'}.")
    result = write_pdf(cited, semantic_tree(cited))
    assert [each.rule.code for each in result.diagnostics] == ["HTM001"]
    with pikepdf.open(io.BytesIO(result.value.data)) as pdf:
        assert pdf.open_metadata()["dc:language"] == {"en", "fr"}


@pytest.mark.parametrize(
    ("rights", "address", "reserved"),
    [
        ("© 2026 The authors. CC BY 4.0", LICENCE, True),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/", True),
        ("see creativecommons.org/licenses/by-nd/4.0/deed.de",
         "https://creativecommons.org/licenses/by-nd/4.0/", True),
        ("CC0", CC0, False),
        ("Under https://example.org/licence.", "https://example.org/licence", True),
        ("CC BY", "", True),
        ("All rights reserved", "", True),
        ("", "", False),
    ],
)  # fmt: skip
def test_a_licence_is_known_by_its_name_or_address(rights, address, reserved):
    assert (licence_address(rights), is_reserved(rights)) == (address, reserved)


@pytest.mark.parametrize(
    ("identifier", "doi", "isbn", "address"),
    [
        (f"https://doi.org/{DOI}", DOI, "", f"https://doi.org/{DOI}"),
        (f"doi:{DOI}", DOI, "", f"https://doi.org/{DOI}"),
        ("https://example.org/x", "", "", "https://example.org/x"),
        ("ISBN 978-3-16-148410-0", "", "978-3-16-148410-0", ""),
        ("urn:isbn:3161484100", "", "3161484100", ""),
        ("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_an_identifier_is_known_by_its_form(identifier, doi, isbn, address):
    found = (doi_in(identifier), isbn_in(identifier), address_of(identifier))
    assert found == (doi, isbn, address)
