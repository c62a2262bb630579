"""The options that every command knows, before its name and behind it.

publish -C ../notes check --strict  =  publish check -C ../notes --strict
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from publish.cli.rendering import View
from publish.cli.session import Session
from publish.diagnostics import Severity
from publish.engines.store import LARGEST
from publish.model.frozen import Frozen, replace

_PANEL = "Options of every command"

Directory = Annotated[
    Path | None,
    typer.Option(
        "-C", metavar="DIR", exists=True, file_okay=False, rich_help_panel=_PANEL,
        help="Work in this folder, or in the project that it belongs to.",
    ),
]  # fmt: skip
Format = Annotated[
    View | None,
    typer.Option(
        "--format", rich_help_panel=_PANEL,
        help="How to report: text (default); or json, sarif, github or html on standard output.",
    ),
]  # fmt: skip
FailOn = Annotated[
    Literal["error", "warning", "info"] | None,
    typer.Option(
        rich_help_panel=_PANEL, help="The least severity that ends the command with exit code 1."
    ),
]
Strict = Annotated[
    bool | None,
    typer.Option("--strict", rich_help_panel=_PANEL, help="Short for --fail-on warning."),
]
Quiet = Annotated[
    bool | None,
    typer.Option(
        "--quiet", "-q", rich_help_panel=_PANEL, help="Report only what makes the command fail."
    ),
]
NoCache = Annotated[
    bool | None,
    typer.Option(
        "--no-cache", rich_help_panel=_PANEL,
        help="Read everything anew, and keep nothing, in build/ or in --cache-dir.",
    ),
]  # fmt: skip
CacheDir = Annotated[
    Path | None,
    typer.Option(
        "--cache-dir", metavar="DIR", file_okay=False, envvar="PUBLISH_CACHE_DIR",
        rich_help_panel=_PANEL,
        help="Share what is made with the projects, checkouts and machines that use this folder.",
    ),
]  # fmt: skip
CacheSize = Annotated[
    float | None,
    typer.Option(
        "--cache-size", metavar="GB", min=0.01, envvar="PUBLISH_CACHE_SIZE",
        rich_help_panel=_PANEL,
        help="What was not used for longest is removed from a cache that is larger (2).",
    ),
]  # fmt: skip
_GIGABYTE = 1_000_000_000


class Options(Frozen):
    """What these options say in one place; None where they say nothing."""

    directory: Directory = None
    view: Format = None
    fail_on: FailOn = None
    strict: Strict = None
    quiet: Quiet = None
    no_cache: NoCache = None
    cache_dir: CacheDir = None
    cache_size: CacheSize = None

    def over(self, outer: Options) -> Options:
        """These, and where they say nothing those of ``outer``."""
        values = {name: getattr(self, name) for name in _NAMES}
        return replace(outer, **{name: v for name, v in values.items() if v is not None})

    def session(self) -> Session:
        fail_on = self.fail_on or ("warning" if self.strict else None)
        return Session(
            directory=self.directory or Path(),
            view=self.view or "text",
            fail_on=Severity(fail_on) if fail_on else None,
            quiet=bool(self.quiet),
            cache=not self.no_cache,
            cache_dir=self.cache_dir,
            cache_size=int(self.cache_size * _GIGABYTE) if self.cache_size else LARGEST,
        )


def _parameters() -> list[Parameter]:
    """The fields of ``Options`` as keyword parameters for typer to read."""
    fields = inspect.signature(Options, eval_str=True).parameters.values()
    return [field.replace(kind=Parameter.KEYWORD_ONLY) for field in fields]


_NAMES = tuple(parameter.name for parameter in _parameters())
_CONTEXT = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def with_options(function: Callable[..., int]) -> Callable[..., int]:
    """A command for typer: these options beside its own, a session in their place.

    ``function`` takes a session first and returns the exit code; what stops it with
    a ``UserError`` is reported in the view asked for.
    """
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    @wraps(function)
    def run(context: typer.Context, **values: Any) -> int:
        here = Options(**{name: values.pop(name) for name in _NAMES})
        session = here.over(context.find_root().obj).session()
        return session.run(lambda: function(session, **values))

    parameters = [_CONTEXT, *(p.replace(kind=Parameter.KEYWORD_ONLY) for p in own), *_parameters()]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
