"""Every rule is shown by a fixture: a bad project yields it alone, a good one nothing.

``tests/diagnostics/<CODE>-<name>/{bad,good}/`` are tiny projects. They are checked;
a file ``formats`` beside them (``html pdf``) says that they are built into these
formats as well.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from publish.api import Project
from publish.diagnostics import Diagnostic, UserError
from publish.diagnostics.catalogue import all_rules
from publish.engines.pandoc import Pandoc
from publish.readers.project import read_project

FOLDER = Path(__file__).parent / "diagnostics"
FIXTURES = sorted(path for path in FOLDER.iterdir() if path.is_dir())

SHOWN_ELSEWHERE = {
    "CFG010": "a link in the output folder is made by tests/unit/delivery/test_folder.py",
    "CFG020": "a command's argument, not a project: tests/unit/cli",
    "CFG021": "a command's argument, not a project: tests/unit/cli",
    "RES004": "a file of more than 4 MB is made by tests/unit/engines/test_files.py",
}
"""Rules that no small project on disk can show, and where they are shown."""

FAMILIES_ELSEWHERE = {
    "ENG": "a missing, failing or slow engine: tests/unit/engines, tests/integration",
    "ACC": "made files broken by hand: tests/unit/verify",
    "HTM": "made files broken by hand: tests/unit/verify",
    "EPB": "made files broken by hand: tests/unit/verify",
    "PDF": "made files broken by hand: tests/unit/verify, tests/unit/writers",
}
"""Families about engines and made files: a sound program makes no bad ones."""


def findings(project: Path, formats: list[str], pandoc: Pandoc) -> list[Diagnostic]:
    """What `publish check` says of a project, and building it where ``formats`` are named."""
    try:
        read = read_project(project, pandoc)
    except UserError as error:
        return list(error.diagnostics)
    opened = Project(read.value, read.diagnostics, pandoc)
    return list(opened.build(formats=formats).diagnostics if formats else opened.check())


def copied(fixture: Path, which: str, to: Path) -> tuple[Path, list[str]]:
    """A copy of the project outside this one, and the formats to build."""
    named = fixture / "formats"
    formats = named.read_text().split() if named.exists() else []
    return Path(shutil.copytree(fixture / which, to / "project", symlinks=True)), formats


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_bad_yields_the_rule_and_nothing_else(
    fixture: Path, tmp_path: Path, pandoc: Pandoc
) -> None:
    found = findings(*copied(fixture, "bad", tmp_path), pandoc)
    assert {each.rule.code for each in found} == {fixture.name.partition("-")[0]}, found
    for each in found:
        assert_well_said(each)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_good_yields_nothing(fixture: Path, tmp_path: Path, pandoc: Pandoc) -> None:
    assert findings(*copied(fixture, "good", tmp_path), pandoc) == []


def assert_well_said(diagnostic: Diagnostic) -> None:
    """Message and hint in the form of the house, the place with its line."""
    message, place = diagnostic.message, diagnostic.place
    assert not message.endswith(".")
    assert re.match(r"[a-zäöü`0-9#]|[A-Z]{2,}|U\+|HTML|LaTeX", message), message
    assert not (diagnostic.hint or "").endswith(".")
    if place is not None and place.line is not None and diagnostic.excerpt is not None:
        assert place.column is not None
        assert place.column <= len(diagnostic.excerpt) + 1
        assert (place.end or place.column) <= len(diagnostic.excerpt) + 1


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_a_fixture_is_named_for_its_rule(fixture: Path) -> None:
    code, _, name = fixture.name.partition("-")
    assert all_rules()[code].name == name


def test_every_rule_is_shown() -> None:
    shown = {path.name.partition("-")[0] for path in FIXTURES} | set(SHOWN_ELSEWHERE)
    missing = {
        code for code in all_rules() if code not in shown and code[:3] not in FAMILIES_ELSEWHERE
    }
    assert not missing


def test_the_list_of_rules_shown_elsewhere_is_true() -> None:
    assert set(SHOWN_ELSEWHERE) <= set(all_rules())
    assert not set(SHOWN_ELSEWHERE) & {path.name.partition("-")[0] for path in FIXTURES}
