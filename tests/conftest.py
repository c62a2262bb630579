"""What all tests share: a warm pandoc, the material by others, the judges' severity."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest
from PIL.PngImagePlugin import PngImageFile

from publish.cli import GARBAGE
from publish.engines.pandoc import Pandoc

ROOT = Path(__file__).parents[1]
CORPORA = Path(os.environ.get("PUBLISH_CORPORA") or ROOT.parent / "shared" / "corpora")
"""Where the material by others stands, which is no part of this project."""

gc.set_threshold(*GARBAGE)  # as the command has it


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    """One warm pandoc for all tests of a worker."""
    with Pandoc() as engine:
        yield engine


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The parts of PNGs that Pillow has decoded since the test began."""
    found: list[object] = []
    load = PngImageFile.load

    def watched(picture: PngImageFile) -> Any:
        found.extend(picture.tile)
        return load(picture)

    monkeypatch.setattr(PngImageFile, "load", watched)
    return found


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What reads material by others can't run without it."""
    if item.get_closest_marker("corpus") and not CORPORA.is_dir():
        unproved(f"no corpora at {CORPORA} (set PUBLISH_CORPORA)")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of material by others, for tests that are marked ``corpus``."""
    return CORPORA


def require(judge: ModuleType) -> None:
    """A judge that can't be asked proves nothing."""
    if reason := judge.available():
        unproved(f"{judge.__name__.rpartition('.')[2]} can't be asked: {reason}")


def unproved(reason: str) -> NoReturn:
    """Skip for want of a judge or of material; with PUBLISH_REQUIRE_JUDGES, fail."""
    if os.environ.get("PUBLISH_REQUIRE_JUDGES"):
        pytest.fail(f"NOT PROVED: {reason}")
    pytest.skip(f"SKIPPED, NOT PROVED: {reason}")
