"""Artifacts into the output folder, with a manifest; what stood there stays whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from publish.delivery.folder import EACH, INDEX, MANIFEST, changing, clean, put, remove
from publish.delivery.manifest import former_lines, manifest
from publish.diagnostics.core import Result, UserError
from publish.model.delivered import Delivered
from publish.model.publication import Artifact, Publication
from publish.model.settings import FORMATS, Settings

__all__ = [
    "EACH",
    "INDEX",
    "Delivered",
    "clean",
    "deliver",
    "deliver_brief",
    "deliver_index",
    "delivered_files",
    "delivered_formats",
    "has_index",
    "reported",
]


def deliver(
    publication: Publication,
    artifacts: Iterable[Artifact],
    versions: Mapping[str, str],
) -> tuple[Delivered, ...]:
    """Write artifacts to ``output/<id>/`` and bring its ``manifest.json`` up to date.

    Formats that were not made now keep their files and their lines in the manifest.
    Raises `UserError` as `publish.delivery.folder.put` does.
    """
    settings, made = publication.settings, list(artifacts)
    if not made:
        return ()
    folder = f"{settings.output}/{publication.id}"
    files = {artifact.name: artifact.data for artifact in made}
    for artifact in made:
        files.update(artifact.files)
    now = {artifact.format for artifact in made}
    with changing(settings.root, folder) as place:
        former = former_lines(place / MANIFEST)
        files[MANIFEST] = manifest(publication, made, versions, former)
        put(settings.root, folder, files)
        gone = [name for line in former if line["format"] in now for name in line.get("files", ())]
        remove(settings.root, folder, (name for name in gone if name not in files))
    return tuple(_delivered(publication.id, folder, artifact) for artifact in made)


def reported(delivery: Callable[[], tuple[Delivered, ...]]) -> Result[tuple[Delivered, ...]]:
    """What was delivered; nothing, and why, where the output can't be written."""
    try:
        return Result(delivery())
    except UserError as error:
        return Result((), error.diagnostics)


def deliver_index(settings: Settings, artifact: Artifact) -> Delivered:
    """Write the page over all entries; raises `UserError` as `deliver` does."""
    put(settings.root, settings.output, {INDEX: artifact.data})
    return _delivered("", settings.output, artifact)


def deliver_brief(settings: Settings, entry_id: str, artifact: Artifact) -> Delivered:
    """Write an entry's brief beside its dossier; raises `UserError` as `deliver` does."""
    folder = f"{settings.output}/{entry_id}"
    put(settings.root, folder, {artifact.name: artifact.data})
    return _delivered(entry_id, folder, artifact)


def delivered_formats(settings: Settings, entry_id: str) -> tuple[str, ...]:
    """The formats of which the output folder holds a file of this entry."""
    stem = f"{settings.root}/{settings.output}/{entry_id}/{entry_id}"
    return tuple(name for name in FORMATS if os.path.isfile(f"{stem}.{name}"))


def delivered_files(settings: Settings, entry_id: str) -> tuple[str, ...]:
    """The output folder of an entry and all that it holds, relative to the project."""
    folder = f"{settings.output}/{entry_id}"
    try:
        names = sorted(os.listdir(settings.root / folder))
    except OSError:
        return (folder,)
    return (folder, *(f"{folder}/{name}" for name in names))


def has_index(settings: Settings) -> bool:
    """Whether the output folder holds the page over all entries."""
    return (settings.root / settings.output / INDEX).is_file()


def _delivered(entry: str, folder: str, artifact: Artifact) -> Delivered:
    return Delivered(entry, artifact.format, f"{folder}/{artifact.name}", len(artifact.data))
