"""Values of one kind, one of each of many texts → kept together, in one file.

Each is packed by itself and unpacked when it is asked for. It is that of one state of its text,
named by a digest: of another state nothing is known.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Generic, NamedTuple, TypeVar

from publish.engines.store import Store, key_of

T = TypeVar("T")


class _Kept(NamedTuple):
    digest: str
    value: bytes


class Register(Generic[T]):
    """The values of one ``kind``, named so that it tells all that they have in common, each by
    the name of its text; `keep` them at the end. They are of ``shape``.
    """

    def __init__(self, store: Store, kind: str, shape: type[T]) -> None:
        self._store, self._shape = store.own, shape
        self._key = key_of("register", kind) if store.keeps else ""
        self._values = self._load()
        self._changed = False

    @property
    def keeps(self) -> bool:
        return self._store.keeps

    def get(self, name: str, digest: str) -> T | None:
        """What was put of this state of a text."""
        kept = self._values.get(name)
        if kept is None or kept.digest != digest:
            return None
        from publish.engines.packing import unpack

        return unpack(kept.value, self._shape)

    def put(self, name: str, digest: str, value: T) -> None:
        if self._store.keeps:
            from publish.engines.packing import pack

            self._values[name] = _Kept(digest, pack(value))
            self._changed = True

    def keep(self, known: Container[str]) -> None:
        """Keep what there is of the texts that are ``known``."""
        gone = [name for name in self._values if name not in known]
        for name in gone:
            del self._values[name]
        if self._changed or gone:
            from publish.engines.packing import pack

            self._store.put(self._key, pack(self._values))
            self._changed = False

    def _load(self) -> dict[str, _Kept]:
        data = self._store.get(self._key) if self._key else None
        if data is None:
            return {}
        from publish.engines.packing import unpack

        return unpack(data, dict[str, _Kept]) or {}
