"""Documents parsed by pandoc, as the readers make them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.engines.pandoc import Pandoc
from publish.model.document import Document, Fragment
from publish.model.passages import Passage, passages
from publish.model.place import SourceFile


@pytest.fixture
def read(pandoc: Pandoc) -> Callable[..., tuple[Passage, ...]]:
    """``read(text, start=…, end=…, name=…)``: the passages of one fragment."""

    def passages_of(
        text: str, start: int = 0, end: int | None = None, parsed: str | None = None
    ) -> tuple[Passage, ...]:
        stop = len(text) if end is None else end
        (blocks,) = pandoc.read([text[start:stop] if parsed is None else parsed])
        fragment = Fragment("body", blocks, start, stop)
        return passages(Document(SourceFile("entry.md", text), (fragment,)))

    return passages_of
