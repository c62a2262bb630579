"""Two hundred briefs: CPU beside laying the same pages out once.

    python -m benchmarks.briefs [--briefs N]

The peer is WeasyPrint as it comes, warm: fonts are known, style sheets parsed, and it gets the
documents that were found, ready to be laid out; it writes nothing. Ours is all from the
project's files to proved PDFs: reading, mentions, checks, citing, measuring, choosing, laying
out, tags, finishing and verification, pandoc's own time included. Garbage is collected as
seldom as by the command.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from weasyprint.text.fonts import FontConfiguration

from benchmarks.cpu import machine
from publish.api import Project
from publish.cli import GARBAGE
from publish.engines.weasyprint import internals, layout
from publish.engines.weasyprint.fetcher import ProjectFetcher
from tests.briefs.material import material, write

TARGET = 3.0
BRIEFS = 200
WARM = 6
"""Briefs that are made first, and not counted."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What one layout was made of."""

    root: Any
    styles: tuple[str, ...]
    folder: str
    project: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds of CPU of all briefs, and the layouts that were made for each, in the mean."""

    briefs: int
    once: float
    ours: float
    layouts: float

    @property
    def ratio(self) -> float:
        return self.ours / self.once

    def __str__(self) -> str:
        return (
            f"| {self.briefs} briefs | {self.once:.2f} | {self.ours:.2f} | {self.layouts:.2f} | "
            f"{self.ratio:.2f} | {TARGET:.2f} | {'yes' if self.ratio <= TARGET else 'NO'} |"
        )


def measure(briefs: int = BRIEFS) -> Outcome:
    """Half of them of one page, half of two."""
    gc.set_threshold(*GARBAGE)
    items = [material(seed) for seed in range(300, 300 + briefs // 2)]
    with tempfile.TemporaryDirectory(prefix="publish-briefs-") as folder:
        root = write(Path(folder, "project"), items)
        _made(root, [item.id for item in items[:WARM]])
        with _recorded() as documents:
            begun = _cpu()
            layouts = _made(root, [item.id for item in items])
            ours = _cpu() - begun
        return Outcome(len(layouts), _once(documents), ours, sum(layouts) / len(layouts))


def _made(root: Path, ids: list[str]) -> list[int]:
    """The layouts that each brief took."""
    with Project.open(root, cache=False) as project:
        made = [project.brief(name, pages=pages).value for name in ids for pages in (1, 2)]
    return [brief.report.layouts for brief in made if brief is not None]


def _cpu() -> float:
    """Seconds of this process and of children that have ended."""
    times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in times)


@contextmanager
def _recorded() -> Iterator[list[Laid]]:
    """While inside, the documents of which pages were written."""
    written: list[Laid] = []
    of_layout: dict[int, Laid] = {}
    lay_out, write_pages = layout.lay_out, layout.Layout.write

    def laid(root: Any, styles: tuple[str, ...], folder: str, project: Path, *rest: Any) -> Any:
        made = lay_out(root, styles, folder, project, *rest)
        of_layout[id(made)] = Laid(root, styles, folder, project)
        return made

    def wrote(self: layout.Layout, *rest: Any, **named: Any) -> Any:
        written.append(of_layout[id(self)])
        return write_pages(self, *rest, **named)

    with (
        mock.patch.object(layout, "lay_out", laid),
        mock.patch.object(layout.Layout, "write", wrote),
    ):
        yield written


def _once(documents: list[Laid]) -> float:
    """CPU of laying each document out with WeasyPrint alone."""
    fonts, spent = FontConfiguration(), 0.0
    for each in documents:
        styles = [layout._stylesheet(text) for text in each.styles]
        source = internals.parsed(each.root, f"file:///{each.folder}", ProjectFetcher(each.project))
        begun = time.process_time()
        source.render(font_config=fonts, stylesheets=styles, pdf_tags=True)
        spent += time.process_time() - begun
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--briefs", type=int, default=BRIEFS, help="how many are made")
    outcome = measure(parser.parse_args().briefs)
    print(f"Machine: {machine()}. Seconds of CPU.\n")
    print("| task | WeasyPrint, once | publish | layouts a brief | CPU ratio | at most | kept |")
    print("|---|---:|---:|---:|---:|---:|---|")
    print(outcome)
    sys.exit(None if outcome.ratio <= TARGET else f"too slow: {outcome.ratio:.2f}")


if __name__ == "__main__":
    main()
