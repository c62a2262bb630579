"""What tags and finishing cost: CPU time of the long dossier, and of one of three pages.

python -m benchmarks.tagging

WeasyPrint's own time is that of its layout and its drawing of the pages. Added are our
tagging of the file, which takes the place of WeasyPrint's, and its finishing for the
archive. Of several rounds the quickest counts, since others only add to it. Garbage is
collected as seldom as by the command.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

from publish.cli import GARBAGE
from publish.engines.pandoc import Pandoc
from publish.engines.weasyprint import layout
from publish.engines.weasyprint.internals import writing
from publish.model.publication import CitedPublication
from publish.writers.pdf import write_pdf
from publish.writers.tree import semantic_tree
from tests import samples
from tests.torture.made import cited

MOST_OF_LONG = 0.20
"""Of WeasyPrint's own time, what may be added to the long dossier."""

MOST_OF_SHORT = 0.030
"""Seconds that may be added to a dossier of three pages."""

ROUNDS = {"long": 2, "short": 8}


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds: ``own`` those of WeasyPrint, ``added`` those of tags and finishing."""

    own: float
    added: float

    @property
    def share(self) -> float:
        return self.added / self.own


def spent(source: CitedPublication, rounds: int) -> Spent:
    """What making the PDF of a publication takes, the quickest of some rounds."""
    return min((_round(source) for _ in range(rounds)), key=lambda each: each.added)


def _round(source: CitedPublication) -> Spent:
    tree = semantic_tree(source)
    with _clocks() as clocks:
        result = write_pdf(source, tree)
    assert result.value is not None
    added = clocks["tag_file"] + clocks["finish"]
    return Spent(clocks["lay_out"] + clocks["write"] - clocks["tag_file"], added)


@contextmanager
def _clocks() -> Iterator[dict[str, float]]:
    """While inside, the seconds that the parts of the writer take, by their names."""
    writer = import_module("publish.writers.pdf.write")
    clocks: dict[str, float] = {}
    places = ((layout, "lay_out"), (layout.Layout, "write"), (writing, "tag_file"),
              (writer, "finish"))  # fmt: skip
    with ExitStack() as stack:
        for place, name in places:
            timed = _timed(getattr(place, name), name, clocks)
            stack.enter_context(mock.patch.object(place, name, timed))
        yield clocks


def _timed(function: Callable[..., Any], name: str, clocks: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            clocks[name] = clocks.get(name, 0.0) + time.process_time() - begun

    return timed


def main() -> None:
    gc.set_threshold(*GARBAGE)
    with tempfile.TemporaryDirectory(prefix="publish-tagging-") as folder:
        long = spent(cited(Path(folder, "long")), ROUNDS["long"])
        with Pandoc() as pandoc:
            short = spent(samples.rich(pandoc, Path(folder, "short")), ROUNDS["short"])
    print("| dossier | WeasyPrint, s | tags and finishing, s | added |")
    print("|---|---:|---:|---:|")
    for name, each in (("long", long), ("of three pages", short)):
        print(f"| {name} | {each.own:.3f} | {each.added:.3f} | {each.share:.1%} |")
    if long.share > MOST_OF_LONG or short.added > MOST_OF_SHORT:
        sys.exit(f"more than {MOST_OF_LONG:.0%} of the long one, or {MOST_OF_SHORT * 1000:g} ms")


if __name__ == "__main__":
    main()
