"""Whole fonts become the small WOFF2 files that pages and books carry.

    python tools/web_fonts.py

Run it again when the font package changes, and commit what it writes. Layout
features that no style sheet of ours uses are left out. Spectral's licence (SIL Open
Font License 1.1) reserves no font name, so a subset may keep it.
"""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg_spectral
from fontTools import subset

FACES = {"regular": "Regular", "italic": "Italic", "semibold": "SemiBold"}
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "onum", "lnum", "tnum", "pnum"]
LATIN = [(0x20, 0x24F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0xFB00, 0xFB06)]
SOURCE = Path(fontpkg_spectral.__file__).parent
TARGET = Path(__file__).parents[1] / "src/publish/themes/dossier/fonts"


def subset_font(face: str, latin: bool) -> bytes:
    """One face as WOFF2: its Latin letters, or all that it has."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.recalc_timestamp = False
    options.drop_tables += ["meta"]
    font = subset.load_font(str(SOURCE / "files" / f"Spectral-{FACES[face]}.ttf"), options)
    codes = set(font.getBestCmap())
    if latin:
        codes = {code for code in codes if any(low <= code <= high for low, high in LATIN)}
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    stream = io.BytesIO()
    subset.save_font(font, stream, options)
    return stream.getvalue()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        (TARGET / f"spectral-{face}-latin.woff2").write_bytes(subset_font(face, latin=True))
        (TARGET / f"spectral-{face}.woff2").write_bytes(subset_font(face, latin=False))
    (TARGET / "OFL.txt").write_bytes((SOURCE / "LICENSE").read_bytes())


if __name__ == "__main__":
    main()
