"""An entry that is asked for by name, and couldn't be read: it is told, and never passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish import Project
from publish.diagnostics import UserError
from tests.integration.test_cli import publish

RECORD = "@article{a, title = {Deep Sea Currents}, author = {Ann Aa}, year = 2001, journal = {J}}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("entries", "bibliography"):
        (tmp_path / name).mkdir()
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html"]\n')
    (tmp_path / "bibliography/all.bib").write_text(RECORD)
    good = "---\nkind: concept\ntitle: Good\nsummary: S.\n---\n\nThe paper *Deep Sea Currents*.\n"
    (tmp_path / "entries/good.md").write_text(good)
    (tmp_path / "entries/bad.md").write_text("---\nkind: [concept\n---\n\nWords.\n")
    return tmp_path


@pytest.mark.parametrize("named", ["bad", "entries/bad.md"])
@pytest.mark.parametrize("command", ["build", "brief"])
def test_others_are_made_and_the_command_fails(root: Path, command: str, named: str) -> None:
    ran = publish(command, named, "good", "--format", "json", cwd=root, code=1)
    told = json.loads(ran.stdout)
    assert told["failed"] == ["bad"]
    assert {item["code"] for item in told["diagnostics"] if item["severity"] == "error"} == {
        "ENT002"
    }
    made = told["delivered" if command == "build" else "briefs"]
    assert {item["entry"] for item in made if item["entry"]} == {"good"}
    alone = publish(command, named, cwd=root, code=1)
    assert "ENT002" in alone.stderr
    assert "0 " in alone.stderr.splitlines()[-1]


def test_commands_for_it_alone_touch_no_other_entry(root: Path) -> None:
    before = (root / "entries/good.md").read_text()
    assert publish("cite", "bad", "--write", cwd=root, code=1).stdout == ""
    assert (root / "entries/good.md").read_text() == before
    told = publish("mentions", "bad", "--json", cwd=root, code=1).stdout
    assert "Deep Sea" not in told
    assert "Deep Sea" not in publish("bib", "subset", "bad", cwd=root, code=1).stdout
    assert publish("mentions", "--accept", "bad:1", cwd=root, code=2).returncode == 2
    assert "Deep Sea" in publish("cite", "good", cwd=root, code=1).stdout


def test_the_api_tells_it(root: Path) -> None:
    with Project.open(root) as project:
        report = project.build(["bad", "good"])
        assert report.failed == ("bad",)
        assert "good" in {file.entry for file in report.delivered}
        assert [*project.mentions(["bad"])] == []
        with pytest.raises(UserError, match="YAML"):
            project.brief("bad")
        with pytest.raises(UserError, match="there is no entry `nowhere`"):
            project.build(["nowhere"])


def test_a_file_of_the_same_name_elsewhere_is_told_apart(root: Path) -> None:
    (root / "entries/drafts").mkdir()
    (root / "entries/bad.md").rename(root / "entries/drafts/good.md")
    told = json.loads(publish("build", "good", "--format", "json", cwd=root).stdout)
    assert (told["failed"], told["diagnostics"]) == ([], [])
    path = "entries/drafts/good.md"
    told = json.loads(publish("build", path, "--format", "json", cwd=root, code=1).stdout)
    assert told["failed"] == [path]
    assert {item["code"] for item in told["diagnostics"]} == {"ENT002"}
