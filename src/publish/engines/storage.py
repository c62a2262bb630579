"""Files to a place that fsspec knows: a folder, a bucket, a server; and back.

The package ``fsspec`` (the extra ``copy``) reaches most of them by a package of its own, as
``s3fs`` for ``s3://bucket/path``; names, passwords and endpoints come from where those look.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import eng

_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "oss", "oci", "memory"})
"""Where names have slashes but there are no folders; to make one there makes a bucket."""

_TYPED = {"s3": "ContentType", "s3a": "ContentType", "gs": "content_type", "gcs": "content_type"}
"""By what name a place is told what kind of file it gets; others don't keep it, or guess."""

_HINT = "see to the address, the rights and the network; what is there stays whole"


class Storage:
    """The place at ``address`` (``s3://bucket/path``, a path); names are relative to it.

    Raises `UserError`: with exit code 3 where a package is missing, with 2 where the address
    is of a kind that nobody knows. All that is asked of it raises `EngineFailure` (exit code
    4) where the place refuses.
    """

    def __init__(self, address: str) -> None:
        if find_spec("fsspec") is None:
            message = "the package `fsspec` is not installed"
            hint = "`pip install 'publish-dossiers[copy]'` brings it"
            raise UserError(eng.MISSING_ENGINE(message, hint=hint), exit_code=3)
        from fsspec.core import url_to_fs

        self.address = address
        try:
            self._files, self._root = url_to_fs(address)
            self._files.invalidate_cache()
        except ImportError as error:
            message = f"a package for `{address}` is not installed: {_said(error)}"
            hint = "install it beside `publish`, with the same `pip`"
            raise UserError(eng.MISSING_ENGINE(message, hint=hint), exit_code=3) from None
        except OSError as error:
            message = f"`{address}` can't be reached: {_said(error)}"
            raise EngineFailure(eng.CANNOT_WRITE(message, hint=_HINT)) from None
        except ValueError as error:
            message = f"`{address}` names no place that files can be copied to: {_said(error)}"
            hint = "a folder, or an address that fsspec knows, as `s3://bucket/path`"
            raise UserError(eng.CANNOT_WRITE(message, hint=hint), exit_code=2) from None
        protocol = self._files.protocol
        kinds = {protocol} if isinstance(protocol, str) else {*protocol}
        self._has_folders = _OBJECT_STORES.isdisjoint(kinds)
        self._typed = next((_TYPED[kind] for kind in kinds if kind in _TYPED), None)

    def read(self, name: str) -> bytes | None:
        """What a file holds; None if there is none."""
        with self._asked("read", name):
            try:
                data: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return data

    def sizes(self, folder: str) -> Mapping[str, int]:
        """The files in a folder and below it, by their names, and how many bytes they hold."""
        with self._asked("listed", folder):
            try:
                found = self._files.find(self._path(folder), detail=True)
            except FileNotFoundError:
                return {}
        return {
            f"{folder}{path.rpartition(self._path(folder))[2]}": told["size"]
            for path, told in found.items()
        }

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files by their names, in no order."""
        places = {self._path(name): data for name, data in files.items()}
        with self._asked("written", next(iter(files), "")):
            if self._has_folders:
                for folder in sorted({place.rpartition("/")[0] for place in places}):
                    self._files.makedirs(folder, exist_ok=True)
            for kind in {*map(_media_type, places)}:
                told = {self._typed: kind} if self._typed else {}
                its = {path: data for path, data in places.items() if _media_type(path) == kind}
                self._files.pipe(its, **told)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with self._asked("removed", name):
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:
                return

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @contextmanager
    def _asked(self, what: str, name: str) -> Iterator[None]:
        """While inside, whatever a place refuses becomes an `EngineFailure`: each kind of
        place has errors of its own.
        """
        try:
            yield
        except Exception as error:
            message = f"`{name}` can't be {what} at `{self.address}`: {_said(error)}"
            raise EngineFailure(eng.CANNOT_WRITE(message, hint=_HINT)) from None


def _media_type(path: str) -> str:
    """By the name's ending, for who opens it by its address (RFC 6838)."""
    kind, _ = mimetypes.guess_type(path)
    return "application/epub+zip" if path.endswith(".epub") else kind or "application/octet-stream"


def _said(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
