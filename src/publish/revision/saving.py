"""Revisions into the files of the project, all of them or none."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from publish.diagnostics.core import Collector, Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import res
from publish.engines.files import read_file
from publish.engines.replacement import replace_files, writing
from publish.model.frozen import replace
from publish.model.place import Place
from publish.revision.edits import Revision, revised

MOST_BYTES = 200_000_000

_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
"""Byte order marks, which stay in front."""


def save(root: Path, revisions: Iterable[Revision]) -> Result[tuple[str, ...]]:
    """Write the revised files; the paths of those that were written.

    Where one of them can't be written as it should (it changed since it was read, its
    encoding lacks a letter), none is, and the diagnostics say why. Links inside the
    project are followed. Raises `UserError` (exit code 4) where the machine can't write.
    """
    found = Collector()
    files: dict[Path, bytes] = {}
    paths: list[str] = []
    for revision in revisions:
        try:
            data = _revised(read_file(root, root / revision.path, MOST_BYTES), revision)
        except EngineFailure as failure:
            found.extend(failure.diagnostics)
            continue
        files[(root / revision.path).resolve()] = data
        paths.append(revision.path)
    if found.items or not files:
        return found.result(())
    with writing(", ".join(paths)):
        replace_files(files)
    return found.result(tuple(paths))


def _revised(data: bytes, revision: Revision) -> bytes:
    """The file's bytes with the edits made; raises `EngineFailure` where that isn't safe."""
    source = revision.source
    mark = _MARKS.get(source.encoding, b"")
    mark = mark if data.startswith(mark) else b""
    body = data[len(mark) :]
    try:
        text = body.decode(source.encoding)
        faithful = text.encode(source.encoding) == body
    except UnicodeError:
        text, faithful = None, False
    if text is not None and _with_plain_ends(text) != source.text:
        raise EngineFailure(_changed(source.path))
    if text is None or not faithful:
        raise EngineFailure(_damaged(source.path, source.encoding))
    try:
        return mark + _with_former_ends(text, revision).encode(source.encoding)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise EngineFailure(_lacking(source.path, source.encoding, letter)) from None


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_former_ends(text: str, revision: Revision) -> str:
    """``text``, line ends as in the file, with the edits made; new lines end as its first."""
    if "\r" not in text:
        return revised(text, revision.edits)
    pairs = _pairs(text)
    end = "\r\n" if text.find("\n") == text.find("\r") + 1 else "\r"
    if 0 <= text.find("\n") < text.find("\r"):
        end = "\n"
    moved = (
        replace(
            edit,
            start=edit.start + bisect_left(pairs, edit.start),
            end=edit.end + bisect_left(pairs, edit.end),
            text=edit.text.replace("\n", end),
        )
        for edit in revision.edits
    )
    return revised(text, moved)


def _pairs(text: str) -> list[int]:
    """Where in the text with plain line ends those stand that are two characters here."""
    found: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = text.find("\r\n", at + 2)
    return found


# -- what can't be written ----------------------------------------------------------


def _changed(path: str) -> Diagnostic:
    message = f"`{path}` has changed since it was read, and was left as it is"
    return res.CHANGED_SINCE_READ(message, Place(path), "run the command again")


def _damaged(path: str, encoding: str) -> Diagnostic:
    message = f"`{path}` holds bytes that are not {encoding.upper()}, so a change would lose them"
    return res.CANNOT_KEEP_ENCODING(message, Place(path), "save it as UTF-8 first")


def _lacking(path: str, encoding: str, letter: str) -> Diagnostic:
    message = f"`{path}` is {encoding.upper()}, which has no `{letter}`"
    return res.CANNOT_KEEP_ENCODING(message, Place(path), "save it as UTF-8 first")
