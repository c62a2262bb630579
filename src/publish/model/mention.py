"""Mentions: words of a text that name a paper."""

from __future__ import annotations

from typing import Literal

from publish.model.frozen import Frozen
from publish.model.place import Place

MentionStatus = Literal["sure", "doubtful", "unmatched", "rejected"]


class Mention(Frozen):
    """Words that name a paper. ``key`` is None unless the status is ``sure``.

    ``passage`` is the index of the passage in its document's running text, and
    ``start`` and ``end`` the offsets of the words in that passage's text.
    ``reason`` tells a person why the words are taken for the paper's name.
    ``cited`` says that the author already cites the paper in the same sentence.
    """

    status: MentionStatus
    key: str | None
    text: str
    place: Place
    reason: str
    passage: int
    start: int
    end: int
    candidates: tuple[str, ...] = ()
    cited: bool = False
