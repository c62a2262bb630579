"""Options that aren't given cost nothing.

typer builds what checks a parameter's value, and loads pydantic for it, before it looks whether
there is a value: that takes longer than many a command does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command of which only those parameters are checked that are given."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [_checked_if_given(each) for each in super().get_params(ctx)]


class Group(TyperGroup):
    """Commands whose common parameters are checked if they are given."""

    def get_params(self, ctx: Any) -> list[Any]:
        return [_checked_if_given(each) for each in super().get_params(ctx)]


def _checked_if_given(parameter: Any) -> Any:
    """The parameter itself; nothing changes where that was asked before."""
    if not parameter.required and not isinstance(parameter.process_value, partial):
        parameter.process_value = partial(_processed, parameter, parameter.process_value)
    return parameter


def _processed(parameter: Any, process: Callable[[Any, Any], Any], context: Any, value: Any) -> Any:
    """What ``process`` makes of a value that is given, and typer of one that isn't."""
    if value is not None:
        return process(context, value)
    nothing = () if parameter.multiple or parameter.nargs == -1 else None
    return parameter.callback(context, parameter, nothing) if parameter.callback else nothing
