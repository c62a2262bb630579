"""A bar on standard error for builds that take a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from publish.build.machine import ANY

Advance = Callable[[str, str], None]


@contextmanager
def progress(texts: Mapping[str, Sequence[int]], *, shown: bool) -> Iterator[Advance | None]:
    """What to call with what is made and ``begun``, ``done``, ``kept`` or ``failed``; or None.
    ``texts`` are the lengths of the texts that each is made of, by its name.

    The bar is drawn on a terminal only, and is gone at the end. How long the rest will take is
    reckoned by the lengths of the texts that were made and of those that are left: what is
    taken from before, or can't be made, takes no time and says nothing of the others. Nobody knows
    how far a collection is, so while one is made the bar says only that it is.
    """
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich import progress as parts
    from rich.console import Console

    columns = (
        parts.BarColumn(),
        parts.TextColumn("{task.fields[told]}/{task.fields[things]}"),
        parts.TimeElapsedColumn(),
        parts.TimeRemainingColumn(),
        parts.TextColumn("{task.description}", markup=False),
    )
    weights = {name: float(sum(lengths) + ANY * len(lengths)) for name, lengths in texts.items()}
    with parts.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        left = sum(weights.values())
        task = bar.add_task("", total=left, told=0, things=len(weights))
        told, made = 0, 0.0

        def advance(name: str, state: str) -> None:
            nonlocal told, made, left
            if state == "begun":
                count = len(texts.get(name, ()))
                bar.update(task, total=None, description=f"{name}: of {count} texts")
                bar.refresh()
                return
            told += 1
            if state == "done":
                made += weights.get(name, ANY)
            else:
                left -= weights.get(name, ANY)
            bar.update(task, completed=made, total=left, told=told, description=f"{name}: {state}")

        yield advance
