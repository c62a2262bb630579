"""The version of this package, as its installation says."""

from __future__ import annotations


def installed_version() -> str:
    """Such as ``0.1.0``; ``0`` where the sources run without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("publish-dossiers")
    except PackageNotFoundError:
        return "0"
