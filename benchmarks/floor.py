"""publish beside its own engines: what they take of a build's CPU when nothing else is done.

A build is watched: which texts and citations it gives to pandoc, which documents to WeasyPrint,
their page numbers filled in. A new process then gives the same to one warm pandoc and to one warm
WeasyPrint with our tagger, and keeps nothing of the answers. What a build takes beyond that is
reading, checking, writing EPUB and HTML, finishing and verifying; what it saves is what we spare
the engines. Another process gives it to them with all that spares them work, as a build has it.
Less than what three things take no build of one entry takes: pandoc that reads and cites it;
Python with the libraries that a build loads; and where records are many, to find them in their
file, here by one regular expression. Each is measured while nothing else is done.

    python -m benchmarks.floor [--entries N] [--rounds N] [--output FILE]
"""

from __future__ import annotations

import argparse
import gc
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from xml.etree.ElementTree import Element

from benchmarks.cpu import run
from benchmarks.ratios import Ratio, missed, table
from benchmarks.usual import usual
from benchmarks.workload import write_project
from publish.cli import GARBAGE
from publish.engines.pandoc import Pandoc, jobs
from publish.engines.weasyprint import layout
from publish.model.conformance import Conformance
from publish.model.settings import PdfSettings
from publish.writers.pdf.tags import tagger

ROOT = Path(__file__).parents[1]
ENTRIES = 50
MOST = 1.25
SPARING = (
    (layout.internals, "shortcuts"),
    (layout.internals, "letting_go"),
    (layout, "parsed_tables"),
    (layout, "uncollected"),
)
"""What spares WeasyPrint work while it lays out and draws."""
OURS = (sys.executable, "-m", "publish", "build", "--quiet", "-j", "1")
STARTS = (sys.executable, "-c", "pass")
TYPED = "pandoc to HTML, EPUB"
MANY = 50_000

_FINDING = f"""\
import re, sys
records = re.findall(rb"^@(\\w+)\\{{([^,]+),", open(sys.argv[1], "rb").read(), re.MULTILINE)
assert len(records) == {MANY}
"""

_LISTING = """\
import sys
before = set(sys.modules)
from publish.cli import main
try:
    main()
finally:
    loaded = {name: module for name, module in sys.modules.items() if name not in before}
    files = (name for name, module in loaded.items() if getattr(module, "__spec__", None))
    print(*(name for name in files if not name.startswith(("publish", "_")) and "._" not in name))
"""


class Watched(NamedTuple):
    """What engines were asked: pandoc's jobs by name, and documents with their style sheets."""

    jobs: list[tuple[str, tuple[Any, ...]]]
    documents: list[tuple[Element, tuple[str, ...], str]]


def watched(root: Path, **wanted: Any) -> Watched:
    """What a build of the project in ``root`` asks of its engines, or one of what is ``wanted``."""
    from publish.api import Project  # of which a replay needs nothing

    seen = Watched([], [])

    def noting(name: str) -> Callable[..., Any]:
        asked = getattr(Pandoc, name)

        def job(pandoc: Pandoc, *arguments: Any) -> Any:
            seen.jobs.append((name, arguments))
            return asked(pandoc, *arguments)

        return job

    lay_out = layout.lay_out

    def laid_out(root: Element, styles: tuple[str, ...], folder: str, *rest: Any, **named: Any):
        seen.documents.append((root, styles, folder))
        return lay_out(root, styles, folder, *rest, **named)

    with (
        mock.patch.object(Pandoc, "parse", noting("parse")),
        mock.patch.object(Pandoc, "cite", noting("cite")),
        mock.patch.object(layout, "lay_out", laid_out),
        Project.open(root, cache=False) as project,
    ):
        if project.build(jobs=1, **wanted).failed:
            sys.exit("not all of it was made")
    return seen


@contextmanager
def as_they_come() -> Iterator[None]:
    """While inside, the engines work without what we do to spare them work."""
    with ExitStack() as without:
        for owner, name in SPARING:
            without.enter_context(mock.patch.object(owner, name, nullcontext))
        without.enter_context(mock.patch.object(jobs, "lean", lambda style, cited: style))
        yield


