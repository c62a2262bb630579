"""The commands put together; each is imported when it is asked for, what it works with only when
it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated

import typer

from publish.cli.options import Directory, FailOn, Format, Options, Quiet, Strict, with_options
from publish.cli.parameters import Command, Group
from publish.cli.version import installed_version

COMMANDS: Mapping[str, str] = {
    "init": "init.init",
    "new": "new.new",
    "build": "build.build",
    "brief": "brief.brief",
    "check": "check.check",
    "list": "listing.list_entries",
    "mentions": "mentions.mentions",
    "cite": "cite.cite",
    "styles": "styles.styles",
    "schema": "schema.schema",
    "verify": "verify.verify",
    "attach": "attach.attach",
    "briefs-for": "briefs_for.briefs_for",
    "detach": "detach.detach",
    "info": "info.info",
    "compare": "info.compare",
    "clean": "clean.clean",
    "doctor": "doctor.doctor",
}
"""Each with its module, below this package, and its function there."""


def command(name: str) -> Callable[..., int]:
    """What runs a command."""
    module, _, function = COMMANDS[name].partition(".")
    run: Callable[..., int] = getattr(import_module(f"publish.cli.{module}"), function)
    return run


def create_app(first: str = "") -> typer.Typer:
    """The whole command line, or where its ``first`` argument is the name of a command, as much
    of it as that needs. Help is laid out by rich on a terminal only.
    """
    app = typer.Typer(
        cls=Group,
        rich_markup_mode="rich" if sys.stdout.isatty() else None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(publish)
    for name in [first] if first in COMMANDS else COMMANDS:
        app.command(name, cls=Command)(with_options(command(name)))
    if first in COMMANDS:
        return app
    from publish.cli import bib

    below = typer.Typer(cls=Group, help=bib.HELP)
    for name, function in bib.COMMANDS.items():
        below.command(name, cls=Command)(with_options(function))
    app.add_typer(below, name="bib")
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"publish {installed_version()}")
        raise typer.Exit


def publish(
    context: typer.Context,
    *,
    directory: Directory = None,
    view: Format = None,
    fail_on: FailOn = None,
    strict: Strict = None,
    quiet: Quiet = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Entries and a bibliography become cited PDF, EPUB and web pages."""
    context.obj = Options(directory, view, fail_on, strict, quiet)
