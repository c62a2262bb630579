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
from publish.diagnostics.catalogue import FAMILIES, all_rules
from publish.engines.pandoc import Pandoc
from publish.readers.project import read_project

FOLDER = Path(__file__).parent / "diagnostics"
FIXTURES = sorted(path for path in FOLDER.iterdir() if path.is_dir())

_PANDOC = "unit/engines/test_pandoc.py"
_BOOK, _PAGE = "unit/verify/test_epub.py", "unit/verify/test_html.py"
_ATTACHED = "unit/attach/test_attachment.py"
_PDF, _LAYOUT = "unit/verify/test_verify_pdf.py", "unit/writers/pdf/test_write.py"

SHOWN_ELSEWHERE = {
    "BRF001": "unit/test_briefing.py",
    "BRF002": "unit/test_briefing.py",
    "BRF003": "unit/test_briefing.py",
    "BRF004": "unit/test_briefing.py",
    "BRF005": "unit/test_briefing.py",
    "BRF020": "unit/readers/test_recipients.py",
    "BIB033": "unit/bibliography/test_layout.py",
    "BIB034": "cases/bib.md",
    "BIB035": "unit/cli/test_bib.py",
    "CFG010": "unit/delivery/test_deliver.py",
    "CFG020": "cases/mentions.md",
    "CFG021": "cases/build.md",
    "COL006": "cases/collections.md",
    "COL007": "unit/test_binding.py",
    "ENG006": "unit/build/test_building.py",
    "ENG007": "integration/test_cluster.py",
    "ENG008": "unit/engines/test_store.py",
    "ENG009": "unit/engines/test_store.py",
    "ENG010": "unit/build/test_building.py",
    "ENG011": "integration/test_while_made.py",
    "ENT030": "unit/checks/test_check_upkeep.py",
    "MEN010": "unit/test_authoring.py",
    "CIT034": "unit/checks/records/test_citing.py",
    "REF007": "unit/checks/test_check_links.py",
    "RES004": "unit/engines/test_files.py",
    "RES006": "unit/revision/test_saving.py",
    "RES007": "unit/revision/test_saving.py",
    "RES008": "unit/delivery/test_stale.py",
    "ACC001": _BOOK,
    "ACC002": _BOOK,
    "ACC003": _BOOK,
    "ENG001": "unit/cli/test_doctor.py",
    "ENG002": _PANDOC,
    "ENG003": _PANDOC,
    "ENG004": "unit/readers/test_entry.py",
    "ENG005": "integration/test_bad_input.py",
    "HTM010": _PAGE,
    "HTM011": _PAGE,
    "HTM012": _PAGE,
    "EPB001": _BOOK,
    "EPB002": _BOOK,
    "EPB003": _BOOK,
    "EPB004": _BOOK,
    "EPB005": _BOOK,
    "EPB006": _BOOK,
    "EPB007": _BOOK,
    "PDF001": _LAYOUT,
    "PDF002": "integration/test_pdf.py",
    "PDF004": _LAYOUT,
    "PDF005": _LAYOUT,
    "PDF010": _PDF,
    "PDF011": _PDF,
    "PDF012": _PDF,
    "PDF013": _PDF,
    "PDF014": _PDF,
    "PDF015": _PDF,
    "PDF017": _LAYOUT,
    "PDF018": "unit/test_printing.py",
    "PDF019": _LAYOUT,
    "PDF100": _ATTACHED,
    "PDF101": _ATTACHED,
    "PDF102": _ATTACHED,
    "PDF103": _ATTACHED,
    "PDF104": _ATTACHED,
    "PDF105": _ATTACHED,
    "PDF106": _ATTACHED,
    "PDF107": _ATTACHED,
    "PDF108": _ATTACHED,
    "PDF109": _ATTACHED,
}
"""Rules that no small project on disk can show, and the tests that show them: of a command's
arguments, of what stands in the output already, of what is too large, of engines that are
missing or fail, and of made files, for a sound program makes no bad ones.
"""


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
    shown = {path.name.partition("-")[0] for path in FIXTURES}
    assert set(all_rules()) - shown == set(SHOWN_ELSEWHERE)


@pytest.mark.parametrize(("code", "file"), SHOWN_ELSEWHERE.items())
def test_a_rule_that_is_shown_elsewhere_is_named_there(code: str, file: str) -> None:
    family = next(each for each in FAMILIES if all_rules()[code] in vars(each).values())
    constant = next(name for name, rule in vars(family).items() if rule == all_rules()[code])
    names = rf"\b({code}|{family.__name__.rpartition('.')[2]}\.{constant})\b"
    assert re.search(names, (FOLDER.parent / file).read_text(encoding="utf-8"))
