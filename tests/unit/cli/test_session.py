"""A command's session: what is begun while a project is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from publish import loading, opened
from publish.cli.session import Session
from publish.engines.pandoc import Pandoc
from publish.engines.pandoc.process import Process


@pytest.mark.parametrize("texts", [False, True])
def test_pandoc_starts_while_our_own_modules_load_and_these_while_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: bool
) -> None:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries/one.md").write_text("---\nkind: concept\ntitle: One\n---\n\nWords.\n")
    order: list[str] = []

    def note(owner: Any, name: str, said: str) -> None:
        real = getattr(owner, name)

        def noted(*given: Any, **named: Any) -> Any:
            order.append(said)
            return real(*given, **named)

        monkeypatch.setattr(owner, name, noted)

    def begin(formats: Sequence[str]) -> None:
        order.append(f"load {', '.join(formats)}")

    note(Process, "start", "start")
    note(opened, "read_project", "read")
    note(Pandoc, "_answer", "parse")
    monkeypatch.setattr(loading, "begin_loading", begin)
    with Session(tmp_path).project(texts=texts, formats=["pdf"]):
        pass
    begun = ["start", "read"] if texts else ["read"]
    assert order[: len(begun) + 2] == [*begun, "load pdf", "parse"]
