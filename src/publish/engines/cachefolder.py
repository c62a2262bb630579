"""Where programs keep what they can make again, and how a file gets there.

Nothing that is kept changes what is made: it only saves making it twice.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def cache_folder() -> Path:
    """Ours in the user's cache folder (XDG Base Directory 0.8); it may not exist yet.

    Raises `OSError` where the user has no home.
    """
    home = os.environ.get("XDG_CACHE_HOME")
    if home and Path(home).is_absolute():
        return Path(home, "publish")
    try:
        return Path.home() / ".cache" / "publish"
    except RuntimeError as error:
        raise OSError(str(error)) from None


def keep(file: Path, data: bytes) -> None:
    """Put ``data`` at ``file``, which is whole at every instant; raises `OSError`."""
    try:
        handle, draft = tempfile.mkstemp(dir=file.parent)
    except FileNotFoundError:  # for the first file of a folder
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(draft, file)
    except BaseException:
        os.unlink(draft)
        raise
