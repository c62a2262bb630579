"""A stand-in for the Python interface, so that commands are tested by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from publish.diagnostics import Diagnostic
from publish.model.document import Document
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.place import Place, SourceFile
from publish.model.settings import Kind, Settings


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass
class StandIn:
    """What a test wants `Project` to hold, and how it was called."""

    root: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    met: list[Diagnostic] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    error: BaseException | None = None
    calls: list[tuple[str, Any]] = field(default_factory=list)
    closed: bool = False

    @property
    def settings(self) -> Settings:
        kinds = {"person": Kind("person", "Person", ("Life",), ("Work",))}
        return Settings(self.root, "Sample", lang="en", kinds=kinds)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(self.met)

    @property
    def unread(self) -> dict[str, str]:
        paths = {each.place.path for each in self.met if each.place}
        return {Path(p).stem: p for p in paths if Path(p).stem not in self.entries}

    def open(self, root: Path, **_: object) -> StandIn:
        self.calls.append(("open", root))
        if self.error:
            raise self.error
        return self

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *error: object) -> None:
        self.closed = True

    def check(self, today: date | None = None) -> tuple[Diagnostic, ...]:
        return tuple(self.found)

    def with_edits(self, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        return tuple(found)

    def mentions(self, entries: Sequence[str] = ()) -> dict[str, tuple[Mention, ...]]:
        place = Place("entries/a.md", 7, 3, 9)
        sure = Mention("sure", "he2016deep", "ResNet", place, "its short title", 0, 0, 6)
        doubt = Mention("doubtful", None, "depth", place, "an everyday word", 0, 0, 5, ("k1", "k2"))
        return dict.fromkeys(entries or self.entries, (sure, doubt))

    def build(
        self,
        entries: Sequence[str] = (),
        *,
        collections: Sequence[str] = (),
        each: bool = False,
        formats: Sequence[str] = (),
        epoch: int | None = None,
        today: date | None = None,
        jobs: int | None = None,
        cluster: str | None = None,
        copy_to: str | None = None,
        progress: Callable[[str, str], None] | None = None,
    ) -> SimpleNamespace:
        self.calls.append(("build", (tuple(entries), tuple(formats), epoch)))
        made = [
            SimpleNamespace(entry=e, format=f, path=f"output/{e}/{e}.{f}", bytes=9, written=True)
            for e in entries or self.entries
            for f in formats or self.settings.formats
            if e not in self.failed
        ]
        return SimpleNamespace(
            reasons={},
            lasting=True,
            delivered=tuple(made),
            failed=tuple(self.failed),
            copied=(),
            diagnostics=tuple(self.found),
        )


def entry(name: str) -> Entry:
    source = SourceFile(f"entries/{name}.md", "")
    return Entry(source, 0, name, "person", name.title(), "en", Document(source))
