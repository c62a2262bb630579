"""Jinja2: a theme's templates filled in, and its other texts read.

A theme is a folder of templates and style sheets in the package. A file of the
same name in the project's ``styles/`` goes before the theme's own. Templates run
in Jinja's sandbox, escape what they print, and a name that is not defined is a
diagnostic at its line in the template.
"""

from __future__ import annotations

import os
import pickle
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from publish.diagnostics.core import Diagnostic, EngineFailure, Result
from publish.diagnostics.rules import thm
from publish.engines.cachefolder import keep, private_folder
from publish.engines.css import addresses
from publish.engines.files import is_hidden, read_file
from publish.engines.looks import STYLES
from publish.model.place import Place, SourceFile
from publish.model.settings import Settings

MOST_BYTES = 4_000_000
"""Of a style sheet."""

DEFAULT_THEME = "dossier"

_WHITESPACE = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}


def safe(markup: str) -> Markup:
    """Markup that templates print as it is; only for what we serialised ourselves."""
    return Markup(markup)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's, asked once about each attribute of a type: its answer depends on no more."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._answers: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        asked = type(obj), attr
        answer = self._answers.get(asked)
        if answer is None:
            answer = self._answers[asked] = super().is_safe_attribute(obj, attr, value)
        return answer


@dataclass(frozen=True)
class Theme:
    """A theme as one project sees it; ``root`` is the project's folder, if any."""

    name: str = DEFAULT_THEME
    root: Path | None = None
    environment: Environment = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        environment = _Sandbox(
            loader=_ThemeLoader(self),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=_CompiledTemplates(),
            **_WHITESPACE,
        )
        object.__setattr__(self, "environment", environment)

    def render(self, template: str, **values: Any) -> Result[str]:
        """The text of a filled-in template; empty, with a diagnostic, if it failed."""
        try:
            return Result(self.environment.get_template(template).render(values))
        except TemplateNotFound as error:
            return Result("", (_missing(self, template, error),))
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            return Result("", (_failure(self, template, error),))

    def text(self, name: str) -> str:
        """A file of the theme, and behind it the project's addition to it.

        ``styles/screen.css`` stands in place of the theme's; the additions of
        ``styles/screen.custom.css`` come last in either case. Empty if none is there.
        Raises `EngineFailure` for one that a page can't hold.
        """
        return "\n".join(text for _, text in self._parts(name))

    def own_line(self, name: str, number: int) -> tuple[SourceFile, int] | None:
        """The project's file that a line of `text` comes from, and its number there; None
        where it is the theme's.
        """
        for each, text in self._parts(name):
            lines = text.count("\n") + 1
            if number <= lines:
                return (SourceFile(f"{STYLES}/{each}", text), number) if self.own(each) else None
            number -= lines
        return None

    def _parts(self, name: str) -> Iterator[tuple[str, str]]:
        """The files of which `text` is made, with their names."""
        stem, dot, suffix = name.rpartition(".")
        for each in (name, f"{stem}.custom{dot}{suffix}"):
            if self.find(each):
                yield each, self._text(each)

    def _text(self, name: str) -> str:
        """The text of a style sheet, which may stand inside a page's ``style``."""
        own = self.own(name)
        if self.root is None or own is None:
            return _packaged_text(self.name, name)
        place = Place(f"{STYLES}/{name}")
        try:
            text = read_file(self.root, own, MOST_BYTES).decode("utf-8-sig")
            addresses(text)
        except UnicodeDecodeError:
            raise EngineFailure(
                thm.BROKEN_STYLE_SHEET(f"`{place.path}` is not UTF-8", place, "save it as UTF-8")
            ) from None
        except ValueError as error:
            message = f"`{place.path}` can't be read: {error}"
            raise EngineFailure(thm.BROKEN_STYLE_SHEET(message, place)) from None
        if (at := text.find("</")) >= 0:
            line = text.count("\n", 0, at) + 1
            message = "`</` in a style sheet would end the page's `style` element"
            hint = "in a string or an address write `<\\/`"
            raise EngineFailure(thm.BROKEN_STYLE_SHEET(message, Place(place.path, line), hint))
        return text

    def data(self, name: str) -> bytes | None:
        """A file of the theme as bytes."""
        file = self.find(name)
        return file.read_bytes() if file else None

    def find(self, name: str) -> Traversable | None:
        """The file ``name``, the project's before the theme's."""
        return self.own(name) or self.packaged(name)

    def packaged(self, name: str) -> Traversable | None:
        """The theme's own file ``name``."""
        return _packaged(self.name, name)

    def own(self, name: str) -> Path | None:
        """The project's own file ``name``; never one outside its ``styles/``, nor one that isn't
        found where they are looked through (`Looks`): hidden, or in a folder that is a link.
        """
        if self.root is None or not os.path.isfile(f"{self.root}/{STYLES}/{name}"):
            return None  # as for most, and asked for each template of each document
        folder = (self.root / STYLES).resolve()
        named = Path(os.path.normpath(folder / name))
        file = named.resolve()
        inside = file.is_relative_to(folder) and folder.is_relative_to(self.root.resolve())
        is_listed = named.parent.resolve() == named.parent and not is_hidden(named.name)
        return file if inside and is_listed else None


