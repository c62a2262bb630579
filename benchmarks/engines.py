"""What engines could spare whoever uses them: our way beside theirs, with the same outcome.

Of WeasyPrint, each of our shortcuts is left out by itself; the documents are those of a build. Of
pandoc, citations of the same build are rendered as they usually are. `docs/upstream.md` says what
each is.

    python -m benchmarks.engines [--entries N] [--rounds N]
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock
from xml.etree import ElementTree

import pypandoc
from PIL import Image, ImageDraw
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import Layout

from benchmarks.cpu import run
from benchmarks.floor import Watched, watched
from benchmarks.ratios import Ratio, table
from benchmarks.workload import write_project
from publish import Project
from publish.engines.pandoc.skeleton import document
from publish.engines.pandoc.styles import Cited, lean
from publish.engines.png import indexed_png
from publish.engines.weasyprint import layout
from publish.engines.weasyprint.internals.lines import forget_lines
from publish.model.conformance import Conformance
from publish.model.settings import PdfSettings
from publish.writers.pdf.tags import tagger

Patch = tuple[Any, str, Any]

PLAIN = 200
"""Blocks of a long text that cite nothing."""
ROOT = Path(__file__).parents[1]
ours = import_module("publish.engines.weasyprint.internals.shortcuts")
AS_THEY_ARE = "all that WeasyPrint is spared, but this"


def _theirs(original: Any, *_: Any) -> Any:
    """In place of what makes a shortcut of a function."""
    return original


WITHOUT: dict[str, tuple[Patch, ...]] = {
    "styles: what is set nowhere is put in at once": ((ours, "quick_styles", tuple),),
    "faces: Pango's objects made once for each": ((ours, "_setting_up", _theirs),),
    "line heights: asked for once for each face": ((ours, "_holding_up", _theirs),),
    "lines: what was broken before, as wide, isn't broken again": (
        (ours.Lines, "remembering", lambda self, split, place: split),
    ),
    "lines: broken by one layout of Pango's": ((ours, "breaking", _theirs),),
    "lines: drawn from the layouts in which they were broken": (
        (ours, "laying_later", _theirs),
        (ours, "Pen", lambda original: SimpleNamespace(draw_first_line=original)),
        (ours, "Waiting", lambda: SimpleNamespace(
            deactivate=Layout.deactivate, reactivate=Layout.reactivate)),
    ),
    "boxes: pages of a box from its first child and its last": (
        (ours, "_page_values", boxes.ParentBox.page_values),
        (ours, "_flowing", _theirs),
    ),
    "garbage: not looked for while a document is laid out": (
        (layout, "uncollected", nullcontext),
    ),
}  # fmt: skip


@contextmanager
def without(patches: Sequence[Patch]) -> Iterator[None]:
    with ExitStack() as patched:
        for owner, name, theirs in patches:
            patched.enter_context(mock.patch.object(owner, name, theirs))
        yield


def in_turn(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The seconds of CPU that each takes, when it takes least."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, seconds in zip(works, taken, strict=True):
            begun = time.process_time()
            work()
            seconds.append(time.process_time() - begun)
    return [*map(min, taken)]


def weasyprint(seen: Watched, root: Path, rounds: int) -> Iterator[Ratio]:
    """Each shortcut beside all others alone."""
    conformance = Conformance(PdfSettings().standard)

    def laid_out(patches: Sequence[Patch] = ()) -> None:
        forget_lines()  # as if the documents had never been seen
        with without(patches):
            for element, styles, folder in seen.documents:
                pages = layout.lay_out(element, styles, folder, root)
                pages.write(tagger(element, conformance), conformance.version)

    laid_out()
    for what, patches in WITHOUT.items():
        cost, base = in_turn(rounds, laid_out, lambda patches=patches: laid_out(patches))
        yield Ratio(f"WeasyPrint, {what}", AS_THEY_ARE, cost, base)


def brief(rounds: int) -> Iterator[Ratio]:
    """The sample's brief of two pages, laid out until it fits: most lines are broken again."""

    def made(patches: Sequence[Patch] = ()) -> None:
        forget_lines()
        with without(patches), Project.open(ROOT, cache=False) as project:
            assert project.brief("kaiming-he", pages=2).value is not None

    made()
    for what, patches in WITHOUT.items():
        if what.startswith("lines"):
            cost, base = in_turn(rounds, made, lambda patches=patches: made(patches))
            yield Ratio(f"a brief: WeasyPrint, {what}", AS_THEY_ARE, cost, base)


def pictures(folder: Path, rounds: int) -> Iterator[Ratio]:
    """A PDF that shows a page of text as a picture, such as programs' windows are shown."""
    window = Image.new("RGB", (1600, 1000), (250, 250, 247))
    pen = ImageDraw.Draw(window)
    for y in range(20, 980, 14):
        pen.text((20, y), f"{y}: what a window shows, line by line. " * 6, fill=(30, 30, 60))
    window.save(folder / "window.png")
    page = ElementTree.fromstring("<html lang='en'><img src='window.png' alt='A window'/></html>")
    conformance = Conformance(PdfSettings().standard)

    def laid_out(patches: Sequence[Patch] = ()) -> None:
        with without(patches):
            pages = layout.lay_out(page, (), "", folder)
            pages.write(tagger(page, conformance), conformance.version)

    patches = ((ours, "as_they_stand", staticmethod),)
    cost, base = in_turn(rounds, laid_out, lambda: laid_out(patches))
    what = "WeasyPrint, pictures: a PNG's samples as its file holds them"
    yield Ratio(what, "decoded and compressed again", cost, base)


