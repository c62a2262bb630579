"""Objects of a section → the same with numbers of their own, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from pikepdf import Pdf

from publish.attach.joining.writing import DEPTH, Referring, data_of, may_be_shared
from publish.attach.sewing.blocks import Written


class Numbering(Referring):
    """Objects of ``pdf`` with numbers from ``first`` on; some are ``fixed``. What is the same as
    what is ``shared`` isn't there again.
    """

    def __init__(
        self, pdf: Pdf, first: int, shared: Mapping[bytes, int], fixed: Mapping[int, int]
    ) -> None:
        self.objects: list[Written] = []
        self.own: dict[bytes, int] = {}
        self.uses: dict[bytes, int] = {}
        self._pdf, self._next, self._shared = pdf, first, shared
        self._numbers: dict[int, int] = {**fixed}
        self._todo: list[tuple[int, Any]] = []

    @property
    def next(self) -> int:
        """The number that will be the next."""
        return self._next

    def number(self) -> int:
        """A number that nothing has yet."""
        self._next += 1
        return self._next - 1

    def add(self, body: bytes) -> int:
        """The number of a new object."""
        number = self.number()
        self.objects.append((number, body, None))
        return number

    def number_of(self, item: Any) -> int:
        """The number of an object of its own."""
        number = self.refer(*item.objgen)
        assert number is not None
        return number

    def refer(self, number: int, generation: int, depth: int = 0) -> int | None:
        if number in self._numbers:
            return self._numbers[number]
        item = self._pdf.get_object(number, generation)
        if item is None:
            return None
        if depth < DEPTH and may_be_shared(item):
            self._numbers[number] = self._once(item, depth + 1)
        else:
            self._numbers[number] = new = self.number()
            self._todo.append((new, item))
        return self._numbers[number]

    def finish(self) -> None:
        """Write all that is led to and isn't written."""
        while self._todo:
            number, item = self._todo.pop()
            self.objects.append((number, self._written(item), data_of(item)))

    def _once(self, item: Any, depth: int) -> int:
        """The number of what is the same. What leads to itself never is."""
        body, data = self.body(item, depth), data_of(item)
        total = sha256(b"%d %s" % (len(body), body))
        total.update(data or b"")
        digest = total.digest()[:16]
        known = self._shared.get(digest)
        if known is not None:
            return self.uses.setdefault(digest, known)
        if digest not in self.own:
            self.own[digest] = self.number()
            self.objects.append((self.own[digest], body, data))
        return self.own[digest]

    def _written(self, item: Any) -> bytes:
        return self.body(item) if hasattr(item, "unparse") else self.value(item)
