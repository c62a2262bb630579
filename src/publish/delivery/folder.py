"""Files into the output folder and out of it: whole or not at all, and never elsewhere.

The files of one publication are all written beside their places first, and only
then moved onto them, each in one step. What fails before leaves everything as it
was. No link is followed on the way: not to write, and not to remove.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from publish.delivery.manifest import former_lines, is_inside
from publish.diagnostics.core import UserError
from publish.diagnostics.rules import cfg, eng
from publish.engines.replacement import PART, alone_in, replace_files, writing
from publish.model.settings import FORMATS

MANIFEST = "manifest.json"
INDEX = "index.html"
EACH = "each"
"""Below a collection's folder: its entries, each made by itself as one of a series."""

_UNFINISHED = f".*{PART}"
"""What a build leaves that the system has ended amid writing."""


def put(root: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (bytes by name) into ``folder`` of the project, in their order.

    Raises `UserError`: with exit code 2 where a link stands in the way, with 4 where
    the machine can't write.
    """
    place = _refused_links(root, folder)
    below = sorted({f"{folder}/{name}".rpartition("/")[0] for name in files})
    with writing(f"{folder}/"):
        for each in below:
            _refused_links(root, each).mkdir(parents=True, exist_ok=True)
    for name in files:
        if (place / name).is_dir():
            message = f"`{folder}/{name}` can't be written: a folder stands there"
            hint = "move it away, and build again"
            raise UserError(eng.CANNOT_WRITE(message, hint=hint), exit_code=4)
    with writing(f"{folder}/"):
        replace_files({place / name: data for name, data in files.items()})


@contextlib.contextmanager
def changing(root: Path, folder: str) -> Iterator[Path]:
    """The path of a folder of the project, which is made if it isn't there. While inside, whoever
    else would change it waits. Raises `UserError` as `put` does.
    """
    place = _refused_links(root, folder)
    with writing(f"{folder}/"):
        place.mkdir(parents=True, exist_ok=True)
    with alone_in(place):
        yield place


def remove(root: Path, folder: str, names: Iterable[str]) -> None:
    """Remove files that were delivered into ``folder`` and aren't made any more."""
    for name in names:
        if _is_below(name):
            with writing(f"{folder}/"):
                _removed(_refused_links(root, f"{folder}/{name}"))


def _is_linked(folder: Path, name: str) -> bool:
    """Whether a folder on the way to a file is a link."""
    return any((folder / each).is_symlink() for each in PurePosixPath(name).parents)


def _is_below(name: str) -> bool:
    """Whether a name that a manifest gives is one that was put into its folder."""
    return is_inside(name) and len(PurePosixPath(name).parts) > 1


def clean(root: Path, output: str) -> bool:
    """Remove what was delivered to the output folder; False if there was nothing.

    Files that were not delivered stay, and so do the folders that hold them.
    """
    place = _refused_links(root, output)
    if not place.is_dir():
        return False
    series, entries = _series_folders(place), _entry_folders(place)
    folders = [*series, *entries]
    gone = [_removed(path) for folder in folders for path in _delivered(folder)]
    gone += [_removed(path) for path in (place / INDEX, *place.glob(_UNFINISHED))]
    below = [each for folder in folders for each in _entry_folders(folder)]
    for folder in sorted({*below, *folders, place}, key=lambda path: -len(path.parts)):
        with contextlib.suppress(OSError):
            folder.rmdir()
    return any(gone)


def _refused_links(root: Path, folder: str) -> Path:
    """The path of ``folder``; raises `UserError` if a part of it below root is a link."""
    place = root
    for part in Path(folder).parts:
        place = place / part
        if place.is_symlink():
            shown = place.relative_to(root).as_posix()
            raise UserError(
                cfg.LINKED_OUTPUT(
                    f"`{shown}` is a link, and what is made stays inside the project",
                    hint="put a folder there, or set `output` to another one",
                ),
                exit_code=2,
            )
    return place


def _entry_folders(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir() and not path.is_symlink())


def _series_folders(place: Path) -> list[Path]:
    """The folders of entries that were made as a series, below their collections."""
    series = [folder / EACH for folder in _entry_folders(place)]
    there = [folder for folder in series if folder.is_dir() and not folder.is_symlink()]
    return [each for folder in there for each in _entry_folders(folder)]


def _delivered(folder: Path) -> Iterator[Path]:
    """The files in an entry's folder that a build writes there."""
    for line in former_lines(folder / MANIFEST):
        names = [name for name in line.get("files", ()) if _is_below(name)]
        yield from (folder / name for name in names if not _is_linked(folder, name))
    yield folder / MANIFEST
    yield from (folder / f"{folder.name}.{name}" for name in FORMATS)
    yield folder / f"{folder.name}-brief.pdf"
    yield from folder.glob(_UNFINISHED)


def _removed(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    path.unlink()
    return True
