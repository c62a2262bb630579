"""`publish verify`: PDFs of anybody, judged by what they claim, and no tracebacks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from publish.engines.verapdf import client
from tests import samples
from tests.unit.cli.stand_in import Ran
from tests.unit.writers.made import pdf_artifact

Publish = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """veraPDF would take seconds, and is not everywhere."""
    monkeypatch.setattr(client, "missing", lambda: "there is no Java")


@pytest.fixture(scope="module")
def good(pandoc, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("verified")
    path = folder / "good.pdf"
    path.write_bytes(pdf_artifact(samples.sample(pandoc, folder, "## One\n\nWords.")).data)
    return path


@pytest.fixture
def bad(good: Path, tmp_path: Path) -> Path:
    with pikepdf.open(io.BytesIO(good.read_bytes())) as pdf:
        del pdf.Root.Lang
        pdf.Root.MarkInfo.Marked = False
        pdf.save(tmp_path / "bad.pdf")
    return tmp_path / "bad.pdf"


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """A file that claims nothing."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "silent.pdf")
    return tmp_path / "silent.pdf"


def test_what_a_file_claims_is_judged(publish: Publish, good: Path) -> None:
    ran = publish("verify", str(good))
    assert ran.code == 0
    assert [line.split()[1:] for line in ran.out.splitlines()] == [
        ["a-3a", "kept", "page-validation"],
        ["ua-1", "kept", "page-validation"],
    ]
    assert ran.err == "1 file verified: no problems\n"


def test_a_broken_claim_ends_with_1_and_its_clause(publish: Publish, bad: Path) -> None:
    ran = publish("verify", str(bad))
    assert ran.code == 1
    assert "claims PDF/UA-1 and breaks 6.2 PDFUA1-TAGGED-DOCUMENT" in ran.err
    assert "broken" in ran.out


def test_a_file_without_claims_is_judged_by_those_named(publish: Publish, silent: Path) -> None:
    alone = publish("verify", str(silent))
    assert ("claims nothing" in alone.out, "qpdf (syntax)" in alone.out) == (True, True)
    assert "no problems; it claims no standard: only the syntax was judged" in alone.err
    among = publish("verify", str(silent), str(silent))
    assert "; 2 of them claim no standard" in among.err
    ran = publish("verify", str(silent), "--claims", "A-2b")
    assert (ran.code, "a-2b" in ran.out) == (1, True)


def test_what_cannot_be_judged_whole_is_said(publish: Publish, silent: Path) -> None:
    ran = publish("verify", str(silent), "--claims", "ua-2", "--json")
    (file,) = json.loads(ran.out)["files"]
    (claim,) = file["claims"]
    assert (claim["standard"], claim["verdict"]) == ("ua-2", "broken")
    assert claim["not_judged"] == "there is no Java"


def test_files_that_are_no_pdf_are_told_one_by_one(
    publish: Publish, good: Path, tmp_path: Path
) -> None:
    (tmp_path / "no.pdf").write_bytes(b"\x00no pdf at all")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "half.pdf").write_bytes(good.read_bytes()[:5000])
    names = ("no.pdf", "empty.pdf", "half.pdf", "missing.pdf", ".")
    ran = publish("verify", *(str(tmp_path / name) for name in names), str(good))
    assert ran.code == 1
    assert ran.err.count("error[PDF010]") == len(names)
    assert ran.out.count("can't be opened") == len(names)
    assert "a-3a" in ran.out


def test_the_report_as_json_says_all_of_each_file(publish: Publish, good: Path) -> None:
    ran = publish("verify", str(good), "--json")
    document = json.loads(ran.out)
    (file,) = document["files"]
    assert document["diagnostics"] == []
    assert (file["version"], file["pages"], file["title"]) == ("1.7", 1, "Sample")
    assert file["attachments"] == ["manifest.json", "sample.md"]
    assert [each["verdict"] for each in file["claims"]] == ["kept", "kept"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("x.pdf", "--claims", "a-9"), "`a-9` is not a standard"), ((), "missing argument")],
)
def test_a_wrong_command_line_ends_with_2(
    publish: Publish, arguments: tuple[str, ...], words: str
) -> None:
    ran = publish("verify", *arguments)
    assert ran.code == 2
    assert words in ran.err
