"""How well mentions are found: in the labelled sentences, and in books by others.

python -m benchmarks.mentions
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from publish.engines.pandoc import Pandoc
from tests.conftest import CORPORA
from tests.mentions.authored import PROJECTS, Book, book
from tests.mentions.labelled import PARTS, figures, outcomes


def labelled(pandoc: Pandoc) -> Iterator[str]:
    """Precision and recall of each part of the labelled sentences, as a table."""
    yield "| labelled sentences | number | precision | recall |"
    yield "|---|---:|---:|---:|"
    for part in PARTS:
        found = outcomes(part, pandoc)
        precision, recall = figures(found)
        yield f"| {part} | {len(found)} | {precision:.3f} | {recall:.3f} |"


def authored(books: list[Book]) -> Iterator[str]:
    """What is found in books whose own citations were taken out, as a table."""
    yield "| book | chapters | citations | by a name | found again | elsewhere | uncited | false |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for each in books:
        counts = (each.chapters, each.citations, each.nameable, each.found, each.elsewhere)
        shown = " | ".join(map(str, counts))
        yield f"| {each.name} | {shown} | {len(each.uncited)} | {len(each.false)} |"


def read_books(pandoc: Pandoc, names: Sequence[str] = PROJECTS) -> list[Book]:
    """The books that are there; none where there is no material by others."""
    folder = CORPORA / "entries" / "dev"
    return [book(folder / name, pandoc) for name in names if (folder / name).is_dir()]


def tables() -> Iterator[str]:
    """Both tables, for the page of proofs."""
    with Pandoc() as pandoc:
        yield from labelled(pandoc)
        yield ""
        yield from authored(read_books(pandoc))


def main() -> None:
    with Pandoc() as pandoc:
        print("\n".join(labelled(pandoc)) + "\n")
        books = read_books(pandoc, sys.argv[1:] or PROJECTS)
    print("\n".join(authored(books)))
    for each in books:
        uncited = Counter((item.path, item.mention.text, item.mention.key) for item in each.uncited)
        for (path, text, key), count in uncited.items():
            print(f"uncited  {each.name}/{path}: `{text}` is {key}, {count} times")
        for item in each.false:
            print(f"false    {each.name}/{item.path}: {item.words}: {item.mention.reason}")
        for path, key, text in each.missed:
            print(f"missed   {each.name}/{path}: {key}: {text[:200]}")


if __name__ == "__main__":
    main()
