"""What was delivered, copied to another place: what isn't there yet, manifests last.

A manifest tells by its sums what of a folder has changed, and the place tells which files it has,
and how long they are. The manifest comes behind the files that it lists, so that what it says is
there whole, however a copy ended; copying again goes on there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Protocol

from publish.delivery.folder import INDEX, MANIFEST
from publish.delivery.manifest import Line, is_inside
from publish.model.settings import Settings

SIDE_BY_SIDE = 8
"""Folders that are copied at a time; what takes long is the way."""


class Place(Protocol):
    """Where files are copied to; names are relative to it."""

    def read(self, name: str) -> bytes | None: ...
    def sizes(self, folder: str) -> Mapping[str, int]: ...
    def write(self, files: Mapping[str, bytes]) -> None: ...
    def remove(self, name: str) -> None: ...


def copy_output(settings: Settings, paths: Iterable[str], place: Place) -> tuple[str, ...]:
    """Copy the folders in which delivered files (``paths``, relative to the project) stand, and
    the page over all entries; the names of all files that were written there.
    """
    output = settings.root / settings.output
    names = (PurePosixPath(path).relative_to(settings.output) for path in paths)
    folders = dict.fromkeys(name.parent.as_posix() for name in names)

    def copied(folder: str) -> list[str]:
        return list(_page(output, place) if folder == "." else _folder(output, folder, place))

    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        return tuple(chain.from_iterable(threads.map(copied, folders)))


def _page(output: Path, place: Place) -> Iterator[str]:
    """Bring the page over all entries up to date."""
    page = (output / INDEX).read_bytes()
    if place.read(INDEX) != page:
        place.write({INDEX: page})
        yield INDEX


def _folder(output: Path, folder: str, place: Place) -> Iterator[str]:
    """Bring one folder up to date."""
    listed = f"{folder}/{MANIFEST}"
    ours, theirs = (output / listed).read_bytes(), place.read(listed)
    lines, former = _lines(ours), _lines(theirs or b"")
    sizes = place.sizes(folder)
    changed = [
        name
        for format_, line in lines.items()
        for name in (f"{folder}/{each}" for each in _files(line))
        if line["sha256"] != former.get(format_, {}).get("sha256")
        or sizes.get(name) != (output / name).stat().st_size
    ]
    if changed:
        place.write({name: (output / name).read_bytes() for name in changed})
    elif ours == theirs:
        return
    place.write({listed: ours})
    yield from (*changed, listed)
    held = {name for line in lines.values() for name in _files(line)}
    for name in chain.from_iterable(map(_files, former.values())):
        if name not in held and is_inside(name):
            place.remove(f"{folder}/{name}")


def _lines(manifest: bytes) -> Mapping[str, Line]:
    """The files that a manifest lists, by their formats; none if it can't be read."""
    try:
        return {line["format"]: line for line in json.loads(manifest)["files"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _files(line: Line) -> list[str]:
    """The names of a format's files."""
    return [*line.get("files", ()), line["name"]]
