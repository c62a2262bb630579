"""The same input gives the same bytes, wherever, whenever and in whatever language it is built."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, unproved
from tests.integration.projects import environment, run, snapshot

SOURCES = ("entries", "bibliography", "styles", "publish.toml")
ENTRIES = ("kaiming-he", "residual-networks", "masked-autoencoders")
"""Between them: portrait, facts, table, note, formula, code, vector drawing, picture."""

PLACES = {
    "first": {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "a-second-and-longer": {
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "2",
    },
}


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Turkish locale, whose letters i and ı fool many a program."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None:
        unproved("no localedef: apt-get install locales")
    make = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")]
    subprocess.run(make, capture_output=True, check=False)
    asking = [sys.executable, "-c", "import locale; locale.setlocale(locale.LC_ALL, '')"]
    env = environment(**PLACES["a-second-and-longer"], LOCPATH=str(folder))
    if subprocess.run(asking, env=env, capture_output=True, check=False).returncode:
        unproved("the Turkish locale can't be made: apt-get install locales")
    return folder


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, locales: Path) -> list[dict[str, str]]:
    """The files of the sample, built twice, each by its path and SHA-256."""
    found = []
    for name, place in PLACES.items():
        env = environment(**place, LOCPATH=str(locales))
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
