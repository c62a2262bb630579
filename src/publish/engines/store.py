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
import math
import os
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publish.diagnostics.core import Diagnostic, UserError
from publish.diagnostics.rules import eng
from publish.engines.cachefolder import DRAFT, keep
from publish.engines.owncode import own_code
from publish.engines.versions import required_versions
from publish.model.expressions import expression
from publish.model.frozen import Frozen

FOLDER = "build/cache"
"""Below the project; ``.gitignore`` and ``CACHEDIR.TAG`` in it tell others what it is."""

LARGEST = 2_000_000_000
"""Bytes of all values together."""

SHELVES = 16
"""Folders of values, by the first digit of their keys: to make one takes as long as to make two
files, and of 256 the first build of some entries would make one for nearly each value.
"""

LOOKS = 64
"""So often it is looked how full a store is, while it is filled once."""

_TAKEN = ("entries", "bibliography", "styles", "output")
"""Folders of a project that aren't for values."""

_SHELF = expression(r"[0-9a-f]{1,2}")
_VALUE = expression(r"[0-9a-f]{62,63}")
_DRAFT = expression(rf"{DRAFT}[0-9a-f]{{16}}|tmp\w{{8}}")
_MARK = b"publish store 1\n"
_CHECK = hashlib.sha256().digest_size
_BEGUN = ".begun"
"""A file that was written when the last build began; it isn't empty when something was removed that
was used since.
"""
_TAG = "CACHEDIR.TAG"
_NOTES = {
    ".gitignore": b"*\n",
    _TAG: b"Signature: 8a477f597d28d172789f06886806bc55\n# Made again when needed.\n",
}


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
            _assert_apart(shared, root.resolve())
            _assert_ours(shared)
            shared = shared if shared != folder.resolve() else None
        return cls(folder, largest, shared)

    def begin(self) -> None:
        """A build begins: `refusal` tells, when it ends, whether all that it used is kept."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                self._tell_what_it_is(folder)
                (folder / _BEGUN).write_bytes(b"")
                return

    def refusal(self) -> Diagnostic | None:
        """Why nothing can be kept, where it should be; or not all of it."""
        nothing, folders = "nothing that was made is kept", [*self._folders]
        if self.led_out:
            message = f"{nothing}: `{FOLDER}` leads out of the project by a link"
            return eng.NOTHING_KEPT(message, hint="make it a folder, or use `--cache-dir`")
        if any(_has_been_short(folder) for folder in folders):
            size = f"{self.largest / 1_000_000_000:g} GB"
            message = f"the cache holds {size}, and a build uses more: some is made each time"
            return eng.NOTHING_KEPT(message, hint="let it be larger with `--cache-size`")
        if self.shared is not None and not (self.shared.is_dir() or _takes(self.shared)):
            message = f"the shared cache `{self.shared}` isn't there, and can't be made"
            hint = f"see whether its disk is there; until then `{FOLDER}` keeps what is made"
            return eng.NOTHING_KEPT(message, hint=hint)
        if not folders or any(map(_takes, folders)):
            return None
        place = _nearest(folders[-1])
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
        """The value of ``key``, if it was kept and is whole."""
        found = (_whole(folder, key) for folder in self._folders)
        return next((value for value in found if value is not None), None)

    def put(self, key: str, value: bytes) -> None:
        """Keep ``value``; what was not used for longest makes room for it. Where the shared
        folder takes nothing, it stays in the project's own.
        """
        for folder in self._folders:
            try:
                self._tell_what_it_is(folder)
                keep(_path(folder, key), _MARK + _checksum(key, value) + value)
            except OSError:
                continue
            with contextlib.suppress(OSError):
                if self._may_be_full(folder, key, len(value)):
                    self._make_room(folder)
            return

    def clear(self) -> bool:
        """Remove everything of the project's own; False if there was nothing."""
        if self.folder is None or not self.folder.is_dir():
            return False
        shutil.rmtree(self.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.folder.parent.rmdir()
        return not self.folder.exists()

    @staticmethod
    def _tell_what_it_is(folder: Path) -> None:
        if not os.path.exists(f"{folder}/{_TAG}"):  # the last that is written
            for name, text in _NOTES.items():
                keep(folder / name, text)

    def _may_be_full(self, folder: Path, key: str, size: int) -> bool:
        """Whether to look at all values, once ``key`` was kept: of many that takes long. Keys
        are hashes, so some of them are as good as chance, and one shelf tells of the others: it
        is looked at for each 64th of the room, all are for each fourth.
        """
        room, chance = size / self.largest, int(key[-8:], 16) / 16**8
        if chance < LOOKS / SHELVES * room or size > self.largest // 256:
            return True
        if chance >= LOOKS * room:
            return False
        held = sum(size for _, size, _ in _files(folder, "0"))
        return held * SHELVES > self.largest

    def _make_room(self, folder: Path) -> None:
        files = sorted(_files(folder))
        excess = sum(size for _, size, _ in files) - self.largest
        begun = _when_begun(folder)
        for used, size, path in files:
            if excess <= 0:
                return
            with contextlib.suppress(OSError):
                os.unlink(path)
                if used > begun:
                    (folder / _BEGUN).write_bytes(b"short")
            excess -= size


NO_STORE = Store()


def _takes(folder: Path) -> bool:
    """Whether files can be put into a folder, or it can be made."""
    there = _nearest(folder)
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _nearest(folder: Path) -> Path:
    """What stands there, or above it."""
    return next(each for each in (folder, *folder.parents) if os.path.lexists(each))


def _when_begun(folder: Path) -> float:
    """When the last build began, in nanoseconds; never, where none told so."""
    try:
        return os.stat(folder / _BEGUN).st_mtime_ns
    except OSError:
        return math.inf


def _has_been_short(folder: Path) -> bool:
    try:
        return (folder / _BEGUN).read_bytes() != b""
    except OSError:
        return False


def _path(folder: Path, key: str) -> Path:
    return folder / key[0] / key[1:]


def _checksum(key: str, value: bytes) -> bytes:
    total = hashlib.sha256(key.encode())
    total.update(value)
    return total.digest()


def _whole(folder: Path, key: str) -> bytes | None:
    """The value that stands in a folder; a damaged one is removed."""
    path = _path(folder, key)
    try:
        data = path.read_bytes()
    except OSError:
        return None
    whole = _is_whole(key, data)
    with contextlib.suppress(OSError):  # of a folder that may only be read
        if whole:
            os.utime(path)
        else:
            path.unlink()
    return data[len(_MARK) + _CHECK :] if whole else None


def _assert_apart(folder: Path, root: Path) -> None:
    """That a folder isn't, or isn't in, one of those that a project has for other things."""
    inside = folder.relative_to(root).parts if folder.is_relative_to(root) else ("",)
    if not inside or inside[0] in _TAKEN:
        message = f"`{folder}` is for other things of the project"
        hint = "name a folder outside of the project, or none"
        raise UserError(eng.NO_CACHE(message, hint=hint), exit_code=2)


def _assert_ours(folder: Path) -> None:
    """That a folder is empty, or holds what was kept, or isn't there yet."""
    try:
        items = {name for name in os.listdir(folder) if not _DRAFT.fullmatch(name)}
        notes = [name for name in _NOTES if (folder / name).exists()]
        ours = all((folder / name).read_bytes() == _NOTES[name] for name in notes)
        if ours and (_TAG in notes or items <= _NOTES.keys()):
            return
    except FileNotFoundError:
        return
    except OSError as error:
        said = eng.NO_CACHE(f"the cache `{folder}` can't be used: {error.strerror}")
        raise UserError(said, exit_code=2) from None
    message = f"`{folder}` holds other things than what was kept by publish"
    hint = "name a folder that is empty, or isn't there yet"
    raise UserError(eng.NO_CACHE(message, hint=hint), exit_code=2)


def _is_whole(key: str, data: bytes) -> bool:
    begin = len(_MARK) + _CHECK
    return data[:begin] == _MARK + _checksum(key, data[begin:])


def _files(folder: Path, only: str = "") -> Iterator[tuple[int, int, str]]:
    """When each value was used last, its size in bytes, its path; drafts left by a
    crash among them, and values of former versions, on shelves of two digits. With ``only``,
    of this shelf. What has other names isn't ours.
    """
    for shelf in os.scandir(folder):
        if only and shelf.name != only:
            continue
        if _SHELF.fullmatch(shelf.name) and shelf.is_dir(follow_symlinks=False):
            for file in os.scandir(shelf.path):
                if not (_VALUE.fullmatch(file.name) or _DRAFT.fullmatch(file.name)):
                    continue
                with contextlib.suppress(OSError):
                    status = file.stat(follow_symlinks=False)
                    yield status.st_mtime_ns, status.st_size, file.path
