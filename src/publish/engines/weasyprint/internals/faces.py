"""Font files that many documents share: named while these are written, cut once for all.

WeasyPrint puts into every file of its own the glyphs that this one draws. Here a stand-in is
put there; the glyphs that the documents draw together are cut out of the font in the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from typing import Any

import cffi
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz

from publish.engines.pdfstructure import Face

STAND_IN = b"stand-in for "
_MAGIC = 4
"""Bytes by which the kind of a font file is known."""


@contextmanager
def shared_faces(found: dict[str, Face], files: dict[str, bytes]) -> Iterator[None]:
    """While inside, font files are named and not cut: ``found`` are the faces of a document by
    the names that they have in its operators, ``files`` whole font files by their digest.
    """
    original = Font.clean

    def clean(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        data = bytes(self.file_content)
        digest = sha256(data).hexdigest()
        files[digest] = data
        found[self.hash] = Face(
            digest, self.index, self.name.decode()[1:], {**to_unicode}, {**self.widths},
            outlined=bool(self.missing), whole=_is_odd(self) or self.used_in_forms,
        )  # fmt: skip
        if found[self.hash].whole:
            original(self, to_unicode, hinting)
        else:
            self.file_content = data[:_MAGIC] + STAND_IN + digest.encode()

    Font.clean = clean
    try:
        yield
    finally:
        Font.clean = original


def cut(data: bytes, index: int, glyphs: Collection[int], *, outlined: bool) -> bytes:
    """The font ``data`` with these glyphs alone, as WeasyPrint would cut it."""
    font = Font.__new__(Font)
    font.file_content, font.index, font.family = data, index, ""
    font.missing = {0: 0} if outlined else {}
    own, library = _harfbuzz()
    blob = library.hb_blob_create(data, len(data), 0, own.NULL, own.NULL)
    face = int(own.cast("uintptr_t", library.hb_face_create(blob, index)))
    library.hb_blob_destroy(blob)
    font.hb_face = ffi.gc(ffi.cast("hb_face_t *", face), harfbuzz.hb_face_destroy)
    font.subset(dict.fromkeys(glyphs, ""), False)
    return bytes(font.file_content)


def _is_odd(font: Any) -> bool:
    """Whether more than cutting is to be done with a font: its colours, its variations."""
    return bool(font.bitmap or "fvar" in font.tables or font.png or font.svg or font.colr)


LIBRARIES = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")

_DECLARATIONS = """
    void * hb_blob_create (const char *data, unsigned int length, int mode, void *, void *);
    void hb_blob_destroy (void *blob);
    void * hb_face_create (void *blob, unsigned int index);
"""


@cache
def _harfbuzz() -> tuple[Any, Any]:
    """HarfBuzz with what WeasyPrint doesn't declare: fonts made of bytes."""
    own = cffi.FFI()
    own.cdef(_DECLARATIONS)
    for name in LIBRARIES:
        with suppress(OSError):
            return own, own.dlopen(name)
    raise OSError("HarfBuzz isn't there")  # WeasyPrint has loaded it
