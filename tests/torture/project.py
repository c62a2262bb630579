"""The dossier as a project: settings, entry, bibliography and pictures on disk."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from PIL import Image, ImageDraw

from tests.torture import parts
from tests.torture.prose import Prose

SEED = 20260519

HEADER = """\
---
id: torture
kind: concept
title: "Torture: everything that a page can hold & more"
subtitle: A dossier that is long, in order to be hard
lang: en-GB
summary: >
  A *long* dossier with everything [@torture01], set in several scripts, of which
  the Greek λόγος is one.
authors:
  - {name: Ada Writer, orcid: 0000-0002-1825-0097, affiliation: Institute of Examples}
  - Ben Reader
published: 2026-03-02
reviewed: 2026-05-19
facts:
  - {label: Field, value: "Pages, *and* what they hold", source: torture02}
  - {label: Length, value: more than sixty pages}
image:
  file: images/plot1.png
  alt: Three grey bars
  caption: The picture at the head, *with* a caption
  credit: "Photo: nobody"
questions:
  - How much can a page *hold*?
  - Who reads it [@torture05]?
rights: © 2026 The authors. CC BY 4.0
identifier: https://doi.org/10.1000/torture
---

"""


def write_project(folder: Path, standards: Sequence[str] = ("a-3a", "ua-1")) -> Path:
    """The whole project; its entry is called ``torture``."""
    for name in ("entries/images", "bibliography"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    listed = ", ".join(f'"{name}"' for name in standards)
    settings = f'title = "Torture"\nlang = "en-GB"\n\n[pdf]\nstandard = [{listed}]\n'
    (folder / "publish.toml").write_text(settings, "utf-8")
    (folder / "entries" / "torture.md").write_text(HEADER + text(), "utf-8")
    (folder / "bibliography" / "all.bib").write_text(records(), "utf-8")
    for number in range(1, 9):
        _picture(folder / "entries" / "images", number)
    return folder


def text() -> str:
    """The entry's text, in Markdown."""
    prose = Prose(SEED)
    found = chain(
        [prose.paragraph(150)],
        parts.chapters(prose),
        ["## Table", prose.paragraph(40), parts.table(prose), prose.paragraph(40)],
        parts.lists(prose),
        parts.blocks(prose),
        parts.figures(prose),
        parts.formulas(prose),
        parts.scripts(prose),
    )
    return "\n\n".join(found) + "\n"


def records() -> str:
    """Thirty articles, one of them in Russian and one in Arabic."""
    prose = Prose(SEED + 1)
    titles = {3: "Нейронные сети и их пределы", 4: "الشبكات العصبية العميقة"}
    return "".join(
        f"@article{{{key},\n  author = {{Writer, Ann{number} and Müller-Øst, Jörg}},\n"
        f"  title = {{{titles.get(number, prose.words(6).capitalize())}}},\n"
        f"  journal = {{Journal of Hard Pages}},\n  year = {{{1990 + number}}},\n"
        f"  volume = {{{number}}},\n  pages = {{{number * 10}--{number * 10 + 9}}},\n"
        f"  doi = {{10.1000/hard.{number}}},\n}}\n"
        for number, key in enumerate(parts.KEYS, 1)
    )


def _picture(folder: Path, number: int) -> None:
    """Bars: a drawing for every fourth number, else a picture."""
    heights = [20 + (number * 37 + bar * 53) % 120 for bar in range(3)]
    if number % 4 == 0:
        bars = "".join(
            f'<rect x="{20 + bar * 60}" y="{150 - height}" width="40" height="{height}"/>'
            for bar, height in enumerate(heights)
        )
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150">{bars}</svg>'
        (folder / f"plot{number}.svg").write_text(drawing, "utf-8")
        return
    picture = Image.new("RGB", (400, 300), "white")
    draw = ImageDraw.Draw(picture)
    for bar, height in enumerate(heights):
        draw.rectangle((40 + bar * 120, 300 - 2 * height, 120 + bar * 120, 299), fill=(90, 96, 104))
    picture.save(folder / f"plot{number}.png")
