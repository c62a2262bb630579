"""What all tests share: a warm pandoc, the material by others, the judges' severity."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from publish.engines.pandoc import Pandoc

ROOT = Path(__file__).parents[1]
CORPORA = Path(os.environ.get("PUBLISH_CORPORA") or ROOT.parent / "shared" / "corpora")
"""Where the material by others stands, which is no part of this project."""


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    """One warm pandoc for all tests of a worker."""
    with Pandoc() as engine:
        yield engine


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of material by others; the test is skipped where it is absent."""
    if not CORPORA.is_dir():
        pytest.skip(f"SKIPPED, NOT PROVED: no corpora at {CORPORA} (set PUBLISH_CORPORA)")
    return CORPORA


def require(judge: ModuleType) -> None:
    """Skip where a judge can't be asked; with PUBLISH_REQUIRE_JUDGES that is a failure."""
    reason = judge.available()
    if reason is None:
        return
    name = judge.__name__.rpartition(".")[2]
    message = f"SKIPPED, NOT PROVED: {name} can't be asked: {reason}"
    if os.environ.get("PUBLISH_REQUIRE_JUDGES"):
        pytest.fail(message)
    pytest.skip(message)
