"""What is left in the output of entries that were deleted is told (RES008)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publish.delivery.stale import stale_output
from publish.model.settings import Settings


def folder(root: Path, name: str, **content: object) -> None:
    path = root / "output" / name
    path.mkdir(parents=True)
    whole = {"id": name, "source": {"path": f"entries/{name}.md"}, **content}
    (path / "manifest.json").write_text(json.dumps(whole))


def test_a_deleted_entry_is_told(tmp_path: Path) -> None:
    folder(tmp_path, "gone")
    folder(tmp_path, "here")
    folder(tmp_path, "broken")
    (found,) = stale_output(Settings(tmp_path, "T"), {"here"}, {"broken"})
    assert (found.rule.code, str(found.place)) == ("RES008", "output/gone/")


@pytest.mark.parametrize("content", [{"id": "other"}, {"source": None}, {"source": {}}])
def test_what_is_somebody_else_s_is_left_alone(tmp_path: Path, content: dict[str, object]) -> None:
    folder(tmp_path, "gone", **content)
    (tmp_path / "output" / "mine").mkdir()
    (tmp_path / "output" / "linked").symlink_to(tmp_path / "output" / "gone")
    assert list(stale_output(Settings(tmp_path, "T"), (), ())) == []
