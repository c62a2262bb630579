"""Judges that are quick are shown a file, a long one in excerpts."""

from __future__ import annotations

import pytest

from publish.engines.pikepdf import Excerpt
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
