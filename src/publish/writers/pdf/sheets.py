"""Titles to pages that stand between documents: a divider, the contents of appendices.

They are laid out and tagged as everything else, so that they keep what they claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement

from publish.engines.pikepdf import Finishing, finish
from publish.model.conformance import STANDARDS, Conformance
from publish.model.direction import direction
from publish.model.frozen import Frozen
from publish.writers.pdf.metadata import Metadata, information
from publish.writers.pdf.tags import tagger
from publish.writers.pdf.xmp import xmp

UNDATED = datetime(1980, 1, 1, tzinfo=UTC)

SCHEME = "sheet:"
"""Marks the links of a sheet, which lead to addresses that are none of a file's."""

STYLE = """
@page {{ size: {width:.2f}pt {height:.2f}pt; margin: {margin:.0f}pt }}
html {{ font-family: "Spectral", "Cardo", "Amiri", "Fira Sans", serif; color: #1c1e21 }}
body {{ margin: 0; font-size: 11pt; line-height: 15pt }}
h1 {{ font-size: {title:.0f}pt; line-height: 1.15; font-weight: 500; margin: 0 0 14pt;
  bookmark-level: none }}
.divider h1 {{ margin-top: {above:.0f}pt }}
p {{ margin: 0; font-size: 14pt; line-height: 19pt; font-style: italic; color: #575c61 }}
ul {{ list-style: none; margin: 0; padding: 0 }}
li {{ border-bottom: .4pt solid #b9b4aa; padding: 4pt 0 }}
a {{ color: #0a5566; text-decoration: none }}
.label {{ float: right }}
[dir="rtl"] {{ direction: rtl; text-align: right }} [dir="rtl"] .label {{ float: left }}
.letter {{ display: inline-block; min-width: 2em }}
:lang(ar) {{ font-family: "Amiri", serif }} :lang(he), :lang(el) {{ font-family: "Cardo", serif }}
"""


class Frame(Protocol):
    """What a page has to fit into; sizes in points."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def lang(self) -> str: ...
    @property
    def claims(self) -> tuple[str, ...]: ...


class Line(Protocol):
    """A line of the contents."""

    @property
    def letter(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def target(self) -> str: ...


class SheetWriter(Frozen):
    """Lays out sheets; no file is read for them. ``style`` is a style sheet behind the usual."""

    style: str = ""

    def divider(self, frame: Frame, name: str, title: str) -> bytes:
        """A page that says what follows."""
        root, body = _document(frame, name, "divider")
        SubElement(body, "h1").text = name
        SubElement(body, "p").text = title
        return self._made(root, frame, name)

    def contents(self, frame: Frame, name: str, lines: Iterable[Line]) -> bytes:
        """Pages that list what follows, with links to each line's target."""
        root, body = _document(frame, name, "contents")
        SubElement(body, "h1").text = name
        # In PDF 2.0 a line of a TOC has to refer to what it names, which is in another file.
        listed = not _conformance(frame).namespaces
        row = SubElement(SubElement(body, "nav", role="doc-toc") if listed else body, "ul")
        targets = {}
        for line in lines:
            item = SubElement(row, "li")
            if line.label:
                SubElement(item, "span", {"class": "label"}).text = line.label
            link = SubElement(item, "a", href=SCHEME + line.target)
            if line.letter:
                SubElement(link, "span", {"class": "letter"}).text = f"{line.letter} "
            SubElement(link, "span").text = line.title
            targets[SCHEME + line.target] = line.target
        return self._made(root, frame, name, targets)

    def _made(
        self, root: Element, frame: Frame, title: str, targets: dict[str, str] | None = None
    ) -> bytes:
        from publish.engines.weasyprint.layout import lay_out  # 0.4 s, so only now

        conformance = _conformance(frame)
        narrow = min(frame.width, frame.height)
        style = STYLE.format(
            width=frame.width,
            height=frame.height,
            margin=narrow * 0.12,
            title=min(29.0, narrow / 14),
            above=frame.height * 0.25,
        )
        layout = lay_out(root, (style, self.style), "", Path("/nonexistent"))
        data, _ = layout.write(tagger(root, conformance), conformance.version)
        about = Metadata(title=title, lang=frame.lang, languages=(frame.lang,))
        finishing = Finishing(
            xmp=xmp(about, UNDATED, conformance),
            information=information(about),
            moment=UNDATED,
            lang=frame.lang,
            version=conformance.version,
            addresses=targets or {},
        )
        return finish(data, finishing)


def _document(frame: Frame, title: str, kind: str) -> tuple[Element, Element]:
    root = Element("html", lang=frame.lang, dir=direction(frame.lang))
    SubElement(SubElement(root, "head"), "title").text = title
    return root, SubElement(root, "body", {"class": kind})


def _conformance(frame: Frame) -> Conformance:
    return Conformance(tuple(name for name in frame.claims if name in STANDARDS))
