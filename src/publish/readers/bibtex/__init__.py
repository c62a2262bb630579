"""The .bib files of a project → its ``Bibliography``."""

from publish.readers.bibtex.bibliography import BibFile, read_bibliography, value_diagnostics

__all__ = ["BibFile", "read_bibliography", "value_diagnostics"]
