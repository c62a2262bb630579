"""An address in a document or style sheet becomes bytes, if it may be read at all.

Only ``data:`` addresses and files below one real folder are read: no network, no
redirects, no way out by ``..`` or a symbolic link, nothing above a size. The path of
a ``file:`` address begins at that folder, so that no file tells where it was made.
Of the files there, those that the document itself shows are read, and those in ``styles/``: what
is made is known by them (`publish.kept`), and they travel with it.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from publish.engines.drawings import checked_drawing
from publish.engines.files import is_hidden
from publish.engines.looks import APART, STYLES

LARGEST = 32 * 1024 * 1024
"""Bytes of a file that an image may have."""


class Refused(ValueError):
    """The address may not be read; the text says why."""


class ProjectFetcher(URLFetcher):  # type: ignore[misc]
    """Reads ``data:`` and of the files under ``root``, ``file:///``, those that are ``shown``, by
    their addresses, and those of styles; refuses the rest.
    """

    def __init__(self, root: Path | None, shown: Iterable[str] = ()) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._root = root.resolve() if root is not None else None
        self._shown = {_path(address) for address in shown}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The response for an address; raises :class:`Refused` or OSError."""
        scheme = urlsplit(url).scheme.lower()
        if scheme == "data":
            if len(url) > LARGEST:
                raise Refused("the data address is too long")
            response = super().fetch(url, headers)
            data, kind = response.read(), response.content_type
        elif scheme == "file":
            file = self._file(url)
            data, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0] or ""
        else:
            raise Refused("only files of the project are read, never the network")
        if "svg" in kind:
            _check_drawing(data)
        return URLFetcherResponse(url, data, {"Content-Type": kind or "application/octet-stream"})

    def _file(self, url: str) -> Path:
        if self._root is None or urlsplit(url).netloc not in ("", "localhost"):
            raise Refused("no file may be read here")
        path = _path(url)
        file = (self._root / path).resolve(strict=True)
        if not file.is_relative_to(self._root):
            raise Refused("the file lies outside the project")
        if path not in self._shown and not self._is_style(path, file):
            raise Refused(f"a style sheet shows only what stands in `{STYLES}/`")
        if not file.is_file():
            raise Refused("this is not a file")
        if file.stat().st_size > LARGEST:
            raise Refused(f"the file has more than {LARGEST // 1024 // 1024} MB")
        return file

    def _is_style(self, path: str, file: Path) -> bool:
        """Whether a file is among those of styles that are looked through (`Looks`), not by a
        link, and not for people alone.
        """
        assert self._root is not None
        named = os.path.normpath(self._root / path)
        inside = file.is_relative_to(self._root / STYLES) and named == str(file)
        return inside and not APART.fullmatch(file.name) and not is_hidden(file.name)


def _path(url: str) -> str:
    """The path of an address below the folder."""
    return unquote(urlsplit(url).path).lstrip("/")


def _check_drawing(data: bytes) -> None:
    try:
        checked_drawing(data)
    except ValueError as error:
        raise Refused(f"the drawing {error}") from None
