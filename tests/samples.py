"""Whole dossiers for tests of writers: one with everything, and its relatives."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image as Picture

from publish.cite import cite
from publish.engines.pandoc import Pandoc
from publish.model.entry import Author, Image
from publish.model.frozen import replace
from publish.model.place import Place
from publish.model.publication import CitedPublication, EntryLink
from publish.resolve import resolve
from tests import builders

RICH = """\
What stands here comes before the first heading, with a note.[^early]

[^early]: A note of the lead, which cites [@he2016identity, chap. 2].

## Residual networks

He is most associated with the ResNet work [@he2016deep], whose *second* paper turned to
identity mappings [see @he2016identity, p. 630; also @ren2015faster]. @he2017mask say more.
The [entry on residual networks](entry:residual-networks#depth) explains `y = f(x) + x`, that is
$y = F(x, \\{W_i\\}) + x$, or at length

$$\\frac{\\partial L}{\\partial x_l} = \\frac{\\partial L}{\\partial x_L}
\\left( 1 + \\frac{\\partial}{\\partial x_l} \\sum_{i=l}^{L-1} F(x_i, W_i) \\right)$$

- [x] a task that is done
- [ ] one that is not

### Depth & width < 152

Text with ~~strokes~~, H~2~O, x^2^ and [small caps]{.smallcaps}; *x* **y**.[^late]

[^late]: A note with a [link](https://example.org/a?b=1&c=2) [@lin2017feature].

| Layers | Error, % | A column whose heading is much longer than what it holds |
|:-------|---------:|:--------:|
| 34     | 25.03    | 0123456789012345678901234567890123456789 |
| 152    | 21.43    | @he2016deep |

: Top-1 errors [@he2016deep]

## Detection

> A quotation, with a citation [@he2020momentum].

![A grey square with a caption, as *figures* have [@lin2017focal]](images/square.png){width=200}

```python
def residual(x, f):  # a listing that is wider than a narrow screen can ever hold at once
    return f(x) + x
```

1. One
2. Two [@he2022masked]

Term
: Its definition.
"""

KEYS = ("he2016deep", "he2016identity", "ren2015faster", "he2017mask", "lin2017feature",
        "he2020momentum", "lin2017focal", "he2022masked")  # fmt: skip

ARABIC = """\
هذا نصّ قصير عن الشبكات العصبية [@he2016deep]، وفيه حاشية.[^1]

[^1]: حاشية تستشهد بـ [@he2017mask].

## الشبكات المتبقية

تجعل الوصلات المختصرة تدريب الشبكات العميقة ممكنًا [@he2016deep, p. 3].

## الكشف

انظر [المدخل](entry:mask) و Mask R-CNN [@he2017mask].
"""


def png(width: int = 400, height: int = 300) -> bytes:
    stream = io.BytesIO()
    Picture.new("RGB", (width, height), (120, 130, 140)).save(stream, "PNG")
    return stream.getvalue()


def write_images(root: Path) -> None:
    """The images that the samples name, under ``entries/images``."""
    folder = root / "entries" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "square.png").write_bytes(png())
    (folder / "portrait.png").write_bytes(png(300, 360))


def sample(
    pandoc: Pandoc,
    root: Path,
    body: str = RICH,
    *,
    style: str = "chicago-author-date",
    links: tuple[EntryLink, ...] = (),
    settings: Mapping[str, Any] | None = None,
    **header: Any,
) -> CitedPublication:
    """``body`` resolved and cited, in a project at ``root``."""
    write_images(root)
    header.setdefault("id", "sample")
    entry = builders.entry(pandoc, body, **header)
    titles = {key: f"On the Matter of {key}" for key in KEYS}
    references = tuple(builders.reference(key, title) for key, title in titles.items())
    others = [
        builders.entry(pandoc, "", id=to.id, title=to.title, lang=to.lang, summary=to.summary or "")
        for to in links
    ]
    project = builders.project(entry, *others, references=references, style_name=style, root=root)
    publication = resolve(project, entry, entry.document, ())
    publication = replace(publication, settings=replace(project.settings, **(settings or {})))
    cited = cite(publication, pandoc).value
    assert cited is not None
    return cited


def rich(pandoc: Pandoc, root: Path, **changes: Any) -> CitedPublication:
    """A dossier that has every part there is."""
    place = Place("entries/sample.md", 1)
    values: dict[str, Any] = {
        "title": "Kaiming He & <Friends>",
        "kind": "person",
        "subtitle": "Networks that could be deep, scenes that could be read",
        "summary": "Kaiming He is a *researcher* in computer vision, known for deep residual"
        " networks [@he2016deep].",
        "facts": (
            ("Field", "Computer vision", None),
            ("Best known for", "Deep residual networks", "he2016deep"),
        ),
        "questions": ("How much depends on the *shortcut*?", "Who may look [@he2017mask]?"),
        "authors": (
            Author("Ada Writer", "0000-0002-1825-0097", "Institute of Examples"),
            Author("Ben Reader"),
        ),
        "published": date(2026, 3, 2),
        "reviewed": date(2026, 5, 19),
        "tags": ("computer vision", "deep learning"),
        "rights": "© 2026 The authors. CC BY 4.0",
        "image": Image(
            "images/portrait.png", "A grey portrait", False, None, "Photo: N. N.", place
        ),
        "links": (EntryLink("residual-networks", "Residual networks", "What they are.", "en"),),
    }
    return sample(pandoc, root, **(values | changes))


def arabic(pandoc: Pandoc, root: Path, **changes: Any) -> CitedPublication:
    """A dossier that reads from right to left."""
    values: dict[str, Any] = {
        "title": "كايمينغ هي",
        "lang": "ar",
        "dir": "rtl",
        "kind": "person",
        "summary": "باحث في الرؤية الحاسوبية [@he2016deep].",
        "facts": (("المجال", "الرؤية الحاسوبية", None),),
        "reviewed": date(2026, 5, 19),
        "links": (EntryLink("mask", "Mask R-CNN", None, "en"),),
    }
    return sample(pandoc, root, ARABIC, **(values | changes))


STYLES = {"dated": "chicago-author-date", "numbered": "ieee", "noted": "chicago-notes-bibliography"}


def every(pandoc: Pandoc, folder: Path) -> dict[str, CitedPublication]:
    """The rich dossier in a style of each kind, and the Arabic one."""
    found = {name: rich(pandoc, folder, style=style) for name, style in STYLES.items()}
    return {**found, "arabic": arabic(pandoc, folder)}
