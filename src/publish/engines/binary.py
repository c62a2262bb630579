"""The pandoc that runs: where it is, and which it is.

That is the one that pypandoc's wheel brings, unless ``PYPANDOC_PANDOC`` names another, or the
wheel has none and pypandoc finds one elsewhere.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from publish.diagnostics.core import UserError
from publish.diagnostics.rules import eng


def pandoc_path() -> str:
    """The program. Raises `UserError` (exit code 3) where there is none."""
    included = _included()
    if included:  # found without starting any pandoc to ask for its version
        return included
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise UserError(
            eng.MISSING_ENGINE("pandoc is not installed", hint="`pip install pypandoc_binary`"),
            exit_code=3,
        ) from None


def pandoc_version() -> str:
    """The version of the program, as ``3.9``. Raises `OSError` where it doesn't run."""
    return _said(pandoc_path()).split("\n", 1)[0].removeprefix("pandoc").strip()


@cache
def foreign_pandoc() -> str:
    """What the program says of itself where it isn't the wheel's, whose version says it all;
    empty for that one.
    """
    if _included():
        return ""
    try:
        lines = _said(pandoc_path()).splitlines()
    except (OSError, UserError, UnicodeError):
        return "one that says nothing"
    return "; ".join(line for line in lines[:3] if not line.startswith("User data"))


def _included() -> str:
    """The wheel's own program, where it is the one that runs."""
    package = find_spec("pypandoc")
    if package is None or not package.origin or os.environ.get("PYPANDOC_PANDOC"):
        return ""
    included = Path(package.origin).with_name("files") / "pandoc"
    return str(included) if included.is_file() else ""


def _said(path: str) -> str:
    """Raises `OSError` where it can't be asked."""
    import subprocess  # takes time to load, and isn't asked of most

    try:
        return subprocess.run(
            [path, "--version"], capture_output=True, text=True, check=True
        ).stdout
    except subprocess.CalledProcessError as error:
        raise OSError(str(error)) from None
