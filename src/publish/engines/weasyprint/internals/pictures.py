"""A PNG's own stream for its place in a PDF, where it needn't be made anew.

Both formats compress lines of samples in the same way, predictors and all (ISO 32000-2, 7.4.4.4;
PNG, third edition, 10). WeasyPrint decodes each picture all the same and compresses it again.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from typing import Any
from zlib import crc32, decompressobj, error

_OPAQUE = {0: "L", 2: "RGB"}
"""Colour types of PNG (11.2.1) that are without palette and alpha, and Pillow's modes of them."""

_HEADER = struct.Struct(">IIBBBBB")
"""Width, height, depth, colour type, and how it is compressed, filtered and interlaced (11.2.1)."""


def as_they_stand(original: Callable[[Any], bytes]) -> staticmethod[[Any], bytes]:
    """In place of ``RasterImage._get_png_data``."""

    def png_data(picture: Any) -> bytes:
        return _own_stream(picture) or original(picture)

    return staticmethod(png_data)


def _own_stream(picture: Any) -> bytes | None:
    """The compressed samples of a picture that Pillow has opened, as its file holds them; None
    where they aren't eight bits each, line by line, were compressed in haste, or aren't whole.
    """
    file = getattr(picture, "fp", None)
    if picture.format != "PNG" or not isinstance(file, io.BytesIO):
        return None
    chunks = [*_sound_chunks(file.getbuffer())]
    if not chunks or chunks[-1][0] != b"IEND":
        return None
    kind, header = chunks[0]
    if kind != b"IHDR" or len(header) != _HEADER.size:
        return None
    width, height, depth, colours, _, _, interlaced = _HEADER.unpack(header)
    if depth != 8 or _OPAQUE.get(colours) != picture.mode or interlaced:
        return None
    samples = b"".join(content for kind, content in chunks if kind == b"IDAT")
    line = 1 + width * len(picture.getbands())
    return samples if _are_whole(samples, height * line) else None


def _are_whole(samples: bytes, size: int) -> bool:
    """Whether these become so many bytes; not where they were compressed in haste (FLEVEL of
    RFC 1950).
    """
    if len(samples) < 2 or samples[1] >> 6 == 0:
        return False
    inflating = decompressobj()
    try:
        found = len(inflating.decompress(samples, size + 1))
    except error:
        return False
    return found == size and inflating.eof


def _sound_chunks(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Kind and content of each chunk (5.3) up to the last, or to one that is damaged."""
    at, kind = 8, b""
    while kind != b"IEND" and at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if bytes(data[end : end + 4]) != crc32(data[at + 4 : end]).to_bytes(4, "big"):
            return
        yield kind, data[at + 8 : end]
        at = end + 4
