"""How something is attached, as options that several commands take."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

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


def default(text: str | None, usual: str) -> str | None:
    """What an option's text means: ``default`` is what is usual."""
    return usual if text == "default" else text
