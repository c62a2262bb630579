"""A long PDF → excerpts of it, which can be judged one after another in bounded memory.

An excerpt is a PDF of some pages that follow one another, with what belongs to them: their
tags, bookmarks, destinations and links; the first has the embedded files. Each also has what
holds for the whole file: catalogue, metadata, intents. All together they have every object
that can be come to, each page and each element in exactly one of them. What an excerpt can't
show is how the file itself is written; so a file is only parted if that is plain
(`plain.is_plain`).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import pikepdf
from pikepdf import Pdf

from publish.engines.garbage import give_back, set_aside
from publish.engines.pikepdf.cutting import Cutting
from publish.engines.pikepdf.fingerprints import fingerprints
from publish.engines.pikepdf.plain import is_plain
from publish.engines.pikepdf.register import NOTHING, Register, register
from publish.engines.pikepdf.structure import UNREADABLE
from publish.engines.pikepdf.windows import Window, windows

PAGES = 50
"""An excerpt has at least so many pages, but for those that begin or end a file or stand before
what is long and can't be parted (`windows`)."""


class Excerpt(NamedTuple):
    """A PDF, or some pages of one, the first of which has the index ``first`` there; ``problems``
    are those of syntax that were met on the way.
    """

    data: bytes
    first: int = 0
    problems: tuple[str, ...] = ()
    is_part: bool = False


class Piece(NamedTuple):
    """An excerpt that isn't made before it is asked for (``make``). Its ``fingerprint`` is a hash
    of all that it is made of, empty where that isn't known.
    """

    make: Callable[[], Excerpt]
    first: int = 0
    fingerprint: str = ""


class Inseparable(Exception):
    """A file can't be parted, which turned out when an excerpt of it was made."""


class _Survey(NamedTuple):
    windows: Sequence[Window] = ()
    known: Register = NOTHING
    fingerprints: Sequence[str] = ()


def excerpts(data: bytes, least: int = PAGES) -> Iterator[Excerpt]:
    """The excerpts of a PDF from its first page to its last, of ``least`` pages and more (of
    exceptions `windows` tells), made one after another; the file itself where it has no more than
    two would have, or can't be parted, also if that turns out behind excerpts.
    """
    try:
        for piece in pieces(data, least):
            yield piece.make()
    except Inseparable:
        yield Excerpt(data)


def pieces(data: bytes, least: int = PAGES, *, fingerprinted: bool = False) -> Iterator[Piece]:
    """What `excerpts` makes, before it is made: each by itself, when it is asked for, which may
    raise `Inseparable`. If asked for, they are ``fingerprinted``.
    """
    try:
        found = _survey(data, least, fingerprinted=fingerprinted)
    except UNREADABLE:
        found = _Survey()
    if not found.windows:
        yield Piece(partial(Excerpt, data))
        return
    with set_aside():
        for window, fingerprint in zip(found.windows, found.fingerprints, strict=True):
            make = partial(_made, data, window, found.known)
            yield Piece(make, window.pages.start, fingerprint)
        give_back()


def _survey(data: bytes, least: int, *, fingerprinted: bool) -> _Survey:
    with _opened(data) as pdf:
        found = windows(pdf, least) if len(pdf.pages) > 2 * least and is_plain(data) else []
        if not found:
            return _Survey()
        known = register(pdf)
        unknown = [""] * len(found)
        prints = fingerprints(pdf, data, found, known) if fingerprinted else unknown
        return _Survey(found, known, prints or unknown)


def _made(data: bytes, window: Window, known: Register) -> Excerpt:
    """The file is opened anew for each: what was read of it before is let go."""
    give_back()
    try:
        with _opened(data) as pdf:
            made, problems = Cutting(pdf, window, known).excerpt()
    except UNREADABLE as error:
        raise Inseparable from error
    give_back()
    return Excerpt(made, window.pages.start, problems, is_part=True)


def _opened(data: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(data), attempt_recovery=False)
