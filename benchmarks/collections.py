"""What collections cost: memory and time with many entries, joined PDFs beside one run.

Each figure is of a process of its own. Memory is the most that the process and all below it
hold at a time, pages that they share counted once for each part (PSS).

    python -m benchmarks.collections [--few N] [--many N] [--chapters N] [--pages N] [--output FILE]
"""

from __future__ import annotations

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.memory import Run, run
from benchmarks.ratios import Ratio, missed, table
from benchmarks.workload import write_project
from publish.engines.pikepdf import facts

DOCUMENT, WHOLE = "whole.pickle", "whole.pdf"
ROOT = Path(__file__).parents[1]
FEW, MANY, CHAPTERS, PAGES = 200, 2_000, 200, 1_000
A_CHAPTER = 4
"""Pages."""
A_PAGE = "Words that were not there. " * 200
"""A paragraph longer than a page."""

COLLECTION = '\n[collections.all]\ntitle = "All"\nlayout = "{layout}"\n'
PUBLISH = (sys.executable, "-m", "publish", "build", "-c", "all", "--quiet")

SHORT = """---
kind: concept
title: Entry {n}
---

## Works

See [@key{a}; @key{b}, p. 3].^[A note [@key{c}].] Go to [the next](entry:e{next}#works).

## Measures

Let $x_{{{n}}}^2 = \\frac{{1}}{{{n}}}$ be.

| a | b |
|---|--:|
| 1 | {n} |

- one
- two^[Another.]
"""
"""An entry of a page, which cites three of the workload's records."""


def short_project(folder: Path, entries: int) -> Path:
    """A collection of so many entries of a page."""
    write_project(folder, 0)
    for n in range(entries):
        keys = {"a": n % 500, "b": (n * 7 + 1) % 500, "c": (n * 3 + 2) % 500}
        text = SHORT.format(n=n, next=(n + 1) % entries, **keys)
        (folder / f"entries/e{n}.md").write_text(text)
    return _collected(folder, "auto")


def chapters_project(folder: Path, chapters: int, layout: str = "entries") -> Path:
    """A book of so many chapters of four pages."""
    write_project(folder, chapters)
    return _collected(folder, layout)


def _collected(folder: Path, layout: str) -> Path:
    with (folder / "publish.toml").open("a") as settings:
        settings.write(COLLECTION.format(layout=layout))
    return folder


def _many(folder: Path, few: int, many: int) -> list[Ratio]:
    """Cost per entry and memory, of many entries beside few."""
    found = []
    for kind in ("epub", "pdf"):
        one, other = (
            run(short_project(folder / f"{kind}-{count}", count), *PUBLISH, "-j", "1", "--to", kind)
            for count in (few, many)
        )
        what, beside = f"{many:,} entries to {kind.upper()}", f"{few:,}"
        each = (other.cost.cpu / many * 1000, one.cost.cpu / few * 1000)
        found.append(Ratio(f"{what}, each (CPU ms)", beside, *each, 1.3))
        found.append(Ratio(f"{what} (MB)", beside, other.memory, one.memory, 1.5))
    return found


