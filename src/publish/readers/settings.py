"""``publish.toml`` to `Settings`, every default filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

import publish.themes
from publish.diagnostics.catalogue import all_rules, is_firm
from publish.diagnostics.core import Diagnostic, UserError
from publish.diagnostics.rules import cfg
from publish.diagnostics.suggest import did_you_mean
from publish.model.brief import SMALLEST, STEPS, Step, Trim
from publish.model.citekeys import pattern_fault
from publish.model.conformance import Conformance, StandardName, conflicts
from publish.model.place import Place
from publish.model.settings import (
    FORMATS,
    BibliographySettings,
    BriefSettings,
    CheckSettings,
    CitationSettings,
    EpubSettings,
    Format,
    Ignore,
    Kind,
    MentionPolicy,
    PdfSettings,
    Settings,
)
from publish.model.settings import Level as ConformanceLevel
from publish.readers.brand import read_brand
from publish.readers.collections import CollectionField, Collections, PartField, collections
from publish.readers.kinds import BUILT_IN
from publish.readers.located import Located
from publish.readers.root import FILE
from publish.readers.scalars import Lang, SectionPriority, Text
from publish.readers.table import Table, as_list
from publish.readers.text import read_text
from publish.readers.toml import read_toml
from publish.readers.validation import Vocabulary, validate

SOURCES = ("entries", "bibliography", "styles")
"""Folders of a project that the output must not be put into."""

Level = Literal["error", "warning", "info"]


def read_settings(root: Path) -> Settings:
    """The settings of the project in ``root``.

    Raises `UserError` (exit code 2) where there are none, or where they are wrong.
    """
    path = root / FILE
    if not path.exists():
        raise UserError(
            cfg.NO_SETTINGS(
                f"there is no `{FILE}` in `{root}`",
                hint="`publish init` starts a project, `-C DIR` works in another folder",
            ),
            exit_code=2,
        )
    read = read_text(root, path)
    parsed = read_toml(read.value) if read.value else None
    if parsed is None or parsed.value is None:
        raise UserError(*(parsed or read).diagnostics, exit_code=2)
    located = parsed.value
    checked = validate(_File, located, _WORDS)
    if checked.model is None:
        raise UserError(*checked.diagnostics, exit_code=2)
    if wrong := [*_wrong_rules(located), *_conflicting_standards(checked.model.pdf, located)]:
        raise UserError(*wrong, exit_code=2)
    return _settings(root, checked.model, located)


# -- the form of the file ---------------------------------------------------------


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or pure == PurePosixPath("."):
        raise PydanticCustomError(
            "outside", "`{path}` is not a folder inside the project", {"path": path}
        )
    if pure.parts[0] in SOURCES or any(part.startswith(".") for part in pure.parts):
        raise PydanticCustomError(
            "sources", "`{path}` holds what dossiers are made from, or is hidden", {"path": path}
        )
    return str(pure)


def _web_address(address: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s]*", address):
        raise PydanticCustomError(
            "address", "`{address}` is not an address on the web", {"address": address}
        )
    return address


def theme_names() -> list[str]:
    """The themes that the package brings."""
    folders = Path(publish.themes.__path__[0]).iterdir()
    return sorted(folder.name for folder in folders if (folder / "screen.css").is_file())


def _known_theme(name: str) -> str:
    if name not in theme_names():
        raise PydanticCustomError(
            "theme",
            "there is no theme `{name}`; themes are {known}",
            {"name": name, "known": ", ".join(theme_names())},
        )
    return name


def _sound_pattern(pattern: str) -> str:
    if fault := pattern_fault(pattern):
        raise PydanticCustomError("pattern", "{fault}", {"fault": fault})
    return pattern


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


class _Bibliography(Table):
    keys: Annotated[Text, AfterValidator(_sound_pattern)] = BibliographySettings().keys


def _sections(value: Any) -> Any:
    """True stands for every section, false for none."""
    return {True: ["*"], False: []}[value] if isinstance(value, bool) else value


class _Citations(Table):
    style: Text = CitationSettings().style
    mentions: MentionPolicy = "first-in-section"
    own_subject: bool = True
    headings: bool = False


class _Pdf(Table):
    size: Literal["a4", "letter", "a5", "6x9"] = "a4"
    standard: Annotated[tuple[StandardName, ...], BeforeValidator(as_list)] = ("a-3a", "ua-1")
    attach_sources: bool | None = None


class _Epub(Table):
    image_pixels: Annotated[int, Field(ge=10_000)] = EpubSettings().image_pixels
    conforms: Annotated[ConformanceLevel, BeforeValidator(_lower)] | None = None
    certifier: Text | None = None
    credential: Text | None = None
    report: Annotated[Text, AfterValidator(_web_address)] | None = None
    onix: bool = False

    @model_validator(mode="after")
    def _certified_by_somebody(self) -> _Epub:
        wanting = {"`certifier`": self.certifier, "`conforms`": self.conforms}
        given = [f"`{n}`" for n in ("certifier", "credential", "report") if getattr(self, n)]
        missing = [name for name, value in wanting.items() if not value]
        if given and missing:
            raise PydanticCustomError(
                "certifier",
                "{given} is given, and no {missing} that it is about",
                {"given": given[0], "missing": missing[-1]},
            )
        return self


def _known_places(pattern: str) -> str:
    try:
        pattern.format(id="", date="")
    except (KeyError, IndexError, ValueError, AttributeError):
        raise PydanticCustomError(
            "number", "`{pattern}` may hold {id} and {date}, and no other braces",
            {"pattern": pattern, "id": "{id}", "date": "{date}"},
        ) from None  # fmt: skip
    return pattern


class _Brief(Table):
    pages: Annotated[int, Field(ge=1, le=2)] = 1
    trim: Trim | None = None
    size: Annotated[float, Field(ge=SMALLEST, le=12)] = BriefSettings().size
    smallest: Annotated[float, Field(ge=SMALLEST, le=12)] = SMALLEST
    ladder: tuple[Step, ...] = STEPS
    shorten: bool = True
    number: Annotated[Text, AfterValidator(_known_places)] = BriefSettings().number
    sections: dict[Text, SectionPriority] = Field(default_factory=dict)


class _Kind(Table):
    label: Text | None = None
    required: tuple[Text, ...] = ()
    optional: tuple[Text, ...] = ()
    extra_sections: bool = True
    cited: Annotated[tuple[Text, ...], BeforeValidator(_sections)] = ()


class _Ignore(Table):
    rule: Text
    reason: Text
    path: Text = "**"


class _Check(Table):
    fail_on: Level = "error"
    severity: dict[str, Level] = Field(default_factory=dict)
    ignore: tuple[_Ignore, ...] = ()
    reviewed_within: Annotated[int, Field(ge=1)] | None = None
    uncited: bool = False
    retractions: Text | None = None


class _File(Table):
    title: Text
    lang: Lang | None = None
    url: Annotated[Text, AfterValidator(_web_address)] | None = None
    publisher: Text | None = None
    rights: Text | None = None
    theme: Annotated[Text, AfterValidator(_known_theme)] = "dossier"
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = FORMATS
    output: Annotated[Text, AfterValidator(_inside)] = "output"
    bibliography: _Bibliography = _Bibliography()
    citations: _Citations = _Citations()
    pdf: _Pdf = _Pdf()
    epub: _Epub = _Epub()
    brief: _Brief = _Brief()
    kinds: dict[str, _Kind] = Field(default_factory=dict)
    collections: Collections = Field(default_factory=dict)
    check: _Check = _Check()


_WORDS = Vocabulary(
    "setting",
    {"extra_forbidden": cfg.UNKNOWN_SETTING},
    cfg.WRONG_SETTING,
    {
        "csl": "the citation style is `style` under `[citations]`",
        "language": "did you mean `lang`?",
    },
)


def setting_names() -> dict[str, type[BaseModel]]:
    """The tables of the file and their models, for the handbook."""
    return {
        "": _File,
        "bibliography": _Bibliography,
        "citations": _Citations,
        "pdf": _Pdf,
        "epub": _Epub,
        "brief": _Brief,
        "kinds.NAME": _Kind,
        "collections.ID": CollectionField,
        "collections.ID.parts": PartField,
        "check": _Check,
    }


# -- into the model ---------------------------------------------------------------


def _settings(root: Path, file: _File, located: Located) -> Settings:
    return Settings(
        root=root,
        title=file.title,
        lang=file.lang,
        url=file.url,
        publisher=file.publisher,
        rights=file.rights,
        theme=file.theme,
        formats=tuple(dict.fromkeys(file.formats)),
        bibliography=BibliographySettings(**file.bibliography.model_dump()),
        citations=CitationSettings(**file.citations.model_dump()),
        pdf=PdfSettings(
            size=file.pdf.size,
            standard=tuple(dict.fromkeys(file.pdf.standard)),
            attach_sources=_attached(file.pdf),
        ),
        epub=EpubSettings(**file.epub.model_dump()),
        brief=_brief(file.brief),
        brand=read_brand(root),
        kinds=_kinds(file.kinds),
        collections=collections(file.collections),
        check=CheckSettings(
            fail_on=file.check.fail_on,
            severity=dict(file.check.severity),
            ignore=tuple(Ignore(**item.model_dump()) for item in file.check.ignore),
            reviewed_within=file.check.reviewed_within,
            uncited=file.check.uncited,
            retractions=file.check.retractions,
        ),
        output=file.output,
        source=located.source,
        places=located.places(),
    )


def _brief(brief: _Brief) -> BriefSettings:
    """The size of text is never below the smallest that is allowed."""
    wished = brief.model_dump()
    return BriefSettings(**{**wished, "smallest": min(brief.size, brief.smallest)})


def _kinds(own: dict[str, _Kind]) -> dict[str, Kind]:
    """The built-in kinds and the project's own, which go before."""
    made = {
        name: Kind(
            name,
            kind.label or ("" if name in BUILT_IN else name.replace("-", " ").capitalize()),
            kind.required,
            kind.optional,
            kind.extra_sections,
            kind.cited,
        )
        for name, kind in own.items()
    }
    return {**BUILT_IN, **made}


