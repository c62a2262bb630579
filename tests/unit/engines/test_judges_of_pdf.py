"""The engines that judge a PDF: clauses are named, and no answer isn't a good one."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from publish.engines import pagevalidation, verapdf
from publish.engines.crew import Crew
from publish.engines.findings import Finding, NotJudged
from publish.engines.pagevalidation.clauses import clause
from publish.engines.verapdf import client
from tests import samples
from tests.conftest import require
from tests.judges import verapdf as judge
from tests.unit.writers.made import pdf_artifact


@pytest.mark.parametrize(
    ("rule", "standard", "expected"),
    [
        ("PDFUA1-FIGURE-ALTERNATIVE-TEXT-001", "ua-1", "7.3"),
        ("PDFUA1-TABLE-HEADERS-SCOPE-001", "ua-1", "7.5"),
        ("PDFUA1-TABLE-KIDS-001", "ua-1", "7.2"),
        ("PDFUA1-FIGURE-ALTERNATIVE-TEXT-001", "ua-2", "8.2.5.28.2"),
        ("PDFUA1-NOTE-ID-001", "ua-2", ""),
        ("PDFUA1-NOTDEF-GLYPH-001", "wtpdf", "8.4.5.9"),
        ("PDFA3A-DEVICE-RGB-001", "a-3a", "6.2.4.3"),
        ("PDFA3B-FONT-EMBEDDING-001", "a-4f", "6.2.10.4.1"),
        ("PDFA3B-XMP-PROPERTY-DEFINITION-001", "a-4", ""),
        ("ParseError", "ua-1", ""),
    ],
)
def test_a_rule_has_the_clause_of_the_standard(rule: str, standard: str, expected: str) -> None:
    assert clause(rule, standard) == expected


@pytest.fixture(scope="module")
def damaged(pandoc, tmp_path_factory) -> bytes:
    """A dossier without alternatives, colours' profile, scopes and a font's Unicode."""
    data = pdf_artifact(samples.rich(pandoc, tmp_path_factory.mktemp("damaged"))).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.OutputIntents
        for thing in pdf.objects:
            if not isinstance(thing, Dictionary):
                continue
            for name, key in ((Name.Figure, "/Alt"), (Name.TH, "/A")):
                if thing.get("/S") == name and key in thing:
                    del thing[key]
            if thing.get("/Type") == Name.Font and "/ToUnicode" in thing:
                del thing["/ToUnicode"]
            if thing.get("/Subtype") == Name.Link:
                del thing["/Contents"]
        pdf.save(output := io.BytesIO())
    return output.getvalue()


def test_damage_is_found_with_its_clause(damaged: bytes) -> None:
    found = pagevalidation.findings(damaged, "ua-1")
    assert [each.rule.partition(" ")[0] for each in found] == ["7.3", "7.21.7", "7.18.5", "7.5"]
    assert [each.page for each in found if each.page is not None] == [0]
    assert any(each.obj for each in found)


@pytest.mark.slow
@pytest.mark.judge
@pytest.mark.parametrize("standard", ["a-3a", "ua-1"])
def test_both_judges_name_the_same_clauses(damaged: bytes, standard: str) -> None:
    require(judge)
    ours = {each.rule.partition(" ")[0] for each in pagevalidation.findings(damaged, standard)}
    theirs = {each.rule.rpartition("-")[0] for each in verapdf.findings(damaged, [standard])}
    assert ours == theirs - {"7.18.1"}, "7.18.1 is what 7.18.5 says of links, for annotations"


@pytest.mark.slow
@pytest.mark.judge
def test_veraPDF_says_where(damaged: bytes) -> None:
    require(judge)
    (figure,) = [f for f in verapdf.findings(damaged, ["ua-1"]) if f.rule == "7.3-1"]
    with pikepdf.open(io.BytesIO(damaged)) as pdf:
        assert pdf.get_object(figure.obj, 0).S == "/Figure"


def test_without_veraPDF_nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "missing", lambda: "there is no Java")
    with pytest.raises(NotJudged, match="no Java"):
        verapdf.findings(b"", ["ua-2"])


@pytest.mark.slow
@pytest.mark.parametrize("program", ["pass", "import time; time.sleep(60)"])
def test_a_judge_that_gives_no_answer_has_not_judged(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(client, "missing", lambda: None)
    monkeypatch.setattr(client, "_PROGRAM", ("-c", program))
    client._worker.cache_clear()
    with pytest.raises(NotJudged, match="no answer"):
        verapdf.findings(b"%PDF", ["ua-2"], seconds=0.5)
    assert not client._worker.cache_info().currsize


_ENDS_AT_FIRST = """
import json, os, sys
if not os.path.exists(sys.argv[1]):
    open(sys.argv[1], "w").close()
    os._exit(1)
sys.stdin.buffer.read(json.loads(sys.stdin.buffer.readline())["size"])
print("[]", flush=True)
"""


def test_another_process_is_asked_where_one_has_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(client, "missing", lambda: None)
    monkeypatch.setattr(client, "_PROGRAM", ("-c", _ENDS_AT_FIRST, str(tmp_path / "ended")))
    client._worker.cache_clear()
    assert verapdf.findings(b"%PDF", ["ua-2"]) == []
    assert (tmp_path / "ended").exists()
    client._worker(os.getpid()).kill()
    client._worker.cache_clear()


_SAYS_ITS_MEMORY = """
import json, sys
sys.stdin.buffer.read(json.loads(sys.stdin.buffer.readline())["size"])
print(json.dumps([{"standard": "ua-1", "rule": "1", "message": sys.argv[1]}]), flush=True)
"""


def test_a_large_file_gets_a_process_and_memory_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "missing", lambda: None)
    monkeypatch.setattr(client, "_PROGRAM", ("-c", _SAYS_ITS_MEMORY))
    client._worker.cache_clear()
    small, large = (verapdf.findings(b" " * size, ["ua-1"]) for size in (9, client.LARGE + 1))
    assert [small[0].message, large[0].message] == [client.MEMORY, client.MEMORY_IF_LARGE]
    client._worker(os.getpid()).kill()
    client._worker.cache_clear()


_SAYS_ITS_PROCESS = """
import json, os, sys
for line in sys.stdin.buffer:
    sys.stdin.buffer.read(json.loads(line)["size"])
    print(json.dumps([{"standard": "ua-1", "rule": "1", "message": str(os.getpid())}]), flush=True)
"""


def test_a_fork_asks_a_process_of_its_own(damaged: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "missing", lambda: None)
    monkeypatch.setattr(client, "_PROGRAM", ("-c", _SAYS_ITS_PROCESS))
    client._worker.cache_clear()

    def judged(data: bytes) -> tuple[str, list[Finding]]:
        (told,) = verapdf.findings(data, ["ua-1"])
        return told.message, pagevalidation.findings(data, "ua-1")

    here = judged(damaged)
    with Crew(judged, 1) as crew:
        [(_, there), (_, again)] = crew.made(iter([damaged, damaged]))
    assert there == again
    assert (there[1], there[0] != here[0]) == (here[1], True)
    assert judged(damaged) == here
    client._worker(os.getpid()).kill()
    client._worker.cache_clear()


def test_every_profile_is_known_to_one_judge_at_least() -> None:
    assert {*pagevalidation.PROFILES, *pagevalidation.RELATED} == set(verapdf.PROFILES)


@pytest.mark.judge
def test_what_is_no_pdf_is_not_judged(tmp_path: Path) -> None:
    require(judge)
    with pytest.raises(NotJudged, match="veraPDF says"):
        verapdf.findings(b"no pdf", ["ua-1"])
