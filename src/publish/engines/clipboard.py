"""The clipboard's text, by whichever program of the system can tell it."""

from __future__ import annotations

import shutil
import subprocess

_PROGRAMS = (
    ("wl-paste", "--no-newline"), ("xclip", "-selection", "clipboard", "-o"),
    ("xsel", "--clipboard", "--output"), ("pbpaste",),
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"),
)  # fmt: skip
_SECONDS = 10


def clipboard_text() -> bytes | None:
    """What the clipboard holds; None where no program can tell it."""
    for command in _PROGRAMS:
        if shutil.which(command[0]) is None:
            continue
        try:
            ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if ended.returncode == 0:
            return ended.stdout
    return None
