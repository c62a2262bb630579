"""What was delivered, as ``manifest.json``: files with their sums, sources, versions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from publish.engines.packing import as_json
from publish.model.manifest import identification
from publish.model.publication import Artifact, Publication
from publish.model.settings import MEDIA_TYPES

Line = dict[str, Any]
"""A file in the manifest."""


def former_lines(path: Path) -> list[Line]:
    """The files that a manifest lists and that are there, if it can be read."""
    try:
        lines = json.loads(path.read_text(encoding="utf-8"))["files"]
        return [line for line in lines if path.with_name(line["name"]).is_file()]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def is_inside(name: str) -> bool:
    """Whether a name that a manifest gives leads nowhere out of its folder."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def manifest(
    publication: Publication,
    artifacts: Iterable[Artifact],
    versions: Mapping[str, str],
    former: Iterable[Line] = (),
) -> bytes:
    """The manifest of a publication: ``artifacts``, and what of ``former`` they leave.

    What it was made of stands beside each file, since a format may have been made earlier
    than another, of another text, in another style, by other versions.
    """
    files = {line["format"]: line for line in former}
    files.update((a.format, _line(a, publication, versions)) for a in artifacts)
    content = {
        **identification(publication),
        "files": [files[name] for name in sorted(files)],
    }
    return as_json(content, indent=2)


def _line(artifact: Artifact, publication: Publication, versions: Mapping[str, str]) -> Line:
    return {
        "name": artifact.name,
        "format": artifact.format,
        "media_type": MEDIA_TYPES[artifact.format],
        "bytes": len(artifact.data),
        "sha256": artifact.sha256,
        **({"files": sorted(name for name, _ in artifact.files)} if artifact.files else {}),
        "claims": list(artifact.claims),
        "source_sha256": publication.entry.source.digest,
        "style": publication.style.name,
        "references": [reference.key for reference in publication.references],
        "made_with": dict(sorted(versions.items())),
    }
