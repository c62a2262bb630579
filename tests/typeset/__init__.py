"""Reports by office programs and TeX: made here where these are installed, else as they were kept.

LibreOffice and TeX are large; so what they make of `report.fodt` and `report.tex`
stands beside them, and is made anew where proofs are asked for and they are there:

    python -m tests.typeset

On Debian: libreoffice-writer-nogui, texlive-luatex, texlive-latex-recommended,
texlive-latex-extra, texlive-xetex, texlive-fonts-recommended, cm-super-minimal, lmodern.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

Maker = Callable[[Path], None]


def _run(folder: Path, *command: str) -> None:
    environment = {**os.environ, "HOME": str(folder), "SOURCE_DATE_EPOCH": "1767225600",
                   "FORCE_SOURCE_DATE": "1"}  # fmt: skip
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, timeout=300
    )


def _office(**options: Any) -> Maker:
    kinds = {bool: "boolean", int: "long"}
    wanted = {name: {"type": kinds[type(value)], "value": str(value).lower()}
              for name, value in options.items()}  # fmt: skip

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            filter_ = f"pdf:writer_pdf_Export:{json.dumps(wanted)}"
            source = shutil.copy(HERE / "report.fodt", folder)
            _run(Path(folder), "soffice", "--headless", "--convert-to", filter_, str(source))
            shutil.move(Path(folder) / "report.pdf", path)

    return make


def _tex(engine: str, kind: str = "") -> Maker:
    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = (HERE / "report.tex").read_text(encoding="utf-8")
            define = f"\\def\\{kind}{{}}\n" if kind else ""
            (Path(folder) / "report.tex").write_text(define + source, encoding="utf-8")
            for _ in range(3):  # contents and references settle
                _run(Path(folder), engine, "-interaction=batchmode", "report.tex")
            shutil.move(Path(folder) / "report.pdf", path)

    return make


MAKERS: dict[str, tuple[str, Maker]] = {
    "libreoffice": ("soffice", _office(UseTaggedPDF=False, ExportBookmarks=True)),
    "libreoffice-tagged": ("soffice", _office(UseTaggedPDF=True, ExportBookmarks=True)),
    "libreoffice-ua-a3": (
        "soffice",
        _office(UseTaggedPDF=True, SelectPdfVersion=3, PDFUACompliance=True, ExportBookmarks=True),
    ),
    "pdflatex": ("pdflatex", _tex("pdflatex")),
    "xelatex": ("xelatex", _tex("xelatex")),
    "lualatex": ("lualatex", _tex("lualatex")),
    "lualatex-tagged": ("lualatex", _tex("lualatex", "tagged")),
    "lualatex-tagged-2.0": ("lualatex", _tex("lualatex", "accessible")),
}
"""Each report by its name: the program that it needs, and how it is made."""


def kept(name: str) -> Path:
    """Where a report stands as it was made last."""
    return HERE / f"{name}.pdf"


def report(name: str) -> Maker:
    """A report, made anew where that is asked for and can be done."""

    def make(path: Path) -> None:
        program, maker = MAKERS[name]
        if os.environ.get("PUBLISH_WHOLE") and shutil.which(program):
            maker(path)
        else:
            shutil.copy(kept(name), path)

    return make