def _chapters(folder: Path, chapters: int) -> list[Ratio]:
    """A long book: beside the same document in one run of WeasyPrint as it comes, with its own
    tags; beside pandoc's in one, which has other pages and no tags; beside a short one; and edited,
    without a page that moves, and so that all behind an early chapter do.
    """
    sixth = max(2, chapters // 6)
    book = chapters_project(folder / "book", chapters)
    short = chapters_project(folder / "short", sixth)
    once = chapters_project(folder / "once", chapters, "whole")
    ours = (sys.executable, "-m", "benchmarks.collections")
    plain = run(ROOT, *ours, "--peer", str(book))
    subprocess.run([*ours, "--watch", once], cwd=ROOT, check=True)
    whole = run(ROOT, *ours, "--whole", str(once))
    made = run(book, *PUBLISH, "--to", "pdf", "-j", "2")
    begun = run(short, *PUBLISH, "--to", "pdf", "-j", "2")
    every = sorted((book / "entries").iterdir())
    pages = [_pages(each) for each in (book, once / WHOLE, book / "whole.pdf")]
    again, _ = _edited(book, every[chapters // 2], "Words that were not there.")
    moved, further = _edited(book, every[1], A_PAGE)
    assert further > 0, "no page has been added"
    what = f"{chapters} chapters to PDF"
    each = (made.cost.cpu / chapters * 1000, begun.cost.cpu / sixth * 1000)
    same, other = (
        f"the same document in one run of WeasyPrint: {pages[1]} pages of {pages[0]}",
        f"pandoc's in one run: {pages[2]} pages, no tags",
    )
    return [
        Ratio(f"{what} (s by the clock)", same, made.cost.wall, whole.cost.wall, 0.65),
        Ratio(f"{what} (s by the clock)", other, made.cost.wall, plain.cost.wall, 0.65),
        Ratio(f"{what} (MB)", same, made.memory, whole.memory, 0.6),
        Ratio(f"{what} (MB)", other, made.memory, plain.memory, 0.6),
        Ratio(f"{what}, each (CPU ms)", f"{sixth} chapters", *each, 1.2),
        Ratio("a chapter edited (CPU s)", "the whole", again.cost.cpu, made.cost.cpu, 1 / 12),
        Ratio(
            f"an early chapter edited, pages added: {further} (CPU s)",
            "the whole",
            moved.cost.cpu,
            made.cost.cpu,
            0.4,
        ),
    ]


def _edited(book: Path, entry: Path, text: str) -> tuple[Run, int]:
    """What the book takes with a further paragraph in ``entry``, and its further pages."""
    before = _pages(book)
    entry.write_text(f"{entry.read_text()}\n{text}\n")
    return run(book, *PUBLISH, "--to", "pdf", "-j", "2"), _pages(book) - before


def _pages(book: Path) -> int:
    file = book if book.is_file() else book / "output/all/all.pdf"
    return facts(file.read_bytes()).pages


def _long(folder: Path, pages: int) -> list[Ratio]:
    """What a page costs of a book of about so many, beside one of a tenth of them."""
    found = []
    for count in (pages // 10, pages):
        book = chapters_project(folder / f"long-{count}", max(2, count // A_CHAPTER))
        cost = run(book, *PUBLISH, "--to", "pdf", "-j", "2").cost.cpu
        made = _pages(book)
        found.append((made, cost / made * 1000))
    (few, base), (many, each) = found
    return [Ratio(f"{many:,} pages to PDF, each (CPU ms)", f"{few:,} pages", each, base, 1.2)]


def peer(folder: Path) -> None:
    """The PDF of a project's collection, as one run of WeasyPrint over pandoc's HTML gives it."""
    texts = "\n\n".join(
        path.read_text().split("---\n", 2)[2] for path in sorted((folder / "entries").iterdir())
    )
    (folder / "whole.md").write_text(texts)
    from publish.engines.binary import pandoc_path

    command = [
        pandoc_path(), "whole.md", "--citeproc", "--bibliography", "bibliography/all.bib",
        "--metadata", "title=All", "--toc", "--standalone", "--pdf-engine", "weasyprint",
        "-o", "whole.pdf",
    ]  # fmt: skip
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(command, cwd=folder, check=True, env=environment, stderr=subprocess.DEVNULL)


def watch(folder: Path) -> None:
    """Note what a project's collection gives to WeasyPrint when it is laid out in one run."""
    from benchmarks.floor import watched

    (document,) = watched(folder, collections=["all"], formats=["pdf"]).documents
    root, styles, _ = document
    text = ElementTree.tostring(root, encoding="unicode", method="html")
    (folder / DOCUMENT).write_bytes(pickle.dumps((text, styles)))


def whole(folder: Path) -> None:
    """What was noted, by WeasyPrint as it comes, in our fonts."""
    from publish.engines.fonts import isolate

    isolate()
    from weasyprint import CSS, HTML

    text, styles = pickle.loads((folder / DOCUMENT).read_bytes())
    sheets = [CSS(string=style) for style in styles]
    HTML(string=text).write_pdf(folder / WHOLE, stylesheets=sheets, pdf_tags=True)


STEPS = {"peer": peer, "watch": watch, "whole": whole}
"""What is done in a process of its own, with a project."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--few", type=int, default=FEW)
    parser.add_argument("--many", type=int, default=MANY)
    parser.add_argument("--chapters", type=int, default=CHAPTERS)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--output", type=Path, help="also write the table here")
    for name in STEPS:
        parser.add_argument(f"--{name}", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    for name, step in STEPS.items():
        if folder := getattr(wanted, name):
            step(folder)
            return
    with tempfile.TemporaryDirectory(prefix="publish-collections-") as folder:
        ratios = []
        if wanted.chapters:
            ratios += _chapters(Path(folder), wanted.chapters)
        if wanted.pages:
            ratios += _long(Path(folder), wanted.pages)
        if wanted.many:
            ratios += _many(Path(folder), wanted.few, wanted.many)
    text = table(ratios, "In the units that are named")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "collections take too much"))


if __name__ == "__main__":
    main()
