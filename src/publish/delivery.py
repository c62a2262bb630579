"""Artifacts into the output folder, with a manifest; what stood there stays whole.

Each file is written beside its place and moved onto it in one step, the manifest
last. A crash at any instant leaves each file as it was or as it shall be.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish.diagnostics.core import UserError
from publish.diagnostics.rules import eng
from publish.model.publication import Artifact, Publication
from publish.model.settings import FORMATS, MEDIA_TYPES, Settings


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file in the output folder; ``path`` is relative to the project.

    ``entry`` is empty for the page over all entries.
    """

    entry: str
    format: str
    path: str
    bytes: int


def deliver(
    publication: Publication,
    artifacts: Iterable[Artifact],
    versions: Mapping[str, str],
) -> tuple[Delivered, ...]:
    """Write artifacts to ``output/<id>/`` and bring its ``manifest.json`` up to date.

    Formats that were not made now keep their files and their lines in the manifest.
    Raises `UserError` (exit code 4) where the machine can't write.
    """
    settings = publication.settings
    folder = settings.root / settings.output / publication.id
    made = list(artifacts)
    if not made:
        return ()
    with _writing(folder):
        for artifact in made:
            replace_file(folder / artifact.name, artifact.data)
        manifest = _manifest(publication, made, versions, _former(folder))
        replace_file(folder / "manifest.json", _json(manifest))
    base = f"{settings.output}/{publication.id}"
    return tuple(Delivered(publication.id, a.format, f"{base}/{a.name}", len(a.data)) for a in made)


def deliver_index(settings: Settings, artifact: Artifact) -> Delivered:
    """Write the page over all entries; raises `UserError` as `deliver` does."""
    folder = settings.root / settings.output
    with _writing(folder):
        replace_file(folder / artifact.name, artifact.data)
    path = f"{settings.output}/{artifact.name}"
    return Delivered("", artifact.format, path, len(artifact.data))


def delivered_formats(settings: Settings, entry_id: str) -> tuple[str, ...]:
    """The formats of which the output folder holds a file of this entry."""
    folder = settings.root / settings.output / entry_id
    return tuple(name for name in FORMATS if (folder / f"{entry_id}.{name}").is_file())


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(
            eng.CANNOT_WRITE(
                f"`{folder}` can't be written: {reason}",
                hint="free some space or mend the permissions; the former files are untouched",
            ),
            exit_code=4,
        ) from None


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step; on any failure the old file stays."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def clean(root: Path, output: str) -> bool:
    """Remove the output folder; False if there was none.

    Only a folder inside the project is removed, and no link is followed.
    """
    folder = root / output
    if folder.is_symlink() or not folder.is_dir():
        return False
    shutil.rmtree(folder)
    return True


# -- the manifest -------------------------------------------------------------


def _former(folder: Path) -> list[dict[str, Any]]:
    """The files that the former manifest lists, if it can be read."""
    try:
        files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
        return [entry for entry in files if (folder / entry["name"]).is_file()]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _manifest(
    publication: Publication,
    artifacts: list[Artifact],
    versions: Mapping[str, str],
    former: list[dict[str, Any]],
) -> dict[str, Any]:
    entry = publication.entry
    files = {line["format"]: line for line in former}
    files.update((artifact.format, _line(artifact)) for artifact in artifacts)
    return {
        "id": publication.id,
        "title": entry.title,
        "lang": entry.lang,
        "modified": publication.modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "style": publication.style.name,
        "references": [reference.key for reference in publication.references],
        "source": {
            "path": entry.path,
            "sha256": sha256(entry.source.text.encode()).hexdigest(),
        },
        "files": [files[name] for name in sorted(files)],
        "made_with": dict(sorted(versions.items())),
    }


def _line(artifact: Artifact) -> dict[str, Any]:
    return {
        "name": artifact.name,
        "format": artifact.format,
        "media_type": MEDIA_TYPES[artifact.format],
        "bytes": len(artifact.data),
        "sha256": artifact.sha256,
        "claims": list(artifact.claims),
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
