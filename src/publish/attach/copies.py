"""A PDF → a copy of it that says whose it is, on each page.

The line is drawn over the pages as they are: nothing is laid out again, tags, files and
metadata stay what they were. It is an artifact, and so no part of what the document says.
"""

from __future__ import annotations

import io

import pikepdf

from publish.attach.opening import saved
from publish.attach.stamps import Spot, stamp

SIZE = 8.5
"""Points: nothing in a brief is smaller."""

HEAD = Spot("right", inset=51.0, below=13.0)
"""At the end of a brief's lines, above what may be said there of who may read it."""


def copy_with(data: bytes, line: str) -> bytes:
    """The same pages with ``line`` at the upper right of each; the same bytes each time."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = [page.obj for page in pdf.pages]
        stamp(pdf, pages, [line] * len(pages), SIZE, HEAD)
        return saved(pdf, linear=False)
