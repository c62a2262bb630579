"""Files to a place that fsspec knows: a folder, a bucket, a server; and back.

The package ``fsspec`` (the extra ``copy``) reaches most of them by a package of its own, as
``s3fs`` for ``s3://bucket/path``; names, passwords and endpoints come from where those look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import eng

_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "oss", "oci", "memory"})
"""Where names have slashes but there are no folders; to make one there makes a bucket."""


class Storage:
    """The place at ``address`` (``s3://bucket/path``, a path); names are relative to it.

    Raises `UserError`: with exit code 3 where a package is missing, with 2 where the address
    is of a kind that nobody knows. All that is asked of it raises `EngineFailure` (exit code
    4) where the place refuses.
    """

    def __init__(self, address: str) -> None:
        if find_spec("fsspec") is None:
            raise _missing("fsspec", "publish-dossiers[copy]")
        from fsspec.core import url_to_fs

        self.address = address
        try:
            self._files, self._root = url_to_fs(address)
        except ImportError as error:
            package = str(error).rpartition(" ")[2] if "nstall" in str(error) else error.name
            raise _missing(package or "of this kind of place", package or "") from None
        except (ValueError, OSError) as error:
            message = f"`{address}` names no place that files can be copied to: {_said(error)}"
            hint = "a folder, or an address that fsspec knows, as `s3://bucket/path`"
            raise UserError(eng.CANNOT_WRITE(message, hint=hint), exit_code=2) from None
        protocol = self._files.protocol
        kinds = {protocol} if isinstance(protocol, str) else {*protocol}
        self._has_folders = _OBJECT_STORES.isdisjoint(kinds)

    def read(self, name: str) -> bytes | None:
        """What a file holds; None if there is none."""
        with self._asked("read", name):
            try:
                data: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return data

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files by their names, in no order."""
        places = {self._path(name): data for name, data in files.items()}
        with self._asked("written", next(iter(files), "")):
            if self._has_folders:
                for folder in sorted({place.rpartition("/")[0] for place in places}):
                    self._files.makedirs(folder, exist_ok=True)
            self._files.pipe(places)

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
            hint = "see to the address, the rights and the network; what is there stays whole"
            raise EngineFailure(eng.CANNOT_WRITE(message, hint=hint)) from None


def _missing(package: str, requirement: str) -> UserError:
    message = f"the package `{package}` is not installed"
    hint = f"`pip install '{requirement}'` brings it" if requirement else None
    return UserError(eng.MISSING_ENGINE(message, hint=hint), exit_code=3)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
