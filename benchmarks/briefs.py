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
from contextlib import ExitStack, contextmanager
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
    """Half of them of one page, half of two. Ours and the peer take turns, entry by entry: what
    else the machine does slows both.
    """
    gc.set_threshold(*GARBAGE)
    items = [material(seed) for seed in range(300, 300 + briefs // 2)]
    ours, peer, layouts = Clock(), Peer(), list[int]()
    with tempfile.TemporaryDirectory(prefix="publish-briefs-") as folder:
        root = write(Path(folder, "project"), items)
        with Project.open(root, cache=False) as project:
            for item in items[:WARM]:
                _made(project, item.id)
        children = _children()
        with _recorded() as documents, ExitStack() as opened:
            with ours:
                project = opened.enter_context(Project.open(root, cache=False))
            for item in items:
                with ours:
                    layouts += _made(project, item.id)
                peer.lay_out(documents)
                documents.clear()
        spent = ours.spent + _children() - children
    return Outcome(len(layouts), peer.clock.spent, spent, sum(layouts) / len(layouts))


def _made(project: Project, name: str) -> list[int]:
    """The layouts that each brief took."""
    made = [project.brief(name, pages=pages).value for pages in (1, 2)]
    return [brief.report.layouts for brief in made if brief is not None]


class Clock:
    """Seconds of this process's CPU while inside."""

    spent = 0.0

    def __enter__(self) -> None:
        self.spent -= time.process_time()

    def __exit__(self, *error: object) -> None:
        self.spent += time.process_time()


def _children() -> float:
    """Seconds of children that have ended."""
    times = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times.ru_utime + times.ru_stime


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


class Peer:
    """WeasyPrint alone, its fonts warm."""

    def __init__(self) -> None:
        self.clock, self._fonts = Clock(), FontConfiguration()

    def lay_out(self, documents: list[Laid]) -> None:
        """Each document, ready to be laid out, laid out once."""
        for each in documents:
            styles = [layout._stylesheet(text) for text in each.styles]
            fetcher = ProjectFetcher(each.project)
            source = internals.parsed(each.root, f"file:///{each.folder}", fetcher)
            with self.clock:
                source.render(font_config=self._fonts, stylesheets=styles, pdf_tags=True)


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
