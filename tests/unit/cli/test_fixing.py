"""`check --fix` on real files: shown first, written if wanted, done after one run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.cli.boundary import run

BODY = """\
He said "yes" -- see [it](http://dx.doi.org/10.1/x?utm_source=a) and `"a" -- b`.

```
"code" -- stays
```

$$x "y" -- z$$

From 1990-1995 [@he2016deep, pg. 3]. <!-- "a comment" -- stays -->
"""
AFTER = """\
He said “yes” – see [it](https://doi.org/10.1/x) and `"a" -- b`.

```
"code" -- stays
```

$$x "y" -- z$$

From 1990–1995 [@he2016deep, p. 3]. <!-- "a comment" -- stays -->
"""
HEADER = '---\r\nkind: work\r\ntitle: "A -- b" # "kept"\r\n---\r\n'
RECORD = "@book{he2016deep, author={He, K}, title={T}, year={2016}, publisher={P}, address={A}}\n"

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An entry with faults, in a project in the current folder, with Windows' line ends."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography/a.bib").write_text(RECORD)
    (tmp_path / "entries").mkdir()
    path = tmp_path / "entries/a.md"
    path.write_bytes((HEADER + BODY.replace("\n", "\r\n")).encode())
    return path


@pytest.fixture
def publish(capsys: pytest.CaptureFixture[str]) -> Command:
    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return command


def test_what_is_mended_is_shown_and_written(entry: Path, publish: Command) -> None:
    _, out, err = publish("check", "--fix", "--yes")
    assert out.startswith("--- a/entries/a.md\n+++ b/entries/a.md\n@@ ")
    assert entry.read_bytes().decode() == HEADER + AFTER.replace("\n", "\r\n")
    assert "mended in 1 file" in err
    assert "TYP002" in err  # of the title, which is the author's to change


def test_a_second_run_finds_nothing_to_mend(entry: Path, publish: Command) -> None:
    publish("check", "--fix", "--yes")
    before = entry.read_bytes()
    _, out, err = publish("check", "--fix", "--yes")
    assert out == ""
    assert "mended" not in err
    assert entry.read_bytes() == before


@pytest.mark.parametrize("wish", [(), ("--dry-run",)])
def test_nothing_is_written_unasked(entry: Path, publish: Command, wish: tuple[str, ...]) -> None:
    before = entry.read_bytes()
    _, out, err = publish("check", "--fix", *wish)
    assert out.startswith("--- a/entries/a.md\n")
    assert "can be mended in 1 file" in err
    assert entry.read_bytes() == before


def test_programs_get_the_files(entry: Path, publish: Command) -> None:
    _, out, _ = publish("check", "--fix", "--dry-run", "--format", "json")
    (file,) = json.loads(out)["files"]
    assert (file["path"], file["written"]) == ("entries/a.md", False)
    assert "+He said “yes” – see" in file["diff"]


@pytest.mark.parametrize(
    "arguments",
    [("--yes",), ("--dry-run",), ("--fix", "--yes", "--dry-run"), ("--fix", "--format", "json"),
     ("--report", "report.doc")],
)  # fmt: skip
def test_what_can_t_be_meant(entry: Path, publish: Command, arguments: tuple[str, ...]) -> None:
    assert publish("check", *arguments)[0] == 2


def test_what_is_ignored_isn_t_mended(entry: Path, publish: Command) -> None:
    settings = entry.parents[1] / "publish.toml"
    rules = ("TYP001", "TYP002", "TYP004", "CIT004")
    ignores = "".join(f'[[check.ignore]]\nrule = "{r}"\nreason = "r"\n' for r in rules[:3])
    settings.write_text(settings.read_text() + ignores)
    publish("check", "--fix", "--yes")
    text = entry.read_text(encoding="utf-8")
    assert 'He said "yes" -- see [it](https://doi.org/10.1/x)' in text
    assert "1990-1995 [@he2016deep, p. 3]" in text


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.html", "<!DOCTYPE html>"), ("r.json", "{"), ("r.sarif", "{"), ("r.txt", "entries/a.md:")],
)
def test_a_report_is_written_beside(entry: Path, publish: Command, name: str, begins: str) -> None:
    _, out, err = publish("check", "--report", name)
    assert Path(name).read_text(encoding="utf-8").startswith(begins)
    assert out == ""
    assert "TYP001" in err


def test_other_forms_go_to_standard_output(entry: Path, publish: Command) -> None:
    assert publish("check", "--format", "html")[1].startswith("<!DOCTYPE html>")
    assert publish("check", "--format", "github")[1].startswith("::notice file=entries/a.md,line=3")
    fixes = json.loads(publish("check", "--format", "sarif")[1])["runs"][0]["results"]
    assert any("fixes" in result for result in fixes)


@pytest.mark.parametrize("name", ["TYP001", "typ001", "straight-quotes"])
def test_a_rule_is_explained(publish: Command, name: str) -> None:
    code, out, _ = publish("check", "--explain", name)
    assert (code, out.partition("\n")[0]) == (0, "TYP001 straight-quotes, info")
    assert "\nbad\n" in out
    assert "\ngood\n" in out


def test_a_rule_that_does_not_exist_has_near_ones(publish: Command) -> None:
    code, _, err = publish("check", "--explain", "straight-quote")
    assert code == 2
    assert "did you mean `straight-quotes`" in err


def test_a_rule_is_explained_to_programs(publish: Command) -> None:
    (rule,) = json.loads(publish("check", "--explain", "RES003", "--format", "json")[1])
    assert (rule["code"], rule["firm"]) == ("RES003", True)


def test_records_are_mended_at_their_places(entry: Path, publish: Command) -> None:
    file = entry.parents[1] / "bibliography/a.bib"
    before = (
        "% kept - as it is\r\n@article{he2016deep, author={He, K}, title={T -- T}, year={2016},\r\n"
        "  journal = {J}, volume = 3, "
        "pages = {770-778, 1-2}, doi = {https://doi.org/10.1/a\\_B-c} }\r\n"
    )
    file.write_bytes(before.replace("10.1/", "10.1234/").encode())
    _, out, _ = publish("check", "--fix", "--yes")
    after = "pages = {770--778, 1--2}, doi = {10.1234/a_B-c} }"
    assert f"+  journal = {{J}}, volume = 3, {after}" in out
    written = file.read_bytes().decode()
    assert written.startswith("% kept - as it is\r\n@article{he2016deep, author")
    assert written.endswith(f"{after}\r\n")
    assert publish("check", "--fix", "--yes")[1] == ""


FAULTY = """\
@book{he2016deep,
  author = {He, K and et al.}, title = {T}, publisher = {P}, year = {2016}, pages = {1-9, 11 - 12},
  doi = {https://doi.org/10.1000/abc},
}
"""
MENDED = """\
@book{he2016deep,
  author = {He, K and others}, title = {T}, publisher = {P}, year = {2016}, pages = {1--9, 11--12},
  doi = {10.1000/abc},
}
"""


def test_what_mends_records_is_reported_and_done_once(entry: Path, publish: Command) -> None:
    bib = Path("bibliography/a.bib")
    bib.write_text(FAULTY)
    _, out, _ = publish("check", "--format", "json")
    edits = [edit for item in json.loads(out)["diagnostics"] for edit in item["edits"] or ()]
    shown = FAULTY
    for edit in sorted(edits, key=lambda edit: -edit["start"]):
        if edit["path"] == "bibliography/a.bib":
            shown = shown[: edit["start"]] + edit["text"] + shown[edit["end"] :]
    publish("check", "--fix", "--yes")
    assert bib.read_text() == shown == MENDED
    assert publish("check", "--fix", "--yes")[1] == ""


def test_a_name_behind_a_comma_is_its_author_s_to_mend(entry: Path, publish: Command) -> None:
    bib = Path("bibliography/a.bib")
    bib.write_text(RECORD.replace("He, K", "He, K, et al."))
    publish("check", "--fix", "--yes")
    assert "He, K, et al." in bib.read_text()


def test_what_reading_tells_of_a_record_that_nobody_cites_is_no_warning(
    entry: Path, publish: Command
) -> None:
    faulty = RECORD.replace("He, K", "He, K and et al.")
    Path("bibliography/a.bib").write_text(faulty + faulty.replace("he2016deep", "other2016"))
    _, out, _ = publish("check", "--format", "json")
    told = [item for item in json.loads(out)["diagnostics"] if item["code"] == "BIB024"]
    assert [item["severity"] for item in told] == ["warning", "info"]
