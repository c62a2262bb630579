"""A .bib text as the room takes it."""

from __future__ import annotations

import textwrap

from publish.bibliography.blocks import BibText
from publish.model.place import SourceFile
from publish.model.reference import Bibliography
from publish.readers.bibtex import BibFile, read_bibliography
from publish.readers.bibtex.blocks import read_blocks

PATH = "bibliography/a.bib"


def dedented(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


def bib_text(text: str, path: str = PATH) -> BibText:
    source = SourceFile(path, dedented(text))
    return BibText(source, read_blocks(source).value)


def bibliography(text: str, path: str = PATH) -> Bibliography:
    return read_bibliography([BibFile(path, dedented(text).encode())]).value
