"""Judges that are quick are shown a file, a long one in excerpts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from publish.engines.pikepdf import Excerpt, Inseparable, Piece
from publish.engines.store import Store
from publish.verify import looking
from tests import pdfs

DATA = pdfs.saved(pdfs.document(3))
STANDARDS = ("a-3a", "ua-1")


def test_where_a_file_cannot_be_parted_only_the_whole_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def not_made() -> Excerpt:
        raise Inseparable

    part = Excerpt(pdfs.saved(pdfs.document(1)), is_part=True)
    found = [Piece(lambda: part), Piece(not_made, 1)]
    monkeypatch.setattr(looking, "pieces", lambda data, *, fingerprinted: iter(found))
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
        found = [Piece(partial(Excerpt, *part), part.first) for part in parts]
        monkeypatch.setattr(looking, "pieces", lambda data, *, fingerprinted: iter(found))
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


@pytest.mark.parametrize(
    ("problems", "standards", "made_again"),
    [((), (), False), (("odd",), (), True), ((), STANDARDS, True)],
)
def test_what_is_known_to_be_clean_is_not_made_again(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    problems: tuple[str, ...],
    standards: tuple[str, ...],
    made_again: bool,
) -> None:
    """A file of the tests keeps no standard, so it is clean where none is asked for."""

    def seen(fingerprint: str, first: int, shelf: Store) -> bool:
        """Whether the only piece of a file is made, to be judged at that place."""

        def make() -> Excerpt:
            made.append(fingerprint)
            return Excerpt(DATA, first, problems, is_part=True)

        def found(data: bytes, *, fingerprinted: bool) -> list[Piece]:
            return [Piece(make, first, fingerprint if fingerprinted else "")]

        made: list[str] = []
        monkeypatch.setattr(looking, "pieces", found)
        (look,) = looking.sight(DATA, standards, shelf).looks
        assert look == looking.look(Excerpt(DATA, first, problems, is_part=True), standards)
        return bool(made)

    shelf = Store(tmp_path)
    assert seen("one", 0, shelf)
    assert seen("one", 7, shelf) == made_again
    assert seen("another", 0, shelf)
    assert seen("", 0, shelf)
    assert seen("one", 0, Store())
    standards = (*standards, "a-3u")
    assert seen("one", 0, shelf)
