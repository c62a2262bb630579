"""A project's settings, as read from ``publish.toml`` with every default filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from publish.model.brand import Brand
from publish.model.brief import SMALLEST, STEPS, Step
from publish.model.citekeys import PATTERN
from publish.model.collection import Collection
from publish.model.frozen import Frozen, field
from publish.model.place import Place, SourceFile

MentionPolicy = Literal["first-in-section", "first", "every", "report", "off"]
Format = Literal["pdf", "epub", "html"]
FORMATS: tuple[Format, ...] = ("pdf", "epub", "html")
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html",
}


class Kind(Frozen):
    """A kind of entry, and its sections in their order.

    ``label`` is what the project calls it. It is empty for a built-in kind that the
    project doesn't name anew, which is called by the word of each entry's language.
    """

    name: str
    label: str = ""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    extra_sections: bool = True
    cited: tuple[str, ...] = ()
    """The sections that are to cite something; ``*`` stands for each."""

    @property
    def sections(self) -> tuple[str, ...]:
        return self.required + self.optional


class BibliographySettings(Frozen):
    """``keys`` is the pattern by which records get their keys (`publish.model.citekeys`)."""

    keys: str = PATTERN


class CitationSettings(Frozen):
    """``style`` names a CSL style of the library, or a file under ``styles/``."""

    style: str = "chicago-author-date"
    mentions: MentionPolicy = "first-in-section"
    own_subject: bool = True
    """Whether an entry's own subject (the paper that it is about) is cited too."""
    headings: bool = False
    """Whether mentions are looked for, and cited, in headings."""


class PdfSettings(Frozen):
    size: Literal["a4", "letter", "a5", "6x9"] = "a4"
    standard: tuple[str, ...] = ("a-3a", "ua-1")
    attach_sources: bool = True


Level = Literal["a", "aa"]
"""A level of WCAG 2.1."""


class EpubSettings(Frozen):
    """``conforms`` asks for the claim that a book keeps EPUB Accessibility 1.1 at that level, which
    it makes if nothing in it speaks against it; ``certifier`` says who vouches for that, by which
    ``credential`` and in which ``report`` (an address).
    """

    image_pixels: int = 4_000_000
    """Pictures with more pixels are made smaller: reading systems refuse what is much larger."""
    conforms: Level | None = None
    certifier: str | None = None
    credential: str | None = None
    report: str | None = None
    onix: bool = False
    """Whether a record in ONIX 3.0 is made beside each book."""


Priority = int | Literal["must", "never"]
"""When a section comes into a brief: 1 before 2, always, or not at all."""

LAST_PRIORITY = 99
PRIORITIES = f"it can be `must`, a whole number from 1 to {LAST_PRIORITY}, or `never`"


class BriefSettings(Frozen):
    """How briefs are made: ``size`` and ``smallest`` are sizes of text in points, ``sections``
    gives priorities by the titles of sections.
    """

    pages: int = 1
    trim: Literal["a4", "letter"] | None = None
    size: float = 10.0
    smallest: float = SMALLEST
    ladder: tuple[Step, ...] = STEPS
    """What may be taken away so that a brief fits, in this order."""
    shorten: bool = True
    """Whether a section may be given by its first paragraphs."""
    number: str = "{id}"
    """The document's number; ``{id}``, ``{date}`` (of the review) are filled in."""
    sections: Mapping[str, Priority] = field(default_factory=dict)


class Ignore(Frozen):
    """Diagnostics of ``rule`` under ``path`` (a glob) that the project accepts."""

    rule: str
    reason: str
    path: str = "**"


class CheckSettings(Frozen):
    fail_on: Literal["error", "warning", "info"] = "error"
    severity: Mapping[str, str] | None = None
    ignore: tuple[Ignore, ...] = ()
    reviewed_within: int | None = None
    """Days after which an entry is to be reviewed again."""
    uncited: bool = False
    """Whether records that no entry cites are told."""
    retractions: str | None = None
    """A CSV of retractions (Retraction Watch's columns), relative to the project."""


class Settings(Frozen):
    """Everything that ``publish.toml`` says; paths are relative to ``root``."""

    root: Path
    title: str
    lang: str | None = None
    url: str | None = None
    publisher: str | None = None
    rights: str | None = None
    theme: str = "dossier"
    formats: tuple[Format, ...] = FORMATS
    bibliography: BibliographySettings = BibliographySettings()
    citations: CitationSettings = CitationSettings()
    pdf: PdfSettings = PdfSettings()
    epub: EpubSettings = EpubSettings()
    brief: BriefSettings = BriefSettings()
    brand: Brand | None = None
    kinds: Mapping[str, Kind] | None = None
    collections: Mapping[str, Collection] = field(default_factory=dict)
    check: CheckSettings = CheckSettings()
    output: str = "output"
    source: SourceFile | None = None
    places: Mapping[str, Place] = field(default_factory=dict)
    """The place of each setting by its dotted path (``check.ignore.0``)."""
