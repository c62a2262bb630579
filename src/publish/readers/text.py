"""A file of a project to its text, or to the diagnostic of why it can't be read."""

from __future__ import annotations

import codecs
from pathlib import Path

from publish.diagnostics.core import Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import res
from publish.engines.files import read_file, relative
from publish.model.expressions import expression
from publish.model.place import Place, SourceFile

MOST_BYTES = 4_000_000
CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) forbids, so that no EPUB can hold them."""

_PLAIN = bytes(code for code in range(0x09, 0x100) if not CONTROL.match(chr(code)))
"""Bytes of UTF-8 that are no control characters."""


def read_text(root: Path, path: Path) -> Result[SourceFile | None]:
    """The text of ``path`` with line ends as ``\\n`` and no byte order mark."""
    try:
        data = read_file(root, path, MOST_BYTES)
    except EngineFailure as failure:
        return Result(None, failure.diagnostics)
    return decoded(relative(root, path), data)


def decoded(path: str, data: bytes) -> Result[SourceFile | None]:
    """The text of ``data``, which is UTF-8."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return Result(None, (_not_utf8(path, data, error.start),))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = SourceFile(path, text)
    if not _is_suspicious(data):
        return Result(source)
    if found := CONTROL.search(source.text):
        place = source.place(found.start())
        message = f"control character U+{ord(found.group()):04X} in the text"
        return Result(None, (res.CONTROL_CHARACTER.at(source, place, message, "remove it"),))
    return Result(source)


def _is_suspicious(data: bytes) -> bool:
    """Whether control characters are worth seeking: a cheap look before a dear one."""
    return bool(data.translate(None, _PLAIN)) or b"\xef\xbf" in data


def _not_utf8(path: str, data: bytes, start: int) -> Diagnostic:
    before = data[:start].decode(errors="replace").replace("\r\n", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    message = f"byte 0x{data[start]:02X} is not UTF-8"
    return res.NOT_UTF8(message, Place(path, line, column), "save the file as UTF-8")
