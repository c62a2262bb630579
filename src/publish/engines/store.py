"""A key → bytes that were made once and can be made again: the cache in ``build/``.

A value is one file, named by the hash of its key, which opens with a checksum of key
and value. What is damaged, cut, foreign or under a wrong name doesn't fit its checksum,
and counts as missing, so that it is made again. Files appear whole (``cachefolder.keep``),
so any number of processes may work on one store; who reads a value marks its file as
used, and what was not used for longest goes first where the store grows too large.

A store may share a folder with those of other projects, checkouts and machines: there stands
what has a key of all that it was made from. What a project remembers of itself has the same
name in each of them, and stays in its own folder (`Store.own`).

Nothing here ever makes a command fail: a store that can't be written keeps nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import eng
from publish.engines import storefolder
from publish.engines.owncode import own_code
from publish.engines.versions import required_versions
from publish.model.frozen import Frozen

FOLDER = "build/cache"
"""Below the project; ``.gitignore`` and ``CACHEDIR.TAG`` in it tell others what it is."""

LARGEST = 2_000_000_000
"""Bytes of all values together."""

LOOKS, WHOLE_LOOKS = 64, 4
"""So often it is looked about how full a store is while it is filled once, and how full exactly."""


def key_of(kind: str, *parts: str | bytes, own: str | None = None) -> str:
    """The key of a ``kind`` of value that this very program, with the libraries that are here,
    makes of ``parts``; with ``own`` empty, that any version of it does.
    """
    return hash_of((kind, _program() if own is None else own, *parts))


def hash_of(parts: Iterable[str | bytes]) -> str:
    """A hash of parts in their order, each with its length: where one ends makes a difference."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()


@cache
def _program() -> str:
    """A hash of this program and of the versions of the libraries that it stands on."""
    return hash_of((own_code(), repr(required_versions())))


class Store(Frozen):
    """Values by key in ``folder``, the project's own, or where there is one in a folder ``shared``
    with others; without a folder nothing is kept and nothing found, as where it is ``led_out`` of
    the project by a link. ``largest`` is in bytes, of each of the two.
    """

    folder: Path | None = None
    largest: int = LARGEST
    shared: Path | None = None
    led_out: bool = False

    @property
    def keeps(self) -> bool:
        """Whether anything can be kept at all."""
        return self.folder is not None

    @classmethod
    def of(cls, root: Path, shared: Path | None = None, largest: int = LARGEST) -> Store:
        """The store of the project in ``root``; none where a link leads out of it.

        Raises `UserError` where ``shared`` is a folder of other things, which nobody would want
        to be cleared, or one of the project's.
        """
        folder = root / FOLDER
        if not folder.resolve().is_relative_to(root.resolve()):
            return cls(None, led_out=True)
        if shared is not None:
            shared = shared.resolve()
            storefolder.assert_apart(shared, root.resolve())
            storefolder.assert_ours(shared)
            shared = shared if shared != folder.resolve() else None
        return cls(folder, largest, shared)

    def begin(self) -> None:
        """A build begins: `refusal` tells, when it ends, whether all that it used is kept."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                storefolder.begin(folder)
                return

    def refusal(self) -> Diagnostic | None:
        """Why nothing can be kept, where it should be; or not all of it."""
        nothing, folders = "nothing that was made is kept", [*self._folders]
        if self.led_out:
            message = f"{nothing}: `{FOLDER}` leads out of the project by a link"
            return eng.NOTHING_KEPT(message, hint="make it a folder, or use `--cache-dir`")
        if any(storefolder.has_been_short(folder) for folder in folders):
            size = f"{self.largest / 1_000_000_000:g} GB"
            message = f"the cache holds {size}, and a build uses more: some is made each time"
            return eng.NOTHING_KEPT(message, hint="let it be larger with `--cache-size`")
        if self.shared is not None and not (self.shared.is_dir() or storefolder.takes(self.shared)):
            message = f"the shared cache `{self.shared}` isn't there, and can't be made"
            hint = f"see whether its disk is there; until then `{FOLDER}` keeps what is made"
            return eng.NOTHING_KEPT(message, hint=hint)
        if not folders or any(map(storefolder.takes, folders)):
            return None
        place = storefolder.nearest(folders[-1])
        hint = f"see to the rights of `{place}`, or build with `--no-cache`"
        if not place.is_dir():
            hint = f"move the file `{place}` away, or build with `--no-cache`"
        return eng.NOTHING_KEPT(f"{nothing}: `{FOLDER}` can't be written", hint=hint)

    @property
    def own(self) -> Store:
        """What is kept of the project itself, under keys that others have, too."""
        return Store(self.folder, self.largest) if self.shared is not None else self

    def within(self, root: Path) -> frozenset[str]:
        """The folders of it that stand in the project, or would, by their paths there."""
        inside, shared = {FOLDER}, self.shared
        if shared is not None and shared.is_relative_to(root.resolve()):
            inside.add(shared.relative_to(root.resolve()).as_posix())
        return frozenset(inside)

    @property
    def _folders(self) -> Iterator[Path]:
        """Where values stand, the first choice first."""
        if self.shared is not None:
            yield self.shared
        if self.folder is not None:
            yield self.folder

    def get(self, key: str) -> bytes | None:
        """The value of ``key``, if it was kept and is whole. Others that share find it, too."""
        for folder in self._folders:
            value = storefolder.whole(folder, key)
            if value is not None:
                if self.shared not in (None, folder):
                    self._put(self.shared, key, value)
                return value
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keep ``value``; what was not used for longest makes room for it. Where the shared
        folder takes nothing, it stays in the project's own.
        """
        for folder in self._folders:
            if self._put(folder, key, value):
                return

    def _put(self, folder: Path, key: str, value: bytes) -> bool:
        """Keep ``value`` in ``folder``, with room made for it; False if that takes nothing."""
        try:
            storefolder.put(folder, key, value)
        except OSError:
            return False
        with contextlib.suppress(OSError):
            if self._may_be_full(folder, key, len(value)):
                storefolder.make_room(folder, self.largest)
        return True

    def clear(self) -> bool:
        """Remove everything of the project's own; False if there was nothing."""
        if self.folder is None or not self.folder.is_dir():
            return False
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.folder.parent.rmdir()
        return not self.folder.exists()

    def _may_be_full(self, folder: Path, key: str, size: int) -> bool:
        """Whether to look at all values, once ``key`` was kept: of many that takes long. Keys
        are hashes, so which of them have it looked is as good as chance.
        """
        room, chance = size / self.largest, int(key[-8:], 16) / 16**8
        if chance < WHOLE_LOOKS * room or size > self.largest // 256:
            return True
        if chance >= LOOKS * room:
            return False
        return storefolder.held(folder) > self.largest


NO_STORE = Store()
