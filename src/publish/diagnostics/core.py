"""Problems as values: a rule, what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, Literal, TypeVar

from publish.model.edit import Edit
from publish.model.frozen import Frozen, replace
from publish.model.place import Place, SourceFile

T = TypeVar("T")


class Severity(StrEnum):
    """How bad it is: an error is wrong or incomplete, a reader notices a warning."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return {"info": 0, "warning": 1, "error": 2}[self.value]


class Rule(Frozen):
    """One kind of problem. ``code`` is stable and never used again for another.

    ``cause`` says who can mend it: the author, in the project's own files, or
    whoever looks after the engines and this program, or those who write it. What is
    ``passing`` may be gone the next time, without anybody's doing.
    """

    code: str
    name: str
    severity: Severity
    explanation: str
    cause: Literal["content", "engine", "bug"] = "content"
    passing: bool = False

    def __call__(
        self,
        message: str,
        place: Place | None = None,
        hint: str | None = None,
        *,
        excerpt: str | None = None,
        edits: Iterable[Edit] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule; ``excerpt`` is the source line at ``place``."""
        return Diagnostic(self, message, place, hint, excerpt, self.severity, tuple(edits))

    def at(
        self,
        source: SourceFile,
        place: Place,
        message: str,
        hint: str | None = None,
        *,
        edits: Iterable[Edit] = (),
    ) -> Diagnostic:
        """A diagnostic of this rule that shows the line of ``source`` at ``place``."""
        excerpt = source.line(place.line or 0) or None
        return self(message, place, hint, excerpt=excerpt, edits=edits)


class Diagnostic(Frozen):
    """A problem met in the user's material, or in what was made from it.

    ``edits`` mend it, where that is safe: nothing is lost, and nothing but the
    problem changes. `publish check --fix` makes them.
    """

    rule: Rule
    message: str
    place: Place | None = None
    hint: str | None = None
    excerpt: str | None = None
    severity: Severity = Severity.ERROR
    edits: tuple[Edit, ...] = ()

    def with_severity(self, severity: Severity) -> Diagnostic:
        return replace(self, severity=severity)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        place = self.place or Place("")
        return (place.path, place.line or 0, place.column or 0, self.rule.code, self.message)


class Result(Frozen, Generic[T]):
    """A value and the diagnostics met while making it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        return has_errors(self.diagnostics)


@dataclass(slots=True)
class Collector:
    """Gathers diagnostics inside one function, which then returns them."""

    items: list[Diagnostic] = field(default_factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        self.items.append(diagnostic)

    def take(self, result: Result[T]) -> T:
        """The value of ``result``, keeping its diagnostics."""
        self.items.extend(result.diagnostics)
        return result.value

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.items.extend(diagnostics)

    def result(self, value: T) -> Result[T]:
        return Result(value, tuple(self.items))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)


class UserError(Exception):
    """Stops a command with diagnostics and an exit code; never a traceback.

    Raised where nothing can go on: settings that can't be read (2), a missing
    tool (3), an engine that failed on valid input (4).
    """

    def __init__(self, *diagnostics: Diagnostic, exit_code: int = 1) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics
        self.exit_code = exit_code


class EngineFailure(UserError):
    """An engine failed on what it was given; callers add the place and go on."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic, exit_code=4)

    @property
    def diagnostic(self) -> Diagnostic:
        return self.diagnostics[0]


def are_lasting(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether the same would be said again: only then it may be kept."""
    return not any(d.rule.passing for d in diagnostics)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)
