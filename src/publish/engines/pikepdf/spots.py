"""What breaks a rule in a PDF becomes a spot that a person can find.

That is its page, the structure element that it belongs to, and words: the element's
own, or where it has none those before it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Stream

from publish.engines.findings import Finding
from publish.engines.pikepdf.structure import UNREADABLE, kids, structure_elements, within
from publish.engines.pikepdf.suspects import suspects
from publish.engines.pikepdf.words import marked_words, picture_marks
from publish.model.frozen import Frozen

LONGEST = 300
"""Characters of an element's words that are looked at."""

APART = frozenset(
    [
        "/P",
        "/LI",
        "/Lbl",
        "/LBody",
        "/TR",
        "/TH",
        "/TD",
        "/Note",
        "/FENote",
        "/Caption",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
    ]
)
"""Types whose words stand apart from those before them."""

_ANNOTATION = re.compile(r"\bannotation (\d+) on page (\d+)\b")
_PICTURE = re.compile(r"\bpage (\d+)/XObject (/[^\s,]+)")


class Spot(Frozen):
    """``page`` counts from 1. ``before`` says that the words stand before the element."""

    page: int | None = None
    element: str = ""
    words: str = ""
    before: bool = False


def spots(data: bytes, findings: Iterable[Finding]) -> list[Spot]:
    """Where each finding is, as far as it can be known."""
    findings = list(findings)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            document = _Document(pdf)
            return [document.spot(finding) for finding in findings]
    except UNREADABLE:
        return [Spot() for _ in findings]


class _Document:
    """A file whose elements are asked where they are and what they say."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._words: dict[int, dict[int, str]] = {}

    def spot(self, finding: Finding) -> Spot:
        element = self._element(finding)
        page = finding.page
        if element is None:
            page = self._page_with(finding.obj) if page is None else page
            return Spot(page + 1 if page is not None else None)
        page = self._page(element) if page is None else page
        words = self._own_words(element)
        before = "" if words else self._words_before(element)
        name = str(element.get("/S"))[1:]
        number = page + 1 if page is not None else None
        return Spot(number, name, words or before, bool(before))

    def _element(self, finding: Finding) -> Any:
        """The structure element that a finding is about; None if none can be told."""
        thing = self._pdf.get_object(finding.obj, 0) if finding.obj else self._named(finding)
        if thing is None:
            return next(suspects(self._pdf, finding.rule), None)
        if isinstance(thing, Dictionary) and "/S" in thing and "/P" in thing:
            return thing
        return self._around_picture(thing) if isinstance(thing, Stream) else self._around(thing)

    def _named(self, finding: Finding) -> Any:
        """What a finding names by its place on a page: an annotation, an XObject."""
        if named := _ANNOTATION.search(finding.message):
            return list(self._pdf.pages[int(named[2]) - 1].obj.get("/Annots", []))[int(named[1])]
        if named := _PICTURE.search(finding.message):
            return _pictures(self._pdf.pages[int(named[1]) - 1]).get(named[2])
        return None

    def _around(self, thing: Any) -> Any:
        """The structure element that refers to an object (an annotation)."""
        for element in structure_elements(self._pdf):
            for kid in kids(element):
                if isinstance(kid, Dictionary) and "/Obj" in kid and kid.Obj.objgen == thing.objgen:
                    return element
        return None

    def _around_picture(self, picture: Any) -> Any:
        """The structure element that an image stands in, where a page paints it first."""
        for page in self._pdf.pages:
            for name, thing in _pictures(page).items():
                if thing.objgen == picture.objgen:
                    return self._marked_by(page.obj, picture_marks(page).get(name))
        return None

    def _marked_by(self, page: Any, number: int | None) -> Any:
        """The structure element that holds a mark of a page."""
        for element in structure_elements(self._pdf) if number is not None else ():
            for kid in kids(element):
                is_reference = isinstance(kid, Dictionary)
                holder = kid if is_reference and "/Pg" in kid else element
                if holder.get("/Pg") is None or holder.Pg.objgen != page.objgen:
                    continue
                if (kid.get("/MCID") if is_reference else kid) == number:
                    return element
        return None

    def _page_with(self, number: int | None) -> int | None:
        """The first page that uses an object: itself, its fonts, its images."""
        for index, page in enumerate(self._pdf.pages):
            resources = page.obj.get("/Resources", Dictionary())
            parts: list[Any] = [page.obj]
            for kind in ("/Font", "/XObject"):
                parts.extend(dict(resources.get(kind, Dictionary())).values())
            if any(part.objgen[0] == number for part in parts):
                return index
        return None

    def _page(self, element: Any) -> int | None:
        """The page on which an element begins."""
        for each in within(element):
            for holder in (each, *(kid for kid in kids(each) if isinstance(kid, Dictionary))):
                page = holder.get("/Pg")
                if page is not None and page.objgen in self._pages:
                    return self._pages[page.objgen]
        return None

    def _own_words(self, element: Any) -> str:
        """The words of an element and of those in it, as they are read."""
        words, todo, left = "", [(element, element)], 10_000
        while todo and left and len(words) <= LONGEST:
            (kid, holder), left = todo.pop(), left - 1
            if not (isinstance(kid, Dictionary) and "/S" in kid):
                words += self._shown(kid, holder)
            elif said := _said(kid):
                words += said
            else:
                words += " " if kid.get("/S") in APART else ""
                todo.extend((each, kid) for each in reversed(list(kids(kid))))
        return " ".join(words.split())[:LONGEST]

    def _words_before(self, element: Any) -> str:
        last = ""
        for each in structure_elements(self._pdf):
            if each.objgen == element.objgen:
                break
            last = " ".join("".join(self._direct_words(each)).split()) or last
        return last[-LONGEST:]

    def _direct_words(self, element: Any) -> Iterator[str]:
        """What an element says instead of its content, or what its own marks show."""
        if said := _said(element):
            yield said
        else:
            yield from (self._shown(kid, element) for kid in kids(element))

    def _shown(self, kid: Any, holder: Any) -> str:
        """What a mark of the element ``holder`` shows; nothing if it is something else."""
        page = kid.get("/Pg", holder.get("/Pg")) if isinstance(kid, Dictionary) else None
        number = kid.get("/MCID") if isinstance(kid, Dictionary) else kid
        page = holder.get("/Pg") if page is None else page
        if page is None or not isinstance(number, int):
            return ""
        return self._marked(page).get(int(number), "")

    def _marked(self, page: Any) -> dict[int, str]:
        index = self._pages.get(page.objgen)
        if index is None:
            return {}
        if index not in self._words:
            self._words[index] = marked_words(self._pdf.pages[index])
        return self._words[index]


def _pictures(page: Any) -> dict[str, Any]:
    """The XObjects that a page can paint, by name."""
    return dict(page.obj.get("/Resources", Dictionary()).get("/XObject", Dictionary()).items())


def _said(element: Any) -> str:
    """What an element says instead of its content."""
    return next((str(element[key]) for key in ("/ActualText", "/Alt") if key in element), "")
