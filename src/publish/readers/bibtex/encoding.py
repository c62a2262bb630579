"""The bytes of a .bib file → its text, whatever encoding it was saved in.

In this order: a byte order mark, UTF-8, the encoding that the file declares
(JabRef's ``% Encoding: …``), GBK where the bytes come in its pairs, Windows-1252. What is
UTF-8 in a file that isn't, or the other way round, as when exports were put together, is read
as what it is.
"""

from __future__ import annotations

import codecs
import re

from publish.diagnostics import Collector, Result
from publish.diagnostics.rules import bib
from publish.model.expressions import expression
from publish.model.place import Place, SourceFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "gb18030": "GBK",
    "cp1252": "Windows-1252 (Latin-1)",
}
_DECLARED = expression(rb"%\s*Encoding:\s*([\w-]+)", re.IGNORECASE)
_HIGH_RUN = expression(rb"[\x80-\xff]+")
_DAMAGE = "publish.cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A codec's error handler: bytes that aren't UTF-8 as Windows-1252 has them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return _latin(damaged), error.end


codecs.register_error(_DAMAGE, _as_windows)


def decode(path: str, data: bytes) -> Result[SourceFile]:
    """The file's text, line ends as ``\\n``, with a diagnostic where it isn't UTF-8."""
    found = Collector()
    text, encoding = _decoded(path, data, found)
    if encoding != "utf-8":
        found.add(
            bib.FOREIGN_ENCODING(
                f"the file is not UTF-8; it was read as {_NAMES.get(encoding, encoding)}",
                Place(path, 1, 1),
                "save it as UTF-8",
            )
        )
    return found.result(SourceFile(path, _plain(text), encoding))


def _plain(text: str) -> str:
    """Line ends as one ``\\n`` each."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(path: str, data: bytes, found: Collector) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, _DAMAGE if encoding == "utf-8" else "replace")
            return text, encoding
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return data.decode(unmarked, "replace"), unmarked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first = error.start
    whole, total = _runs(data)
    if whole * 2 >= total:
        return _mixed(path, data, first, found)
    for guess in (_declared(data), "gb18030" if _looks_gbk(data) else None):
        if guess:
            try:
                text = data.decode(guess)
                text.encode("utf-8")  # some codecs of Python's make halves of characters
            except (UnicodeError, LookupError):
                continue
            return text, guess
    return _mixed(path, data, first, found) if whole else (_latin(data), "cp1252")


def _mixed(path: str, data: bytes, first: int, found: Collector) -> tuple[str, str]:
    """UTF-8, what is none (from the byte ``first`` on) as Windows-1252."""
    before = SourceFile(path, _plain(data[:first].decode("utf-8")))
    found.add(
        bib.DAMAGED_BYTES(
            "bytes that are not UTF-8 in a file that is",
            before.place(len(before.text)),
            "compare the letters from here on; save the file as UTF-8",
        )
    )
    return data.decode("utf-8", _DAMAGE), "utf-8"


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a .bib's ASCII is zero."""
    head = data[:400]
    if head.count(0) <= len(head) * 0.3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _runs(data: bytes) -> tuple[int, int]:
    """How many runs of bytes above ASCII are whole UTF-8 characters, and how many there are."""
    whole = total = 0
    for run in _HIGH_RUN.findall(data):
        total += 1
        try:
            run.decode("utf-8")
            whole += 1
        except UnicodeDecodeError:
            pass
    return whole, total


def _declared(data: bytes) -> str | None:
    declared = _DECLARED.search(data[:2000])
    if not declared:
        return None
    try:
        return codecs.lookup(declared.group(1).decode("ascii", "replace")).name
    except LookupError:
        return None


def _looks_gbk(data: bytes) -> bool:
    """Letters of GBK are pairs; in Latin-1 letters above ASCII mostly stand alone."""
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    paired = sum(length for length in runs if length % 2 == 0)
    return paired > 0.7 * sum(runs) and sum(runs) > len(runs) * 2


def _latin(data: bytes) -> str:
    """Windows-1252, and Latin-1 for the five bytes that it leaves out."""
    return "".join(
        bytes((byte,)).decode("cp1252", "ignore") or chr(byte) if byte > 127 else chr(byte)
        for byte in data
    )
