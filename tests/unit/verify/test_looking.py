"""Judges that are quick are shown a file, a long one in excerpts."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.engines.pikepdf import Excerpt
from publish.engines.store import Store
from publish.verify import looking
from tests import pdfs

DATA = pdfs.saved(pdfs.document(3))
STANDARDS = ("a-3a", "ua-1")


def test_where_a_file_cannot_be_parted_only_the_whole_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    part = Excerpt(pdfs.saved(pdfs.document(1)), is_part=True)
    monkeypatch.setattr(looking, "excerpts", lambda data: iter([part, Excerpt(data)]))
    assert looking.sight(DATA, STANDARDS).looks == (looking.look(Excerpt(DATA), STANDARDS),)


def test_what_was_said_of_the_same_bytes_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def seen(*pages: int, first: int = 0) -> list[int]:
        """What is asked of a file with excerpts of so many pages."""
        places = [first + sum(pages[:at]) for at in range(len(pages))]
        parts = [
            Excerpt(pdfs.saved(pdfs.document(count)), place, ("odd",) * place, is_part=True)
            for count, place in zip(pages, places, strict=True)
        ]
        monkeypatch.setattr(looking, "excerpts", lambda data: iter(parts))
        asked.clear()
        looks = looking.sight(DATA, STANDARDS, shelf).looks
        noted = list(asked)
        assert looks == tuple(looking.look(each, STANDARDS) for each in parts)
        return noted

    def look(piece: Excerpt, standards: tuple[str, ...]) -> looking.Look:
        asked.append(sizes[piece.data])
        return original(piece, standards)

    asked: list[int] = []
    sizes = {pdfs.saved(pdfs.document(count)): count for count in (1, 2, 3)}
    shelf, original = Store(tmp_path), looking.look
    monkeypatch.setattr(looking, "look", look)
    assert seen(1, 2) == [1, 2]
    assert seen(2, 1) == []
    assert seen(1, 3, first=5) == [3]
    assert looking.sight(DATA, ("ua-1",), shelf).looks[0].answers[0].standard == "ua-1"
