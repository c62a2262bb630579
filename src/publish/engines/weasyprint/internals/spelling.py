"""The objects of a file, spelt once.

pydyf spells each object where it writes it, and all of them again for the file's identifier; and
it asks of each part of one what it is, though nearly all are bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pydyf


@dataclass(slots=True)
class _Spelt:
    """An object as pydyf writes it, by its ``data``."""

    number: int
    generation: int
    free: str
    data: bytes
    offset: int = 0

    @property
    def indirect(self) -> bytes:
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)


def spelling_once(original: Callable[..., None]) -> Callable[..., None]:
    """In place of ``PDF.write``; what is to be packed is pydyf's to write."""

    def write(
        self: Any, output: Any, version: Any, identifier: Any = False, compress: bool = False
    ) -> None:
        if compress:
            original(self, output, version, identifier, compress)
            return
        objects = self.objects
        self.objects = [
            _Spelt(
                each.number, each.generation, each.free, b"" if each.free == "f" else _data(each)
            )
            for each in objects
        ]
        try:
            original(self, output, version, identifier, compress)
        finally:
            for each, written in zip(objects, self.objects, strict=False):
                each.offset = written.offset
            self.objects = objects

    return write


def _data(item: Any) -> bytes:
    if not isinstance(item, pydyf.Stream) or item.compress:
        return spelt(item)
    stream = b"\n".join([each if type(each) is bytes else spelt(each) for each in item.stream])
    extra = pydyf.Dictionary({**item.extra, "Length": len(stream)})
    return b"\n".join((spelt(extra), b"stream", stream, b"endstream"))


def spelt(item: Any) -> bytes:
    """What stands in an object, as pydyf spells it."""
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is str:
        return bytes(item, "ascii")
    if kind is int:
        return b"%d" % item
    if kind is pydyf.Dictionary:
        pairs = [b"/%b %b" % (spelt(key), spelt(value)) for key, value in item.items()]
        return b"<<%b>>" % b"".join(pairs)
    if kind is pydyf.Array:
        return b"[%b]" % b" ".join(map(spelt, item))
    return bytes(pydyf.Array([item]).data[1:-1])
