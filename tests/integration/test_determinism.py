"""The same input gives the same bytes, wherever, whenever and in whatever language it is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.integration.projects import environment, run, snapshot

SOURCES = ("entries", "bibliography", "styles", "publish.toml")
ENTRIES = ("kaiming-he", "residual-networks", "masked-autoencoders")
"""Between them: portrait, facts, table, note, formula, code, vector drawing, picture."""

PLACES = {
    "first": environment(TZ="UTC", LANG="C.UTF-8", LC_ALL="C.UTF-8", PYTHONHASHSEED="1"),
    "a-second-and-longer": environment(
        TZ="Pacific/Kiritimati", LANG="de_DE.UTF-8", LC_ALL="tr_TR.UTF-8", PYTHONHASHSEED="2"
    ),
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The files of the sample, built twice, each by its path and SHA-256."""
    found = []
    for name, env in PLACES.items():
        project = tmp_path_factory.mktemp(name) / name
        project.mkdir()
        copy_sample(project)
        result = run(project, "build", *ENTRIES, env=env)
        assert result.returncode == 0, result.stdout + result.stderr
        found.append(snapshot(project / "output"))
    return found


def copy_sample(folder: Path) -> None:
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)


def test_both_builds_hold_the_same_files(builds: list[dict[str, str]]) -> None:
    first, second = builds
    assert set(first) == set(second)
    for entry in ENTRIES:
        for suffix in ("pdf", "epub", "html"):
            assert f"{entry}/{entry}.{suffix}" in first


@pytest.mark.parametrize("suffix", ["pdf", "epub", "html", "json"])
def test_the_bytes_are_the_same(builds: list[dict[str, str]], suffix: str) -> None:
    first, second = ({n: h for n, h in b.items() if n.endswith(suffix)} for b in builds)
    assert first
    assert first == second
