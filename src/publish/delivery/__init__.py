"""Artifacts into the output folder, with a manifest; what stood there stays whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from publish.delivery.folder import EACH, INDEX, MANIFEST, changing, clean, put, remove
from publish.delivery.manifest import former_lines, manifest
from publish.diagnostics.core import Result, UserError
from publish.engines.stamps import Begun, Stamps, stamps, survey
from publish.model.delivered import Delivered
from publish.model.publication import Artifact, Publication
from publish.model.settings import FORMATS, Settings

__all__ = [
    "EACH",
    "INDEX",
    "Delivered",
    "Delivery",
    "clean",
    "deliver",
    "deliver_brief",
    "deliver_index",
    "delivered_formats",
    "has_index",
    "reported",
]


class Delivery(NamedTuple):
    """The files that were delivered of a publication, and the stamps of its folder and all that
    this holds, from before anybody else could change it; None where another's files stand there.
    """

    files: tuple[Delivered, ...]
    stamps: Stamps | None


def deliver(
    publication: Publication,
    artifacts: Iterable[Artifact],
    versions: Mapping[str, str],
    begun: Begun | None = None,
) -> Delivery:
    """Write artifacts to ``output/<id>/`` and bring its ``manifest.json`` up to date. Where a build
    that has begun later has read what changed in between, and delivered already, that stays.

    Formats that were not made now keep their files and their lines in the manifest.
    Raises `UserError` as `publish.delivery.folder.put` does.
    """
    settings, made = publication.settings, list(artifacts)
    if not made:
        return Delivery((), {})
    folder = f"{settings.output}/{publication.id}"
    files = {artifact.name: artifact.data for artifact in made}
    for artifact in made:
        files.update(artifact.files)
    now = {artifact.format for artifact in made}
    with changing(settings.root, folder) as place:
        if begun is not None and _is_overtaken(begun, place / MANIFEST, settings):
            return Delivery(_delivered(publication.id, folder, made, ()), None)
        former = former_lines(place / MANIFEST)
        files[MANIFEST] = manifest(publication, made, versions, former)
        new = {name: data for name, data in files.items() if not _is_there(place / name, data)}
        put(settings.root, folder, new)
        gone = [name for line in former if line["format"] in now for name in line.get("files", ())]
        remove(settings.root, folder, (name for name in gone if name not in files))
        if begun is not None:
            os.utime(place / MANIFEST, ns=(begun.at, begun.at))
        delivered = _delivered(publication.id, folder, made, new)
        return Delivery(delivered, stamps(settings.root, _standing(settings, folder)))


def _is_overtaken(begun: Begun, manifest: Path, settings: Settings) -> bool:
    """Whether another build has delivered that began later, and what is made of has changed since
    this one began. A manifest has the time at which its build began.
    """
    try:
        is_later = os.stat(manifest).st_mtime_ns > begun.at
    except OSError:
        return False
    output, apart = settings.output, begun.apart
    return is_later and survey(settings.root, but=output, before=begun.at, apart=apart) is None


def reported(delivery: Callable[[], Delivery]) -> Result[Delivery]:
    """What was delivered; nothing, and why, where the output can't be written."""
    try:
        return Result(delivery())
    except UserError as error:
        return Result(Delivery((), None), error.diagnostics)


def deliver_index(settings: Settings, artifact: Artifact) -> Delivery:
    """Write the page over all entries; raises `UserError` as `deliver` does."""
    new = {}
    if not _is_there(settings.root / settings.output / INDEX, artifact.data):
        new = {INDEX: artifact.data}
    put(settings.root, settings.output, new)
    return Delivery(_delivered("", settings.output, [artifact], new), None)


def deliver_brief(settings: Settings, entry_id: str, artifact: Artifact) -> Delivered:
    """Write an entry's brief beside its dossier; raises `UserError` as `deliver` does."""
    folder = f"{settings.output}/{entry_id}"
    put(settings.root, folder, {artifact.name: artifact.data})
    (delivered,) = _delivered(entry_id, folder, [artifact], [artifact.name])
    return delivered


def delivered_formats(settings: Settings, entry_id: str) -> tuple[str, ...]:
    """The formats of which the output folder holds a file of this entry."""
    stem = f"{settings.root}/{settings.output}/{entry_id}/{entry_id}"
    return tuple(name for name in FORMATS if os.path.isfile(f"{stem}.{name}"))


def _standing(settings: Settings, folder: str) -> tuple[str, ...]:
    """A folder of the output and all that it holds, relative to the project."""
    names = sorted(os.listdir(settings.root / folder))
    return (folder, *(f"{folder}/{name}" for name in names))


def has_index(settings: Settings) -> bool:
    """Whether the output folder holds the page over all entries."""
    return (settings.root / settings.output / INDEX).is_file()


def _delivered(
    entry: str, folder: str, artifacts: Iterable[Artifact], new: Container[str]
) -> tuple[Delivered, ...]:
    """The files of a folder, of which these names are ``new`` there."""
    return tuple(
        Delivered(
            entry,
            each.format,
            f"{folder}/{each.name}",
            len(each.data),
            any(name in new for name in (each.name, *(name for name, _ in each.files))),
        )
        for each in artifacts
    )


def _is_there(path: Path, data: bytes) -> bool:
    """Whether a file stands there, itself, and has these bytes."""
    try:
        status = os.lstat(path)
        is_alike = S_ISREG(status.st_mode) and status.st_size == len(data)
        return is_alike and path.read_bytes() == data
    except OSError:
        return False
