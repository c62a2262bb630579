"""A message's words, code between backquotes, as HTML."""

from __future__ import annotations

import re
from html import escape

from publish.diagnostics.views.cells import printable

_CODE = re.compile(r"`([^`]+)`")


def marked_up(text: str) -> str:
    """``text`` as inline HTML; what stands between backquotes is code."""
    pieces = _CODE.split(printable(text))
    return "".join(
        f"<code>{escape(piece)}</code>" if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