def pandoc(seen: Watched, folder: Path, rounds: int) -> Iterator[Ratio]:
    """Ways to have the same citations rendered."""
    csl = folder / "style.csl"
    asked = [arguments for name, arguments in seen.jobs if name == "cite"]
    every = [item for _, references, *_ in asked for item in references]
    csl.write_text(lean(asked[0][2], Cited.of(every)), encoding="utf-8")
    usual, beside, few = _cited(folder, [_job(csl, *each[:4]) for each in asked], rounds)
    yield Ratio("pandoc, records read by citeproc itself", "made into metadata", beside, usual)
    yield Ratio("pandoc, blocks cited that cite something", "all blocks", few, beside)
    long = [_job(csl, *each[:4], plain=PLAIN) for each in asked]
    _, beside, few = _cited(folder, long, rounds)
    yield Ratio(f"the same, with {PLAIN} more that cite nothing", "all blocks", few, beside)


def _cited(folder: Path, asked: Iterable[dict[str, Any]], rounds: int) -> Iterator[float]:
    """Seconds that the ways take of ``citing.lua``."""
    jobs = folder / "jobs"
    jobs.write_text("".join(f"{json.dumps(each)}\n" for each in asked), encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "lua", str(ROOT / "benchmarks/citing.lua"), str(jobs)]
    taken: list[list[float]] = []
    for _ in range(rounds):
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        taken.append([float(line.split()[1]) for line in told.splitlines()])
    return map(statistics.median, zip(*taken, strict=True))


def _job(
    csl: Path,
    blocks: Sequence[Any],
    references: Sequence[Any],
    _: str,
    lang: str,
    plain: int = 0,
) -> dict[str, Any]:
    """A text to be cited, with so many further blocks that cite nothing."""
    words = [{"t": "Str", "c": "Words"}, {"t": "Space"}] * 50
    blocks = [*[{"t": "Para", "c": words}] * plain, *blocks]
    written = map(json.dumps, blocks)
    citing = [at for at, each in enumerate(written, 1) if '"Cite"' in each or '"refs"' in each]
    return {
        "document": json.dumps(document(blocks)),
        "references": json.dumps([dict(item) for item in references]),
        "citing": citing, "csl": str(csl), "lang": lang,
    }  # fmt: skip


def pillow(rounds: int) -> Iterator[Ratio]:
    """An image of few colours, written with half of a byte for each pixel, by Pillow and by us."""

    def image(colours: int) -> Image.Image:
        drawn = Image.new("L", (1000, 1500), 1)
        ImageDraw.Draw(drawn).ellipse((200, 300, 800, 900), fill=14)
        drawn.putpalette([shade for at in range(colours) for shade in (at, at, at)])
        return drawn

    palette = [shade for at in range(16) for shade in (at, at, at)]

    def unfiltered(image: Image.Image) -> Callable[[], None]:
        return lambda: [indexed_png(image, palette) for _ in range(50)] and None

    def written(image: Image.Image) -> Callable[[], None]:
        return lambda: [
            image.save(io.BytesIO(), "PNG", compress_type=zlib.Z_RLE) for _ in range(50)
        ] and None  # fmt: skip

    few, more, own = in_turn(rounds, written(image(16)), written(image(17)), unfiltered(image(16)))
    yield Ratio("Pillow, 50 PNGs of 16 colours", "of 17, twice the bytes", few, more)
    yield Ratio("50 PNGs of 16 colours, whose rows no filter is looked for", "Pillow's", own, few)


_ALL_CHECKED = """\
import typer.core
import publish.cli.parameters as ours
ours.Command, ours.Group = typer.core.TyperCommand, typer.core.TyperGroup
from publish.cli import main
main()
"""


def typer(root: Path, rounds: int) -> Iterator[Ratio]:
    """A command without options, where none is checked and where all are."""
    quick = [sys.executable, "-m", "publish", "clean"]
    usual = [sys.executable, "-c", _ALL_CHECKED, "clean"]
    taken = [(run(quick, root).cpu, run(usual, root).cpu) for _ in range(5 * rounds)]
    cost, base = map(statistics.median, zip(*taken, strict=True))
    yield Ratio("typer, only options that are given checked", "all of them", cost, base)


def measure(entries: int, rounds: int) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory(prefix="publish-engines-") as name:
        folder, root = Path(name), Path(name, "project")
        write_project(root, entries)
        seen = watched(root)
        yield from weasyprint(seen, root, rounds)
        yield from brief(rounds)
        yield from pictures(folder, rounds)
        yield from pandoc(seen, folder, rounds)
        yield from pillow(rounds)
        yield from typer(root, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--entries", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=9)
    wanted = parser.parse_args()
    print(table([*measure(wanted.entries, wanted.rounds)], "Seconds of CPU"))


if __name__ == "__main__":
    main()