def _attached(pdf: _Pdf) -> bool:
    """Whether sources are attached: where nothing is said, if the standards allow it."""
    allowed = Conformance(pdf.standard).may_attach
    return allowed if pdf.attach_sources is None else pdf.attach_sources


def _conflicting_standards(pdf: _Pdf, located: Located) -> Iterator[Diagnostic]:
    """Standards that no file can follow together."""
    place = located.value_place(("pdf", "standard"))
    for message, hint in conflicts(dict.fromkeys(pdf.standard), pdf.attach_sources):
        yield cfg.CONFLICTING_STANDARDS.at(located.source, place, message, hint)


def _wrong_rules(located: Located) -> Iterator[Diagnostic]:
    """Rules that the settings name and that don't exist, or can't be set aside."""
    known = all_rules()
    for code, place in _named_rules(located):
        if code not in known:
            hint = did_you_mean(code, known)
            yield cfg.UNKNOWN_RULE.at(located.source, place, f"there is no rule `{code}`", hint)
        elif is_firm(known[code]):
            message = f"rule `{code}` ({known[code].name}) can't be set aside"
            yield cfg.FIRM_RULE.at(located.source, place, message, "mend what it finds")


def _named_rules(located: Located) -> Iterator[tuple[str, Place]]:
    check = located.data.get("check", {})
    for code in (code for code, level in check.get("severity", {}).items() if level != "error"):
        yield code, located.key_place(("check", "severity", code))
    for index, item in enumerate(check.get("ignore", [])):
        yield item["rule"], located.value_place(("check", "ignore", index, "rule"))
