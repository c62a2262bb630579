"""``publish schema``: the JSON Schema of an entry's header, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.laying import renew
from publish.cli.session import Session
from publish.cli.terminal import write_data
from publish.model.settings import Settings

Write = Annotated[
    bool, typer.Option("--write", help="Bring the project's own copy up to date instead.")
]


def schema(session: Session, *, write: Write = False) -> int:
    """Print the JSON Schema of an entry's header."""
    settings = session.settings()
    if not write:
        write_data(schema_text(settings))
        return Exit.DONE
    path, renewed = write_schema(settings)
    session.say(f"{path.name} {'written' if renewed else 'is up to date'}")
    return Exit.DONE


def schema_text(settings: Settings) -> str:
    """The schema of entries of this project, whose kinds it names."""
    from publish.readers.schema import entry_schema

    return json.dumps(entry_schema(settings), ensure_ascii=False, indent=2) + "\n"


def write_schema(settings: Settings) -> tuple[Path, bool]:
    """Puts the schema where entries look for it; False if it stood there already."""
    from publish.readers.schema import FILE

    path = settings.root / FILE
    return path, renew(path, schema_text(settings))
