"""What of a document further joining looks into, to a little PDF of that alone.

Its objects have the numbers that they had. What else there was stands as an empty
object, so that numbers mean one thing from the first part to the last.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Dictionary, Object, Pdf, Stream

from publish.attach.joining.kept import shortcuts
from publish.attach.joining.leaves import references
from publish.attach.joining.writing import referred

ROOM = 8
"""Bytes for each number: qpdf passes over objects whose numbers are too high for a file's size
(more than a third of it), and would give these numbers again.
"""


def remnant(
    pdf: Pdf, held: Mapping[int, Object], bodies: Mapping[int, bytes], pages: list[int], empty: int
) -> Pdf:
    """A PDF of what is ``held``, with ``bodies``; ``pages`` are the numbers of all pages, and
    ``empty`` is one that nothing has.
    """
    root = pdf.Root
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 1 1] >>" % root.Pages.objgen[0]
    objects = {empty: b"<< >>"}
    for body in bodies.values():
        objects |= dict.fromkeys(referred(body), b"<< >>")
    objects |= dict.fromkeys(pages, page)
    objects |= {first: b"<< /Next %d 0 R >>" % last for first, last in shortcuts(held)}
    objects |= bodies
    above = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), references(pages))
    objects[root.Pages.objgen[0]] = above
    for number, item in held.items():
        if isinstance(item, Stream):
            objects[number] += b"\nstream\n%s\nendstream" % item.read_raw_bytes()
    information = pdf.trailer.get("/Info")
    entries = b"/Root %d 0 R" % root.objgen[0]
    if isinstance(information, Dictionary):
        entries += b" /Info %d 0 R" % information.objgen[0]
    return _opened(objects, entries, pdf.pdf_version)


def _opened(objects: Mapping[int, bytes], entries: bytes, version: str) -> Pdf:
    """A PDF of these objects, as if read from a file."""
    data = io.BytesIO()
    data.write(b"%%PDF-%s\n" % version.encode())
    table = [b"xref\n0 1\n0000000000 65535 f \n"]
    for number in sorted(objects):
        table.append(b"%d 1\n%010d 00000 n \n" % (number, data.tell()))
        data.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    size = max(objects) + 1
    data.write(b" " * (ROOM * size - data.tell()))
    start = data.tell()
    data.write(b"".join(table))
    data.write(b"trailer\n<< %s /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (entries, size, start))
    return pikepdf.open(data)
