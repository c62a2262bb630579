"""Folders in the output of entries that aren't there any more."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

from publish.delivery.folder import MANIFEST
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import res
from publish.model.place import Place
from publish.model.settings import Settings


def stale_output(
    settings: Settings, known: Container[str], unread: Container[str]
) -> Iterator[Diagnostic]:
    """The folders that an entry's manifest stands in whose id isn't among ``known``.

    ``unread`` are the names of files that couldn't be read: of what they hold the id
    isn't known.
    """
    for folder in _strangers(settings.root / settings.output, known):
        try:
            content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            source, is_own = content["source"]["path"], content["id"] == folder.name
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if is_own and PurePosixPath(str(source)).stem not in unread:
            shown = f"{settings.output}/{folder.name}/"
            yield res.STALE_OUTPUT(
                f"`{shown}` holds files of an entry that isn't there any more",
                Place(shown),
                f"delete the folder; the entry was `{source}`",
            )


def _strangers(output: Path, known: Container[str]) -> list[Path]:
    """What the output folder holds but links and what is ``known``, sorted."""
    try:
        names = sorted(name for name in os.listdir(output) if name not in known)
    except OSError:
        return []
    return [output / name for name in names if not os.path.islink(output / name)]
