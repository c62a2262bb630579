"""A bar on standard error for builds that take a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

Advance = Callable[[str, str], None]

ANY = 3_000
"""Characters; what makes files of a text takes as long as these, however short it is."""


@contextmanager
def progress(lengths: Mapping[str, int], *, shown: bool) -> Iterator[Advance | None]:
    """What to call with an entry and ``done``, ``kept`` or ``failed``; or None. ``lengths`` are
    those of the entries' texts.

    The bar is drawn on a terminal only, and is gone at the end. How long the rest will take is
    reckoned by the lengths of the texts that were made and of those that are left: what is
    taken from before, or can't be made, takes no time and says nothing of the others.
    """
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich import progress as parts
    from rich.console import Console

    columns = (
        parts.BarColumn(),
        parts.TextColumn("{task.fields[told]}/{task.fields[entries]}"),
        parts.TimeRemainingColumn(),
        parts.TextColumn("{task.description}", markup=False),
    )
    with parts.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        left = float(sum(lengths.values()) + ANY * len(lengths))
        task = bar.add_task("", total=left, told=0, entries=len(lengths))
        told = made = 0

        def advance(entry: str, state: str) -> None:
            nonlocal told, made, left
            told += 1
            weight = lengths.get(entry, 0) + ANY
            if state == "done":
                made += weight
            else:
                left -= weight
            bar.update(task, completed=made, total=left, told=told, description=f"{entry}: {state}")

        yield advance
