"""What a judge of PDFs found: a rule that a file breaks, and where."""

from __future__ import annotations

from publish.model.frozen import Frozen


class NotJudged(Exception):
    """Nobody can say whether a file keeps a standard; the text says why."""


class NoAnswer(NotJudged):
    """A judge that is there has said nothing, or nothing of use: it may, another time."""


class Finding(Frozen):
    """A rule of ``standard`` that a file breaks, by the judge's name for it.

    ``obj`` is the number of the object in the file that breaks it, ``page`` the index
    of its page, where the judge tells them.
    """

    standard: str
    rule: str
    message: str
    obj: int | None = None
    page: int | None = None
