"""Reports by other hands, each attached to in three ways: nothing is lost, all looks the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from publish.attach.attachment import attach
from publish.attach.manner import Manner
from publish.attach.opening import Document
from publish.attaching import attach_verified
from publish.engines.pandoc import Pandoc
from publish.model.frozen import replace
from publish.verify.claims import claims_in
from publish.writers import WRITERS
from publish.writers.pdf.sheets import SheetWriter
from tests import attached, reports, samples
from tests.attached import KINDS, assert_kept, assert_sound
from tests.conftest import require, unproved
from tests.judges import verapdf
from tests.reports import REPORTS, pictures

pytestmark = pytest.mark.judge


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if reason := reports.available():
        unproved(reason)
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def brief() -> Document:
    return attached.brief()


LARGE = pytest.param("by-hand-2000-pages", marks=pytest.mark.proof)


@pytest.mark.parametrize("name", [LARGE, *(each for each in REPORTS if each != LARGE.values[0])])
def test_a_report_by_other_hands_loses_nothing(name: str, folder: Path, brief: Document) -> None:
    path = folder / f"{name}.pdf"
    REPORTS[name](path)
    report = Document(path.name, path.read_bytes())
    for kind in KINDS:
        if name == "signed" and kind != "embedded":
            continue
        result = attach(
            report, [brief], Manner(kind, at=1, drop_claims=True), claims_in, SheetWriter()
        )
        assert result.value is not None, (kind, result.diagnostics)
        assert_sound(result.value.data, path.with_suffix(f".{kind}.pdf"))
        assert_kept(report, brief, result.value, kind)


def test_an_untagged_brief_is_read_in_a_tagged_report(folder: Path) -> None:
    paths = [folder / "tagged.pdf", folder / "plain.pdf"]
    for name, path in zip(("libreoffice-tagged", "pdflatex"), paths, strict=True):
        REPORTS[name](path)
    report, plain = (Document(path.name, path.read_bytes()) for path in paths)
    result = attach(report, [plain], Manner(), claims_in, SheetWriter())
    assert result.value is not None
    assert [each.rule.code for each in result.diagnostics] == ["PDF107"]
    made = folder / "tagged-with-plain.pdf"
    assert_sound(result.value.data, made)
    came = [index for pages in result.value.pages for index in pages]
    assert pictures(result.value.data, came) == pictures(plain.data, range(len(came)))
    said = subprocess.run(["pdfinfo", "-struct-text", made], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    words = "".join(said.split())
    assert words.index("Thesurveyoftheharbour") < words.index("Contents1Whatwasfound")
    assert words.count("Mendthecranebeforethewinter") == 2


def test_a_signature_stays_valid(folder: Path, brief: Document) -> None:
    path = folder / "signed.pdf"
    REPORTS["signed"](path)
    result = attach(
        Document("r.pdf", path.read_bytes()), [brief], Manner("embedded"), claims_in, SheetWriter()
    )
    assert result.value is not None
    made = folder / "signed-with-brief.pdf"
    made.write_bytes(result.value.data)
    said = subprocess.run(["pdfsig", "-nocert", made], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in said.stdout


STANDARDS = (("a-3a", "ua-1"), ("a-4f", "ua-2", "wtpdf"))


@pytest.mark.parametrize("standards", STANDARDS, ids="+".join)
def test_our_report_and_our_brief_keep_their_claims(
    standards: tuple[str, ...], folder: Path, pandoc: Pandoc
) -> None:
    require(verapdf)
    titles = ("A report", "A brief")
    report, brief = (dossier(pandoc, folder, title, standards) for title in titles)
    for kind in KINDS:
        manner = Manner(
            kind,
            at=1,
            stamp="{letter} {page}",
            divider="Appendix {letter}",
            contents=True,
            link_mentions=True,
        )
        result = attach_verified(report, [replace(brief, names=("computer vision",))], manner)
        assert result.value is not None, result.diagnostics
        assert result.value.claims == standards
        (folder / f"ours-{kind}.pdf").write_bytes(result.value.data)
    made = [folder / f"ours-{kind}.pdf" for kind in KINDS]
    assert not verapdf.validate(made, standards)


def test_a_report_by_libreoffice_is_as_sound_as_it_came(folder: Path, pandoc: Pandoc) -> None:
    """What it claims of itself isn't quite true in version 7.4, and is no less true after."""
    require(verapdf)
    path = folder / "office.pdf"
    REPORTS["libreoffice-ua-a3"](path)
    report = Document(path.name, path.read_bytes())
    brief = dossier(pandoc, folder, "A brief", ("a-3a", "ua-1"))
    for kind in KINDS:
        manner = Manner(kind, at=1, stamp="{letter} {page}", divider="{letter}", contents=True)
        result = attach_verified(report, [brief], manner)
        assert result.value is not None, result.diagnostics
        assert result.value.claims == ("a-3b", "ua-1")
        (folder / f"office-{kind}.pdf").write_bytes(result.value.data)
    made = [folder / f"office-{kind}.pdf" for kind in KINDS]
    standards = ("a-3b", "ua-1")
    assert _rules(verapdf.validate(made, standards)) <= _rules(verapdf.validate([path], standards))


def _rules(findings: list[str]) -> set[str]:
    return {finding.split(": ")[1] for finding in findings}


def dossier(pandoc: Pandoc, folder: Path, title: str, standards: tuple[str, ...]) -> Document:
    cited = samples.rich(pandoc, folder, title=title)
    settings = cited.publication.settings
    settings = replace(settings, pdf=replace(settings.pdf, standard=standards))
    cited = replace(cited, publication=replace(cited.publication, settings=settings))
    artifact = WRITERS["pdf"](cited).value
    assert artifact is not None
    return Document(f"{title}.pdf", artifact.data, title)


def test_reports_by_other_hands_are_many() -> None:
    assert len(REPORTS) >= 40
