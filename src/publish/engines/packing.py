"""Plain values ↔ bytes, by msgspec: as MessagePack, how the store's values are written, and as
JSON for people to read.

What is read back is checked against the type that is asked for, and is data, never code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar, get_type_hints

from msgspec import DecodeError, ValidationError, defstruct, json
from msgspec.msgpack import Decoder, Encoder

from publish.engines.store import Store

T = TypeVar("T")

_ENCODER = Encoder()


def pack(value: object) -> bytes:
    """``value``: texts, numbers, lists, dictionaries, tuples and classes of named fields."""
    return _ENCODER.encode(value)


def unpack(data: bytes, kind: type[T]) -> T | None:
    """The value of ``kind`` that ``data`` holds; None where it holds something else."""
    try:
        value: T = _decoder(kind).decode(data)  # type: ignore[arg-type]  # types have hashes
    except (DecodeError, ValidationError, UnicodeDecodeError, RecursionError):
        return None
    return value


def as_json(value: object, indent: int) -> bytes:
    """``value`` as lines of JSON in UTF-8; `json.dumps` takes twenty times as long for the same."""
    return json.format(json.encode(value), indent=indent) + b"\n"


def recalled(store: Store, key: str, kind: type[T], make: Callable[[], T]) -> T:
    """The value of ``kind`` that ``store`` keeps under ``key``, or what ``make`` gives now."""
    data = store.get(key)
    before = unpack(data, kind) if data is not None else None
    if before is not None:
        return before
    value = make()
    if store.keeps:
        store.put(key, pack(value))
    return value


def shape_of(kind: type[Any], names: Sequence[str]) -> type[Any]:
    """What can be packed of a value: these fields of it."""
    hints = get_type_hints(kind)
    return defstruct(kind.__name__, [(name, hints[name]) for name in names], array_like=True)


@cache
def _decoder(kind: type[Any]) -> Decoder[Any]:
    return Decoder(kind)
