"""The standards that a PDF can follow: what each of them asks, and which go together.

PDF/A-2 and A-3 (ISO 19005-2, -3) and PDF/UA-1 (ISO 14289-1) build on PDF 1.7;
PDF/A-4 (ISO 19005-4), PDF/UA-2 (ISO 14289-2) and Well-Tagged PDF on PDF 2.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from publish.model.frozen import Frozen

PdfVersion = Literal["1.7", "2.0"]
Files = Literal["may", "must", "never"]
StandardName = Literal[
    "ua-1", "ua-2", "a-2a", "a-2u", "a-3a", "a-3u", "a-4", "a-4f", "wtpdf"
]  # fmt: skip


class Standard(Frozen):
    """``name`` is that of the settings; ``files`` says whether others may be attached.

    PDF/A-2 and A-4 take in files that are PDF/A themselves only (ISO 19005-2 and -4,
    6.8 and 6.9), which no source is; A-4f has to carry one (ISO 19005-4, annex A).
    """

    name: StandardName
    title: str
    version: PdfVersion
    files: Files = "may"

    @property
    def archival(self) -> bool:
        return self.name.startswith("a-")


STANDARDS: Mapping[str, Standard] = {
    standard.name: standard
    for standard in (
        Standard("ua-1", "PDF/UA-1", "1.7"),
        Standard("ua-2", "PDF/UA-2", "2.0"),
        Standard("a-2a", "PDF/A-2a", "1.7", "never"),
        Standard("a-2u", "PDF/A-2u", "1.7", "never"),
        Standard("a-3a", "PDF/A-3a", "1.7"),
        Standard("a-3u", "PDF/A-3u", "1.7"),
        Standard("a-4", "PDF/A-4", "2.0", "never"),
        Standard("a-4f", "PDF/A-4f", "2.0", "must"),
        Standard("wtpdf", "WTPDF 1.0", "2.0"),
    )
}


class Conformance(Frozen):
    """The standards that one file follows (keys of `STANDARDS`), and what they ask of it."""

    standards: tuple[str, ...] = ()

    @property
    def version(self) -> PdfVersion:
        """The version of PDF; 1.7 where nothing asks for 2.0."""
        return "2.0" if any(each.version == "2.0" for each in self._known) else "1.7"

    @property
    def namespaces(self) -> bool:
        """Whether structure elements stand in namespaces, as those of PDF 2.0 do."""
        return self.version == "2.0"

    @property
    def note(self) -> Literal["Note", "FENote"]:
        """The structure type of a note."""
        return "FENote" if self.version == "2.0" else "Note"

    @property
    def may_attach(self) -> bool:
        """Whether files that are no PDF/A may be embedded (sources, MathML)."""
        return all(each.files != "never" for each in self._known)

    @property
    def _known(self) -> tuple[Standard, ...]:
        return tuple(STANDARDS[name] for name in self.standards if name in STANDARDS)


def conflicts(names: Iterable[str], attach: bool | None = None) -> Iterator[tuple[str, str]]:
    """Why no file can follow all of these, each with what can be done.

    ``attach`` says whether sources are to be attached; None, where that's possible.
    """
    standards = [STANDARDS[name] for name in names]
    archival = [each for each in standards if each.archival]
    if len(archival) > 1:
        yield f"{_listed(archival)} are asked for at once", "a file follows one part of PDF/A only"
    old = [each for each in standards if each.version == "1.7"]
    new = [each for each in standards if each.version == "2.0"]
    if old and new:
        yield (
            f"{_listed(old)} is PDF 1.7, and {_listed(new)} is PDF 2.0",
            "`a-2*`, `a-3*` and `ua-1` go together, and `a-4`, `a-4f`, `ua-2` and `wtpdf`",
        )
    for each in archival:
        if each.files == "never" and attach:
            yield (
                f"{_listed([each])} takes in no sources, and `pdf.attach-sources` asks for them",
                "`a-3a`, `a-3u` and `a-4f` do; else set `attach-sources = false`",
            )
        if each.files == "must" and attach is False:
            yield (
                f"{_listed([each])} has to carry files, and `pdf.attach-sources` is `false`",
                "`a-4` is the same without files",
            )


def _listed(standards: Iterable[Standard]) -> str:
    return " and ".join(f"`{each.name}`" for each in standards)