def replay(root: Path, file: Path) -> float:
    """Ask the engines what was asked in ``file``; returns the seconds of CPU that pandoc took."""
    gc.set_threshold(*GARBAGE)
    seen: Watched = pickle.loads(file.read_bytes())
    with Pandoc() as pandoc:
        for name, arguments in seen.jobs:
            getattr(pandoc, name)(*arguments)
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    conformance = Conformance(PdfSettings().standard)
    for document, styles, folder in seen.documents:
        pages = layout.lay_out(document, styles, folder, root)
        pages.write(tagger(document, conformance), conformance.version)
    return taken.ru_utime + taken.ru_stime


def measure(entries: int, rounds: int) -> list[Ratio]:
    """The medians of some rounds: ours, the engines as they come and as we have them, in turn."""
    with tempfile.TemporaryDirectory(prefix="publish-floor-") as folder:
        root, file = Path(folder, "project"), Path(folder, "watched")
        write_project(root, entries)
        file.write_bytes(pickle.dumps(watched(root)))
        ours, plain, spared = [], [], []
        for _ in range(rounds):
            for made_or_kept in ("output", "build"):
                shutil.rmtree(root / made_or_kept, ignore_errors=True)
            ours.append(run(OURS, root).cpu)
            again = [sys.executable, "-m", "benchmarks.floor", "--replay", str(root), str(file)]
            plain.append(run(again, ROOT).cpu)
            spared.append(run([*again, "--spared"], ROOT).cpu)
    what = f"{entries} entries, three formats, cold"
    beside = "one warm WeasyPrint and one warm pandoc"
    costs = [statistics.median(each) for each in (ours, plain, spared)]
    return [
        Ratio(what, beside, costs[0], costs[1], MOST),
        Ratio(what, f"{beside}, spared what a build spares them", costs[0], costs[2]),
    ]


def least(rounds: int) -> list[Ratio]:
    """What a build of one entry to HTML and EPUB can't be without, beside the commands that
    people type.
    """
    with tempfile.TemporaryDirectory(prefix="publish-floor-") as folder:
        root, file, large = Path(folder, "project"), Path(folder, "watched"), Path(folder, "large")
        (entry,) = write_project(root, 1)
        (same,) = write_project(large, 1, records=MANY)
        file.write_bytes(pickle.dumps(watched(root)._replace(documents=[])))
        loads = [sys.executable, "-c", f"import {', '.join(_libraries(root))}"]
        finds = [sys.executable, "-c", _FINDING, str(large / "bibliography" / "all.bib")]
        costs = [
            (_cited(root, file), run(loads, root).cpu, run(finds, root).cpu - run(STARTS, root).cpu,
             _typed(root, entry), _typed(large, same))
            for _ in range(rounds)
        ]  # fmt: skip
    cited, loaded, found, typed, typed_of_many = map(statistics.median, zip(*costs, strict=True))
    of_many = f"the same, {MANY:,} records"
    return [
        Ratio("1 entry, read and cited by pandoc", TYPED, cited, typed),
        Ratio("Python, and libraries loaded that a build loads", TYPED, loaded, typed),
        Ratio(f"{MANY:,} records, found by a regular expression", of_many, found, typed_of_many),
        Ratio("all three of these", of_many, cited + loaded + found, typed_of_many),
    ]


def _cited(root: Path, file: Path) -> float:
    """The seconds of CPU that pandoc takes of what was asked in ``file``."""
    again = [sys.executable, "-m", "benchmarks.floor", "--spared", "--replay", str(root), str(file)]
    told = subprocess.run(again, cwd=ROOT, check=True, capture_output=True, text=True)
    return float(told.stdout)


def _typed(root: Path, entry: Path) -> float:
    return sum(run(usual(root, entry, kind), root).cpu for kind in ("html", "epub"))


def _libraries(root: Path) -> list[str]:
    """The modules, but for our own, that a build to HTML and EPUB loads, in that order."""
    told = subprocess.run(
        [sys.executable, "-c", _LISTING, "build", "--no-cache", "--quiet", "--to", "html,epub"],
        cwd=root, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return told.stdout.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, help="also write the table here")
    parser.add_argument("--replay", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--spared", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.replay:
        with nullcontext() if wanted.spared else as_they_come():
            print(replay(*wanted.replay))
        return
    ratios = [*measure(wanted.entries, wanted.rounds), *least(wanted.rounds)]
    text = table(ratios, "Seconds of CPU")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "too far above the engines"))


if __name__ == "__main__":
    main()
