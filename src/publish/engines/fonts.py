"""The bundled fonts: whole static files from packages, isolated from the machine's.

Output must be the same on every machine, so a page is set in these families and
no others. Fontconfig is told so by a configuration of our own, which has to be in
place before Pango asks for fonts (:func:`isolate`).

Spectral sets text, Fira Sans labels and display, IBM Plex Mono code, Amiri Arabic,
and Cardo what Spectral lacks (polytonic Greek, Hebrew, phonetics).
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from pathlib import Path

from publish.engines.cachefolder import cache_folder, keep
from publish.model.frozen import Frozen

_STEERING = ("FC_LANG", "FONTCONFIG_", "FREETYPE_", "HB_", "PANGO_")
"""How variables begin by which those who set text are told to do it in another way."""

_REGULAR, _ITALIC, _BOLD = "Regular", "Italic", "Bold"


class Family(Frozen):
    """A font family: its CSS name, the package that holds it, its files' stem."""

    name: str
    package: str
    stem: str
    folder: str = "files"

    @property
    def root(self) -> Path | None:
        """The folder of the font files, None if the package is missing."""
        package = _folder(self.package)
        return package and package / self.folder

    def file(self, face: str = _REGULAR) -> Path:
        """The file of a face: ``Regular``, ``SemiBoldItalic`` …"""
        root = self.root
        if root is None:
            raise FileNotFoundError(f"the package {self.package} is not installed")
        return root / f"{self.stem}-{face}.ttf"


@cache
def _folder(package: str) -> Path | None:
    """Where a package is installed."""
    spec = find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


SERIF = Family("Spectral", "fontpkg_spectral", "Spectral")
SANS = Family("Fira Sans", "fontpkg_fira_sans", "FiraSans")
MONO = Family("IBM Plex Mono", "fontpkg_ibm_plex_mono", "IBMPlexMono")
ARABIC = Family("Amiri", "fontpkg_amiri", "Amiri")
SCHOLARLY = Family("Cardo", "fontpkg_cardo", "Cardo")

FAMILIES: tuple[Family, ...] = (SERIF, SANS, MONO, ARABIC, SCHOLARLY)
"""All families, in the order in which a missing character is looked for."""

_GENERIC = {
    "serif": (SERIF, SCHOLARLY, ARABIC, SANS, MONO),
    "sans-serif": (SANS, SERIF, SCHOLARLY, ARABIC, MONO),
    "monospace": (MONO, SANS, SERIF, SCHOLARLY, ARABIC),
}


def missing_packages() -> tuple[str, ...]:
    """The font packages that should be installed and are not."""
    return tuple(f.package for f in FAMILIES if f.root is None)


@cache
def isolate() -> Path:
    """Make fontconfig see the bundled fonts only, and let no variable of the environment say how
    text is shaped; the path of fontconfig's configuration.

    The configuration and fontconfig's own cache of what the files hold stand in
    the user's cache folder, which saves 0.15 s in each later process; where that
    can't be written, in a temporary one.
    """
    name = f"fonts-{sha256(_configuration(Path()).encode()).hexdigest()[:16]}"
    try:
        file = _write(cache_folder() / name)
    except OSError:  # no home, or one that can't be written
        file = _write(Path(tempfile.mkdtemp(prefix="publish-")))
    for name in [each for each in os.environ if each.startswith(_STEERING)]:
        del os.environ[name]
    os.environ["FONTCONFIG_FILE"] = str(file)
    return file


def _write(folder: Path) -> Path:
    """The configuration in ``folder``."""
    file, text = folder / "fonts.conf", _configuration(folder / "cache")
    if not (file.is_file() and file.read_text(encoding="utf-8") == text):
        keep(file, text.encode("utf-8"))
    return file


def _configuration(kept: Path) -> str:
    """A fontconfig configuration (fonts.dtd) with the bundled folders alone, and the
    folder ``kept`` for its own cache.
    """
    folders = sorted({str(f.root) for f in FAMILIES if f.root is not None})
    lines = [f"  <dir>{escape(folder)}</dir>" for folder in folders]
    lines.append(f"  <cachedir>{escape(str(kept))}</cachedir>")
    for generic, families in _GENERIC.items():
        names = "".join(f"<family>{family.name}</family>" for family in families)
        lines.append(f"  <alias><family>{generic}</family><prefer>{names}</prefer></alias>")
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        + "\n".join(lines)
        + "\n</fontconfig>\n"
    )
