"""The hash of this program is read again where what was kept of it isn't what it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.engines import owncode


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    owncode.own_code.cache_clear()
    yield tmp_path
    owncode.own_code.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"\xff", b"0" * 64, b"0" * 64 + b" " + b"0" * 64])
def test_a_damaged_hash_is_not_taken(kept: Path, damage: bytes) -> None:
    whole = owncode.own_code()
    (file,) = (each for each in kept.rglob("own-code/*") if each.is_file())
    before = file.read_bytes()
    file.write_bytes(damage)
    owncode.own_code.cache_clear()
    assert owncode.own_code() == whole
    assert file.read_bytes() == before


def test_what_is_kept_is_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = owncode.own_code()
    owncode.own_code.cache_clear()
    monkeypatch.setattr(owncode, "_contents", lambda *given: pytest.fail("read again"))
    assert owncode.own_code() == whole
