"""Folders in the output of entries that aren't there any more."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import PurePosixPath

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
    for manifest in sorted((settings.root / settings.output).glob(f"*/{MANIFEST}")):
        folder = manifest.parent
        if folder.is_symlink() or folder.name in known:
            continue
        try:
            content = json.loads(manifest.read_text(encoding="utf-8"))
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
