"""An address becomes a QR code (ISO/IEC 18004), drawn in SVG."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET = 2
"""Modules of white around it. The paper is white as well, so fewer than 4 are enough."""


@lru_cache(maxsize=64)
def drawn(address: str) -> str:
    """The code as an ``svg`` element; a quarter of it may be lost and it still reads."""
    code = segno.make(address, micro=False, error="m", boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=QUIET, omitsize=True, dark="#1c1e21", xmldecl=False, nl=False)
    return out.getvalue().decode()
