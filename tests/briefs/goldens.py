"""Briefs as pictures of low resolution, kept: how they looked when somebody looked at them.

    python -m tests.briefs.goldens

makes all anew. Whoever does looks at them, all of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from publish.api import Project
from publish.briefing import MadeBrief
from tests.briefs.material import material, write

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "golden"
SCALE = 20 / 72
"""Twenty pixels to the inch: letters are grey, lines and blocks stand where they stand."""

MOST = 3.0
"""By how much two pictures may differ in the mean, of 255: another version of a library may
draw an edge otherwise, but a line that moves costs more."""

SHEETS = ((1, "a4"), (2, "a4"), (1, "letter"), (2, "letter"))
SEEDS = (12, 17, 22, 28, 116, 125)
"""Of generated entries in three languages, which are set in the style of a house."""

BRAND = """name = "Office for Generated Matters"
color = "#7a1f3d"
footer = "Office for Generated Matters, Room 7"
classification = "RESTRICTED"
version = "Version 2"
distribution = ["Minister", "Permanent secretary"]

[faces]
text = "Cardo"
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A brief that has a picture."""

    entry: str
    pages: int
    trim: str

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.entry}-{self.pages}-{self.trim}.png"


def sample() -> list[Wanted]:
    """Every entry of the sample, on each sheet."""
    names = sorted(path.stem for path in (ROOT / "entries").glob("*.md"))
    return [Wanted(name, pages, trim) for name in names for pages, trim in SHEETS]


def housed(folder: Path) -> tuple[Path, list[Wanted]]:
    """A project of generated entries with a house's style, and the briefs wanted of them."""
    items = [material(seed) for seed in SEEDS]
    root = write(folder, items)
    (root / "brand.toml").write_text(BRAND, "utf-8")
    sheets = [SHEETS[number % len(SHEETS)] for number in range(len(items))]
    return root, [
        Wanted(item.id, pages, trim)
        for item, (pages, trim) in zip(items, sheets, strict=True)
    ]  # fmt: skip


def briefs(project: Project, wanted: list[Wanted]) -> Iterator[tuple[Wanted, MadeBrief]]:
    for each in wanted:
        made = project.brief(each.entry, pages=each.pages, trim=each.trim)  # type: ignore[arg-type]
        assert made.value is not None, made.diagnostics
        yield each, made.value


def picture(data: bytes) -> Image.Image:
    """All pages beside one another."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.render(scale=SCALE).to_pil().convert("L") for page in document]
    whole = Image.new("L", (sum(page.width for page in pages), pages[0].height), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


def differs(made: Image.Image, golden: Path) -> str:
    """In what a picture differs from the one that is kept; empty, in nothing that counts."""
    if not golden.exists():
        return f"there is no picture {golden.name}"
    with Image.open(golden) as kept:
        if kept.size != made.size:
            return f"{made.size} and not {kept.size}"
        mean = ImageStat.Stat(ImageChops.difference(kept, made)).mean[0]
    return f"{mean:.1f} of 255 in the mean" if mean > MOST else ""


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root, wanted = housed(Path(folder, "housed"))
        for place, all_wanted in ((ROOT, sample()), (root, wanted)):
            with Project.open(place, cache=False) as project:
                for each, brief in briefs(project, all_wanted):
                    picture(brief.artifact.data).save(each.file, optimize=True)


if __name__ == "__main__":
    main()
