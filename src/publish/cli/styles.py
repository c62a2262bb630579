"""``publish styles``: the citation styles that settings can name."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.cli.exits import Exit
from publish.cli.session import Session
from publish.cli.summary import counted

Word = Annotated[str, typer.Argument(metavar="[WORD]", help="Only names that hold this word.")]


def styles(session: Session, word: Word = "") -> int:
    """List the citation styles that can be named."""
    from publish.readers.root import find_root
    from publish.readers.styles import style_names

    wanted = word.casefold().replace(" ", "-")
    found = [name for name in style_names(find_root(session.directory)) if wanted in name]
    session.show(("NAME",), [(name,) for name in found], found)
    session.say(counted(len(found), "style"))
    return Exit.DONE
