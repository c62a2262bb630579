"""Parameters that aren't given are what typer makes of them, and cost nothing."""

import subprocess
import sys

import pytest

CODE = """
import sys
from pathlib import Path
from typing import Annotated, Literal
import typer
from publish.cli.parameters import Command, Group

classes = (Group, Command) if sys.argv.pop(1) == "ours" else (None, None)
app = typer.Typer(cls=classes[0], pretty_exceptions_enable=False, rich_markup_mode=None)

@app.callback()
def common(level: Annotated[Literal["a", "b"] | None, typer.Option()] = None) -> None:
    print(level)

@app.command(cls=classes[1])
def go(
    names: Annotated[list[str] | None, typer.Argument()] = None,
    needed: Annotated[str, typer.Option()] = ...,
    folder: Annotated[Path | None, typer.Option(exists=True)] = None,
    count: Annotated[int, typer.Option(min=1, envvar="COUNT")] = 3,
    to: Annotated[list[str] | None, typer.Option()] = None,
    plain: bool = False,
) -> None:
    print(names, needed, folder, count, to, plain)

@app.command(cls=classes[1])
def idle(folder: Annotated[Path | None, typer.Option()] = None) -> None:
    print(folder)

try:
    app()
finally:
    print("pydantic" in sys.modules, file=sys.stderr)
"""


def _said(whose: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CODE, whose, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("go", "--needed", "x"),
        ("go", "--needed", "x", "a", "b", "--to", "c", "--to", "d", "--plain"),
        ("--level", "b", "go", "--needed", "x", "--count", "5", "--folder", "."),
        ("--level", "c", "go", "--needed", "x"),
        ("go",),
        ("go", "--needed", "x", "--count", "0"),
        ("go", "--needed", "x", "--folder", "/nowhere"),
        ("go", "--help"),
        ("--help",),
    ],
)
def test_values_and_faults_are_those_of_typer(arguments: tuple[str, ...]) -> None:
    ours, theirs = _said("ours", *arguments), _said("theirs", *arguments)
    assert (ours.returncode, ours.stdout) == (theirs.returncode, theirs.stdout)
    assert ours.stderr.splitlines()[:-1] == theirs.stderr.splitlines()[:-1]


def test_nothing_is_loaded_for_what_is_not_given() -> None:
    """Where typer does the same by itself, ours isn't needed any more."""
    assert _said("ours", "idle").stderr.splitlines()[-1] == "False"
    assert _said("theirs", "idle").stderr.splitlines()[-1] == "True"
    assert _said("ours", "--level", "a", "idle").stderr.splitlines()[-1] == "True"
