"""What was put of a text is there the next time, while the text is in that state."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.register import Register
from publish.engines.store import NO_STORE, Store


def _open(root: Path, kind: str = "words") -> Register[list[str]]:
    return Register(Store(root), kind, list[str])


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    register = _open(tmp_path)
    register.put("a", "1", ["one"])
    register.put("b", "1", ["two"])
    register.keep({"a", "b"})
    return tmp_path


def test_a_value_is_that_of_a_state(kept: Path) -> None:
    assert _open(kept).get("a", "1") == ["one"]
    assert _open(kept).get("a", "2") is None
    assert _open(kept).get("c", "1") is None
    assert _open(kept, "others").get("a", "1") is None


def test_who_asks_for_some_keeps_the_others(kept: Path) -> None:
    register = _open(kept)
    register.put("a", "2", ["three"])
    register.keep({"a", "b"})
    assert _open(kept).get("a", "2") == ["three"]
    assert _open(kept).get("b", "1") == ["two"]


def test_what_is_gone_is_forgotten(kept: Path) -> None:
    _open(kept).keep({"b"})
    assert _open(kept).get("a", "1") is None
    assert _open(kept).get("b", "1") == ["two"]


def test_a_value_of_another_shape_is_none(kept: Path) -> None:
    assert Register(Store(kept), "words", dict[str, int]).get("a", "1") is None


def test_without_a_store_nothing_is_kept() -> None:
    register = Register(NO_STORE, "words", list[str])
    register.put("a", "1", ["one"])
    register.keep({"a"})
    assert not register.keeps
    assert register.get("a", "1") is None
