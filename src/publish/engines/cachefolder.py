"""Where programs keep what they can make again, and how a file gets there.

Nothing that is kept changes what is made: it only saves making it twice.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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


def private_folder(name: str) -> Path:
    """A folder of ours there, for what is trusted as a program is: only the user can reach into
    it. One that others could have written into is emptied.

    Raises `OSError` where it is somebody else's, or can't be kept from others.
    """
    folder = cache_folder() / name
    for _ in range(2):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = os.lstat(folder)
        if not hasattr(os, "getuid"):  # Windows, where a user's folders are closed to others
            return folder
        if stat.S_ISLNK(found.st_mode) or found.st_uid != os.getuid():
            break
        if not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return folder
        shutil.rmtree(folder)
    raise OSError(errno.EPERM, "others can reach into it", str(folder))


DRAFT = "draft-"
"""Begins the name of a file that isn't whole yet, or never became so."""


def keep(file: Path, data: bytes) -> None:
    """Put ``data`` at ``file``, which is whole at every instant; raises `OSError`. Others may read
    it as far as the user lets them read new files.
    """
    draft = f"{file.parent}/{DRAFT}{os.urandom(8).hex()}"
    try:
        handle = os.open(draft, _NEW, 0o666)
    except FileNotFoundError:  # for the first file of a folder
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(draft, _NEW, 0o666)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(draft, file)
    except BaseException:
        os.unlink(draft)
        raise
