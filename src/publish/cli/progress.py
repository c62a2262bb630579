"""A bar on standard error for builds that take a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[str, str], None]


@contextmanager
def progress(entries: int, *, shown: bool) -> Iterator[Advance | None]:
    """What to call with an entry and ``done`` or ``failed``; or None.

    The bar is drawn on a terminal only, and is gone at the end.
    """
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich import progress as parts
    from rich.console import Console

    columns = (
        parts.BarColumn(),
        parts.MofNCompleteColumn(),
        parts.TimeRemainingColumn(),
        parts.TextColumn("{task.description}", markup=False),
    )
    with parts.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=entries)

        def advance(entry: str, state: str) -> None:
            bar.update(task, advance=1, description=f"{entry}: {state}")

        yield advance
