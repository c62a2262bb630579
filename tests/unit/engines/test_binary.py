"""Which pandoc runs is known, so that what another made isn't taken for its work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypandoc
import pytest

from publish.diagnostics import UserError
from publish.engines import binary
from publish.engines.versions import engine_versions, reader_versions

REMEMBERED = (binary.foreign_pandoc, engine_versions, reader_versions)


@pytest.fixture(autouse=True)
def forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _forget()
    yield
    _forget()


def _forget() -> None:
    pypandoc.clean_pandocpath_cache()
    for each in REMEMBERED:
        each.cache_clear()


@pytest.fixture
def another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A pandoc of that version in place of the package's."""

    def put(version: str) -> Path:
        program = tmp_path / "pandoc"
        program.write_text(f"#!/bin/sh\necho 'pandoc {version}'\n")
        program.chmod(0o755)
        monkeypatch.setenv("PYPANDOC_PANDOC", str(program))
        _forget()
        return program

    return put


def test_the_package_s_own_is_told_by_its_version() -> None:
    assert binary.foreign_pandoc() == ""
    assert "pandoc" not in engine_versions()


def test_another_is_told_by_what_it_says(another: Callable[[str], Path]) -> None:
    another("2.19.2")
    assert binary.pandoc_version() == "2.19.2"
    assert engine_versions()["pandoc"].strip() == "pandoc 2.19.2"
    assert "2.19.2" in reader_versions()


def test_another_behind_the_same_program_is_told_by_what_it_says(
    another: Callable[[str], Path], tmp_path: Path
) -> None:
    """As behind the shims of those who have several."""
    program = another("3.1")
    program.write_text(f"#!/bin/sh\ncat {tmp_path}/version\n")
    for version in ("3.1", "3.2"):
        (tmp_path / "version").write_text(f"pandoc {version}\nUser data directory: /home/me\n")
        _forget()
        assert binary.foreign_pandoc() == f"pandoc {version}"


def test_one_that_says_nothing_is_no_reason_to_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pandoc").write_text("no program")
    monkeypatch.setenv("PYPANDOC_PANDOC", str(tmp_path / "pandoc"))
    assert binary.foreign_pandoc()
    with pytest.raises((OSError, UserError)):
        binary.pandoc_version()