@lru_cache(maxsize=256)
def _packaged(theme: str, name: str) -> Traversable | None:
    packaged = resources.files("publish.themes").joinpath(theme)
    for part in name.split("/"):
        if part in ("", ".", ".."):
            return None
        packaged = packaged.joinpath(part)
    return packaged if packaged.is_file() else None


@lru_cache(maxsize=64)
def _packaged_text(theme: str, name: str) -> str:
    file = _packaged(theme, name)
    return file.read_text(encoding="utf-8") if file else ""


@lru_cache(maxsize=8)
def _theme(name: str, root: Path) -> Theme:
    return Theme(name, root)


def theme_of(settings: Settings) -> Theme:
    """The theme of a project, compiled templates kept for the next publication."""
    return _theme(settings.theme, settings.root)


class _ThemeLoader(BaseLoader):
    """Finds templates as `Theme.find` finds files; a changed one is read again."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def get_source(self, environment: Environment, template: str) -> Any:
        file = self.theme.find(template)
        if file is None:
            raise TemplateNotFound(template)
        text = file.read_text(encoding="utf-8")
        own = isinstance(file, Path) and file == self.theme.own(template)
        stamp = file.stat().st_mtime_ns if own and isinstance(file, Path) else None

        def fresh() -> bool:
            now = self.theme.own(template)
            return (now.stat().st_mtime_ns if now else None) == stamp

        return text, template, fresh


class _CompiledTemplates(BytecodeCache):
    """Compiled templates kept from one run to the next: 0.1 s less for each run.

    A file stands for one template name, as one Jinja compiles it with our settings;
    that it belongs to this very text is told by the checksum in it. As it is run, nobody else
    can write there.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        # a file that isn't there, or is damaged, counts as none
        with suppress(OSError, EOFError, ValueError, LookupError, pickle.UnpicklingError):
            bucket.bytecode_from_string(self._file(bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            keep(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        compiled_by = f"{jinja2.__version__} {_WHITESPACE} {bucket.key}"
        return private_folder("templates") / sha256(compiled_by.encode()).hexdigest()[:32]


def _missing(theme: Theme, template: str, error: TemplateNotFound) -> Diagnostic:
    """A template that isn't there, at the line that includes it."""
    name, line = _last_line(theme, template, error)
    message = f"theme `{theme.name}` has no template `{error.name}`"
    return thm.MISSING_TEMPLATE(message, _place(theme, name, line) if line else None)


def _last_line(theme: Theme, template: str, error: Exception) -> tuple[str, int | None]:
    """The innermost template in an error's traceback, and its line there."""
    name, line = template, None
    for frame in traceback.extract_tb(error.__traceback__):
        if theme.find(frame.filename) is not None:
            name, line = frame.filename, frame.lineno
    return name, line


def _place(theme: Theme, name: str, line: int | None) -> Place:
    return Place(f"{STYLES}/{name}" if theme.own(name) else f"{theme.name}/{name}", line)


def _failure(theme: Theme, template: str, error: Exception) -> Diagnostic:
    """The error at its line: named by a syntax error, else in the traceback's frames."""
    line: int | None
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or template, error.lineno
    else:
        name, line = _last_line(theme, template, error)
    rule = thm.UNSAFE_TEMPLATE if isinstance(error, SecurityError) else thm.TEMPLATE_ERROR
    return rule(
        f"template `{name}` failed: {str(error).removesuffix('.')}",
        _place(theme, name, line),
        hint="mend the template, or delete it from `styles/` to get the theme's own",
    )
