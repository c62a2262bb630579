"""Commands run over a stand-in for the Python interface."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from publish.cli.boundary import run
from tests.unit.cli.stand_in import Ran, StandIn, entry


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The project that every command opens."""
    stand_in = StandIn(tmp_path, {"a": entry("a"), "b": entry("b")})
    module = ModuleType("publish.api")
    module.Project = stand_in  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "publish.api", module)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    return stand_in


@pytest.fixture
def publish(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command line: ``publish("check", "--strict")``."""

    def command(*arguments: str) -> Ran:
        code = run(arguments)
        streams = capsys.readouterr()
        return Ran(code, streams.out, streams.err)

    return command
