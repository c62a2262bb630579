"""What a large bibliography costs, as ratios of CPU in one run: reading, keeping, finding,
checking again.

The records are those of `bib/dev` in the corpora; up to the number that is named, further ones
are made of them, their titles dealt anew. The entries are the sample's, and generated ones.

    python -m benchmarks.scale [--rounds N] [--output FILE]
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.ratios import Ratio, missed, table
from benchmarks.workload import write_project
from publish.api import Project
from publish.cli import GARBAGE
from publish.engines.bibtex.splitting import Splitter
from publish.engines.pandoc import Pandoc
from publish.engines.store import Store
from publish.mentions import build_index, find_mentions, name_index
from publish.model.entry import Entry
from publish.model.frozen import replace
from publish.model.reference import Bibliography, Reference
from publish.readers.bibtex import BibFile, read_bibliography
from publish.readers.bibtex.encoding import decode
from publish.readers.project import read_project

ROOT = Path(__file__).parents[1]
CORPORA = Path(os.environ.get("PUBLISH_CORPORA") or ROOT.parent / "shared" / "corpora")
FEW, MANY, MOST = 50, 50_000, 68_588
CHECKED = 1_000
"""Entries that are checked again."""

TODAY = date(2026, 5, 19)
_STEP = 7919


def measure(rounds: int = 3) -> list[Ratio]:
    """All ratios; raises `SystemExit` where the corpora are missing."""
    files = _files()
    gc.set_threshold(*GARBAGE)
    logging.disable(logging.CRITICAL)  # bibtexparser's warnings
    return [
        *_reading(files, rounds),
        *_reading([_grown(files, MOST)], 1),
        *_names(files, rounds),
        *_checks(files, rounds),
    ]


def _files() -> list[BibFile]:
    paths = sorted((CORPORA / "bib" / "dev").rglob("*.bib"))
    if not paths:
        sys.exit(f"no corpora at {CORPORA} (set PUBLISH_CORPORA)")
    return [BibFile(str(path.relative_to(CORPORA)), path.read_bytes()) for path in paths]


def _reading(files: Sequence[BibFile], rounds: int) -> Iterator[Ratio]:
    texts = [decode(file.path, file.data).value.text for file in files]
    with tempfile.TemporaryDirectory(prefix="publish-scale-") as folder:
        store = Store.of(Path(folder))
        read_bibliography(files, store)
        split, read, fetched = _cheapest(
            rounds,
            lambda: [Splitter(text).split() for text in texts],
            lambda: read_bibliography(files),
            lambda: read_bibliography(files, store),
        )
    count = len(read_bibliography(files).value)
    yield Ratio(f"reading {count:,} records", "bibtexparser's splitting", read, split, 3.0)
    yield Ratio("the same from the store", "bibtexparser's splitting", fetched, split, 0.05)


def _names(files: Sequence[BibFile], rounds: int) -> Iterator[Ratio]:
    few, many = _grown(files, FEW), _grown(files, MANY)
    read_few, read_many = read_bibliography([few]).value, read_bibliography([many]).value
    known = replace(read_many, digest="benchmark")
    with tempfile.TemporaryDirectory(prefix="publish-scale-") as folder:
        store = Store.of(Path(folder))
        name_index(known, store)
        text = decode(many.path, many.data).value.text
        split, built = _cheapest(
            1,
            lambda: Splitter(text).split(),
            lambda: build_index(read_bibliography([many]).value),
        )
        (loaded,) = _cheapest(rounds, lambda: name_index(known, store))
    what = f"reading {len(read_many):,} records, and their index"
    yield Ratio(what, "bibtexparser's splitting", built, split, 3.0)
    yield Ratio("the index from the store", "both", loaded, built, 0.1)
    entries = _entries()
    beside_few, beside_many = _cheapest(
        20 * rounds, _finding(entries, read_few), _finding(entries, read_many)
    )
    yield Ratio(
        f"finding in {len(entries)} entries, {MANY:,} records",
        f"{FEW} records", beside_many, beside_few, 1.2,
    )  # fmt: skip


def _checks(files: Sequence[BibFile], rounds: int) -> Iterator[Ratio]:
    """What is checked again while little or nothing has changed; pandoc's own time isn't
    counted.
    """
    with tempfile.TemporaryDirectory(prefix="publish-scale-") as folder:
        root = Path(folder)
        entry = write_project(root, CHECKED)[CHECKED // 2]
        settings = root / "publish.toml"
        settings.write_text(settings.read_text().replace('mentions = "off"\n', ""))
        bib = root / "bibliography" / "grown.bib"
        bib.write_bytes(_grown(files, MANY).data)

        def check() -> None:
            with Project.open(root) as project:
                project.check(TODAY)

        (first,) = _cheapest(1, check)
        (again,) = _cheapest(rounds, check)
        entry.write_text(entry.read_text() + "\nWords that were not there.\n")
        (entry_edited,) = _cheapest(1, check)
        bib.write_bytes(_edited(bib.read_bytes()))
        (record_edited,) = _cheapest(1, check)
    beside = "the first time"
    what = f"checking {CHECKED:,} entries, {MANY:,} records"
    yield Ratio(f"{what} again", beside, again, first, 0.08)
    yield Ratio(f"{what}, an entry edited", beside, entry_edited, first, 0.08)
    yield Ratio(f"{what}, a record edited", beside, record_edited, first, 0.25)


def _edited(data: bytes) -> bytes:
    """A .bib file with one record added in its middle."""
    at = data.index(b"\n@", len(data) // 2)
    return data[:at] + b"\n@misc{added, title = {Added}, year = 2001}" + data[at:]


def _cheapest(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The least CPU seconds of each work, all of them in turn in each round."""
    least = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            begun = time.process_time()
            work()
            least[at] = min(least[at], time.process_time() - begun)
    return least


def _finding(entries: Sequence[Entry], bibliography: Bibliography) -> Callable[[], object]:
    index = build_index(bibliography)
    return lambda: [find_mentions(entry, bibliography, index=index) for entry in entries]


def _entries() -> list[Entry]:
    with Pandoc() as pandoc:
        return list(read_project(ROOT, pandoc).value.entries.values())


def _grown(files: Sequence[BibFile], count: int) -> BibFile:
    """The sample's records, those of ``files``, then more, up to ``count``."""
    sample = "".join(path.read_text() for path in sorted((ROOT / "bibliography").glob("*.bib")))
    read = list(read_bibliography(files).value)
    further = count - sample.count("\n@")
    records = (_dealt(read, number) for number in range(further))
    return BibFile("grown.bib", "\n\n".join((sample, *records)).encode())


def _dealt(read: Sequence[Reference], number: int) -> str:
    """A record under a key of its own; from the second round on, the end of its title is
    that of another.
    """
    turn, at = divmod(number, len(read))
    reference = read[at]
    raw = reference.raw.replace(reference.key, f"{reference.key}-{turn}", 1)
    title, other = reference.text("title"), read[(at * 31 + turn * _STEP) % len(read)].text("title")
    words, ending = title.split(), other.split()
    if not turn or len(words) < 4 or "{" in title + other or title not in raw:
        return raw
    return raw.replace(title, " ".join((*words[: len(words) // 2], *ending[len(ending) // 2 :])), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, help="also write the table here")
    wanted = parser.parse_args()
    ratios = measure(wanted.rounds)
    text = table(ratios, "CPU seconds")
    print(text)
    if wanted.output:
        wanted.output.write_text(text + "\n", encoding="utf-8")
    sys.exit(missed(ratios, "too much for a large bibliography"))


if __name__ == "__main__":
    main()
