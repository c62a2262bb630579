"""The numbers of a font's glyphs as C arrays, whose declaration is parsed once.

WeasyPrint writes the length into the type (``hb_codepoint_t[332]``), and cffi parses
each type that it hasn't met, with all of WeasyPrint's declarations before it: 3 ms,
twice a font. The same array is to be had as ``hb_codepoint_t[]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf.fonts

_LENGTH = re.compile(r"\[\d+\]\Z")


class _OpenArrays:
    """cffi's interface, but for `new`: what is filled needs no length in its type."""

    def __init__(self, original: Any) -> None:
        self._original = original

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)

    def new(self, kind: str, *content: Any) -> Any:
        return self._original.new(_LENGTH.sub("[]", kind) if content else kind, *content)


@contextmanager
def open_arrays() -> Iterator[None]:
    """While inside, fonts are cut to their glyphs with open arrays."""
    original = weasyprint.pdf.fonts.ffi
    weasyprint.pdf.fonts.ffi = _OpenArrays(original)
    try:
        yield
    finally:
        weasyprint.pdf.fonts.ffi = original
