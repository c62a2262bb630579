"""Artifacts into the output folder, with a manifest; what stood there stays whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from publish.delivery.folder import EACH, INDEX, MANIFEST, changing, clean, put, remove
from publish.delivery.manifest import Line, former_lines, manifest
from publish.diagnostics.core import Result, UserError
from publish.engines.stamps import Stamps, stamps
from publish.model.delivered import Delivered
from publish.model.frozen import replace
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
    """The files of a publication that stand there, and the stamps of its folder and all that this
    holds, from before anybody else could change it; the formats in which another build, which has
    read a newer text, has ``overtaken`` this one: then nobody knows of what all of it is made.
    """

    files: tuple[Delivered, ...]
    stamps: Stamps | None
    overtaken: Container[str] = ()


def deliver(
    publication: Publication,
    artifacts: Iterable[Artifact],
    versions: Mapping[str, str],
) -> Delivery:
    """Write artifacts to ``output/<id>/`` and bring its ``manifest.json`` up to date. What another
    build has delivered meanwhile, of a text that is newer than this publication's, stays.

    Formats that were not made now keep their files and their lines in the manifest.
    Raises `UserError` as `publish.delivery.folder.put` does.
    """
    settings, made = publication.settings, list(artifacts)
    if not made:
        return Delivery((), {})
    folder = f"{settings.output}/{publication.id}"
    with changing(settings.root, folder) as place:
        former = former_lines(place / MANIFEST)
        newer = _overtaken(publication, former, {each.format for each in made})
        mine = [each for each in made if each.format not in newer]
        new = _put(publication, mine, versions, former) if mine else {}
        standing = stamps(settings.root, _standing(settings, folder))
    delivered = _delivered(publication.id, folder, made, new)
    if not newer:
        return Delivery(delivered, standing)
    sizes = {name: line["bytes"] for name, line in newer.items()}
    files = (replace(each, bytes=sizes.get(each.format, each.bytes)) for each in delivered)
    return Delivery(tuple(files), None, frozenset(newer))


def _put(
    publication: Publication,
    artifacts: Sequence[Artifact],
    versions: Mapping[str, str],
    former: Sequence[Line],
) -> Container[str]:
    """Bring the folder of a publication up to date; the names of the files that were others."""
    settings = publication.settings
    folder = f"{settings.output}/{publication.id}"
    files = {each.name: each.data for each in artifacts}
    for each in artifacts:
        files.update(each.files)
    files[MANIFEST] = manifest(publication, artifacts, versions, former)
    place, now = settings.root / folder, {each.format for each in artifacts}
    new = {name: data for name, data in files.items() if not _is_there(place / name, data)}
    put(settings.root, folder, new)
    gone = [name for line in former if line["format"] in now for name in line.get("files", ())]
    remove(settings.root, folder, (name for name in gone if name not in files))
    return new


def _overtaken(
    publication: Publication, former: Iterable[Line], formats: Container[str]
) -> dict[str, Line]:
    """By format the files that stand there and were made of the text as it is now, where this
    publication's is of before: another build has read it later and delivered already.
    """
    source = publication.entry.source
    try:
        now = sha256((publication.settings.root / source.path).read_bytes()).hexdigest()
    except OSError:
        return {}
    if now == source.digest:
        return {}
    standing = (line for line in former if line["format"] in formats)
    return {line["format"]: line for line in standing if line.get("source_sha256") == now}


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
    standing = stamps(settings.root, [f"{settings.output}/{INDEX}"])
    return Delivery(_delivered("", settings.output, [artifact], new), standing)


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
