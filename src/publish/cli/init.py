"""``publish init``: a folder becomes a project that builds at once."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.laying import lay_out
from publish.cli.schema import write_schema
from publish.cli.session import Session
from publish.cli.usage import UsageError

Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="Where; this folder if none is named.")
]

_NAMES = {"gitignore": ".gitignore"}
"""Files that the package carries under another name, for builders skip dotfiles."""

_SAMPLES = ("entries", "bibliography")


def init(session: Session, folder: Folder = None) -> int:
    """Lay out a new project, with a sample entry."""
    from publish.readers.settings import read_settings

    root = session.directory / (folder or "")
    if (root / "publish.toml").exists():
        raise UsageError(f"`{root}` is a project already")
    layout = scaffold()
    if any((root / name).exists() for name in _SAMPLES):
        layout = {p: text for p, text in layout.items() if not p.startswith(_SAMPLES)}
    made = lay_out(root, layout)
    schema, _ = write_schema(read_settings(root.resolve()))
    for path in sorted([*made, schema.name]):
        session.say(f"made {(root / path).as_posix()}")
    where = "" if root.resolve() == Path().resolve() else f"-C {quote(str(root))} "
    session.say(f"`publish {where}build` makes its first dossier")
    return Exit.DONE


def scaffold() -> dict[str, str]:
    """The files of a new project, by their paths in it."""
    return dict(sorted(_texts(files("publish") / "scaffold", "")))


def _texts(folder: Traversable, base: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in folder.iterdir():
        name = base + _NAMES.get(item.name, item.name)
        if item.is_dir():
            found += _texts(item, name + "/")
        else:
            found.append((name, item.read_text(encoding="utf-8")))
    return found
