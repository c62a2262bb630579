"""How something is attached, as options that several commands take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from publish.cli.usage import UsageError

DIVIDER = "Appendix {letter}"
STAMP = "Appendix {letter}, page {page} of {pages}"

As = Annotated[
    Literal["appendix", "insert", "embedded"],
    typer.Option("--as", help="At the end, in the midst, or as files in the file."),
]
Labels = Annotated[
    Literal["own", "continued"],
    typer.Option(help="Label the pages A-1, A-2 or go on with the report's numbers."),
]
Under = Annotated[str, typer.Option(metavar="TITLE", help="The bookmark of all appendices.")]
Stamp = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Draw a line on each page that comes in: {letter}, {title}, {page}, {pages}; "
        f"`default` is `{STAMP}`.",
    ),
]
Divider = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help=f"Put a page before each brief that says this; `default` is `{DIVIDER}`.",
    ),
]
Contents = Annotated[
    bool, typer.Option("--contents", help="List the briefs on pages before them, with links.")
]
LinkMentions = Annotated[
    bool,
    typer.Option(
        "--link-mentions", help="Link the words of the report that name a brief or its paper."
    ),
]
KeepScripts = Annotated[bool, typer.Option("--keep-scripts", help="Keep briefs' JavaScript.")]
Force = Annotated[
    bool, typer.Option("--force", help="Go on where signatures or an XFA form are lost.")
]
DropClaims = Annotated[
    bool, typer.Option("--drop-claims", help="Give up claims that a brief doesn't keep.")
]


def divider_text(given: str | None) -> str | None:
    """What `--divider` means; raises `UsageError`."""
    return _text("--divider", given, DIVIDER, ("letter",))


def stamp_text(given: str | None) -> str | None:
    """What `--stamp` means; raises `UsageError`."""
    return _text("--stamp", given, STAMP, ("letter", "title", "page", "pages"))


def _text(option: str, given: str | None, usual: str, known: Sequence[str]) -> str | None:
    """An option's text, ``default`` is what is usual; no name in braces but those ``known``."""
    if given is not None and not given.strip():
        raise UsageError(f"`{option}` wants words; leave it out for none")
    unknown = [name for name in re.findall(r"\{(\w+)\}", given or "") if name not in known]
    if unknown:
        names = ", ".join(f"`{{{name}}}`" for name in known)
        raise UsageError(f"`{option}` fills in {names}, and no `{{{unknown[0]}}}`")
    return usual if given == "default" else given
