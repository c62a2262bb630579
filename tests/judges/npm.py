"""Programs and modules of npm that judge, as `package-lock.json` pins them.

`make build/judges/.installed` puts them into `build/judges/`; nothing else installs there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

MODULES = Path(__file__).parents[2] / "build" / "judges" / "node_modules"


def missing(package: str) -> str | None:
    """Why a package of npm can't be used; None if it can."""
    if shutil.which("node") is None:
        return "there is no Node.js: `apt-get install npm`"
    if not (MODULES / package / "package.json").is_file():
        return f"`{package}` is not there: `make build/judges/.installed`"
    return None


def program(name: str) -> str:
    """The path of a program that a package brings."""
    return str(MODULES / ".bin" / name)
