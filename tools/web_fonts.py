"""Whole fonts become the small WOFF2 files that pages and books carry, and those that covers are
drawn with: without hints, which fit small letters to coarse screens and take half of the time.

    python tools/web_fonts.py

Run it again when the font package changes, and commit what it writes. Layout
features that no style sheet of ours uses are left out. The licences of Spectral and Amiri
(SIL Open Font License 1.1) reserve no font name, so a subset may keep it.
"""

from __future__ import annotations

import io
from pathlib import Path

import fontpkg_amiri
import fontpkg_spectral
from fontTools import subset

FACES = {"regular": "Regular", "italic": "Italic", "semibold": "SemiBold"}
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "onum", "lnum", "tnum", "pnum"]
LATIN = [(0x20, 0x24F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0xFB00, 0xFB06)]
JOINED = ["kern", "liga", "rlig", "ccmp", "locl", "calt", "rclt", "curs", "mark", "mkmk", "mset"]
JOINED += ["init", "medi", "med2", "fina", "fin2", "fin3", "isol"]
ARABIC = [(0x20, 0x17F), (0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0x2000, 0x206F)]
ARABIC += [(0xFD3E, 0xFD3F), (0xFDF2, 0xFDFD)]
SPECTRAL, AMIRI = (Path(each.__file__).parent for each in (fontpkg_spectral, fontpkg_amiri))
TARGET = Path(__file__).parents[1] / "src/publish/themes/dossier/fonts"


def subset_font(
    file: Path,
    features: list[str],
    ranges: list[tuple[int, int]] | None = None,
    flavor: str | None = "woff2",
) -> bytes:
    """One face as WOFF2 or TrueType: its letters in these ranges, or all that it has."""
    options = subset.Options()
    options.flavor = flavor
    options.layout_features = features
    options.hinting = False
    options.recalc_timestamp = False
    options.drop_tables += ["meta"]
    font = subset.load_font(str(file), options)
    codes = set(font.getBestCmap())
    if ranges:
        codes = {code for code in codes if any(low <= code <= high for low, high in ranges)}
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    stream = io.BytesIO()
    subset.save_font(font, stream, options)
    return stream.getvalue()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for face, name in FACES.items():
        file = SPECTRAL / "files" / f"Spectral-{name}.ttf"
        latin = subset_font(file, FEATURES, LATIN)
        (TARGET / f"spectral-{face}-latin.woff2").write_bytes(latin)
        (TARGET / f"spectral-{face}.woff2").write_bytes(subset_font(file, FEATURES))
        (TARGET / f"spectral-{face}.ttf").write_bytes(subset_font(file, FEATURES, flavor=None))
    for face in ("Regular", "Bold"):
        arabic = subset_font(AMIRI / "files" / f"Amiri-{face}.ttf", JOINED, ARABIC)
        (TARGET / f"amiri-{face.lower()}.woff2").write_bytes(arabic)
    (TARGET / "OFL.txt").write_bytes((SPECTRAL / "LICENSE").read_bytes())
    (TARGET / "OFL-Amiri.txt").write_bytes((AMIRI / "LICENSE").read_bytes())


if __name__ == "__main__":
    main()
