"""How something is attached, and what comes of it: plain values."""

from __future__ import annotations

from typing import Literal

from publish.model.frozen import Frozen

Kind = Literal["appendix", "insert", "embedded"]


class Manner(Frozen):
    """What `attach` is asked for.

    ``at`` is the number of the report's pages before an insert; ``bookmark`` the title
    of one before or after which (``beside``) it goes. ``numbering`` is
    ``own`` (A-1, A-2) or ``continued``. ``stamp`` is drawn on each page that is
    attached, with ``{letter}``, ``{title}``, ``{page}`` and ``{pages}`` filled in.
    ``divider`` names the page before each brief, with ``{letter}`` filled in; without
    it there is none. ``contents`` says whether pages list all briefs,
    ``link_mentions`` whether words of the report that name a brief lead there.
    ``force`` goes on where a signature or an XFA form is lost, ``drop_claims`` where
    a claim is.
    """

    kind: Kind = "appendix"
    at: int | None = None
    bookmark: str | None = None
    beside: Literal["before", "after"] = "after"
    numbering: Literal["own", "continued"] = "own"
    under: str = "Appendices"
    stamp: str | None = None
    divider: str | None = None
    contents: bool = False
    link_mentions: bool = False
    scripts: bool = False
    force: bool = False
    drop_claims: bool = False


class Attached(Frozen):
    """The file made: its bytes, the claims that it keeps, the pages that came to it."""

    data: bytes
    claims: tuple[str, ...]
    pages: tuple[range, ...] = ()
