"""What `publish brief` has made, put in its place, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from publish.cli.pdfs import refuse_sources, write
from publish.cli.selection import about
from publish.cli.summary import counted
from publish.diagnostics import Diagnostic, Result, has_errors
from publish.model.frozen import replace

if TYPE_CHECKING:
    from publish.api import Project
    from publish.briefing import MadeBrief
    from publish.model.publication import Artifact
    from publish.model.recipient import Recipient


@dataclass(slots=True)
class Desk:
    """``made`` and ``lines`` are the report as data and for people, ``failed`` the names of
    what couldn't be made. Files go to ``output``, or beside the dossiers.
    """

    project: Project
    formats: Sequence[str]
    people: Sequence[Recipient]
    output: Path | None
    noun: str = "brief"
    found: dict[Diagnostic, None] = field(default_factory=dict)
    made: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    briefs: list[MadeBrief] = field(default_factory=list)

    def readable(self, entries: Sequence[str]) -> Iterator[str]:
        """The entries but for those that couldn't be read, of which is told what is wrong."""
        for name in entries:
            if name in self.project.unread:
                self.failed.append(name)
                self.found.update(
                    dict.fromkeys(about(self.project, [name], self.project.diagnostics))
                )
            else:
                yield name

    def put(self, entries: Sequence[str], result: Result[MadeBrief | None]) -> None:
        """A brief of one entry, or of two, in all formats that are wanted."""
        self._tell(entries, result)
        brief = result.value
        if brief is None:
            self.failed += [name for name in entries if name not in self.failed]
            return
        self.briefs.append(brief)
        name = brief.report.entry
        files = [*self._files(entries, brief)]
        copies = [*self._copies(brief.artifact)]
        paths = [self._written(name, each) for each in (*files, *copies)]
        told = {"path": paths[0] if paths else None, **brief.report.as_object()}
        if len(files) > 1:
            told["files"] = paths[: len(files)]
        if copies:
            told["copies"] = paths[len(files) :]
        self.made.append(told)
        self.lines += [*paths, *brief.report.lines()]

    def _files(self, entries: Sequence[str], brief: MadeBrief) -> Iterator[Artifact]:
        if "pdf" in self.formats:
            yield brief.artifact
        handouts = self.project.handouts
        for name, make in (("html", handouts.page), ("png", handouts.card)):
            if name in self.formats:
                yield from self._taken(entries, make(brief))

    def _copies(self, artifact: Artifact) -> Iterator[Artifact]:
        """A copy for each recipient."""
        from publish.stamping import copies

        made = copies(artifact, self.people)
        self.found.update(dict.fromkeys(made.diagnostics))
        yield from made.value

    def put_pack(self, path: Path, title: str) -> None:
        """All briefs that were made, bound."""
        if not self.briefs or self.failed:
            self.lines.append(
                f"{path} isn't made, for it lacks {counted(len(self.failed), 'brief')}"
            )
            return
        for pack in self._taken(("pack",), self.project.handouts.pack(self.briefs, title)):
            self._put_at(path, pack)
            for copy in self._copies(replace(pack, name=path.name)):
                self._put_at(path.with_name(copy.name), copy)

    def put_cards(
        self,
        entries: Sequence[str],
        path: Path,
        title: str,
        cards: int,
        trim: Literal["a4", "letter"] | None,
        today: date | None,
    ) -> None:
        """The cards of entries, so many on each page."""
        self.noun = "sheet of cards"
        known = list(self.project.mentions(entries))  # or `UserError`
        made = self.project.handouts.sheets(known, title, cards, trim, today=today)
        self._tell(entries, made)
        wrong = {each.place.path for each in made.diagnostics if each.place and has_errors([each])}
        none = made.value is None
        self.failed += [each for each in known if none or self.project.entries[each].path in wrong]
        if made.value is not None:
            self._put_at(path, made.value)
            self.made.append({"path": str(path), "cards": len(known) - len(self.failed)})

    def refuse_sources(self, *outputs: Path | None) -> None:
        """Raise `UsageError`, before anything is made, if an entry would be written over."""
        root = self.project.settings.root
        sources = [root / entry.path for entry in self.project.entries.values()]
        for path in filter(None, outputs):
            refuse_sources(path, sources)

    def _put_at(self, path: Path, artifact: Artifact) -> None:
        write(path, artifact.data)
        self.lines.append(str(path))

    def _tell(self, entries: Sequence[str], result: Result[Any]) -> None:
        self.found.update(dict.fromkeys(about(self.project, entries, result.diagnostics)))

    def _taken(self, entries: Sequence[str], result: Result[Artifact | None]) -> Iterator[Artifact]:
        """The file, if there is one; else its entries have failed."""
        self._tell(entries, result)
        if result.value is None or result.failed:
            self.failed += [name for name in entries if name not in self.failed]
        else:
            yield result.value

    def _written(self, name: str, artifact: Artifact) -> str:
        """The file on disk: beside the dossier, or beside the one that was named."""
        from publish.delivery import deliver_brief

        settings = self.project.settings
        if self.output is None:
            return deliver_brief(settings, name, artifact).path
        path = self.output
        if artifact.name != f"{name}-brief.pdf":
            path = path.with_name(f"{path.stem}{artifact.name.removeprefix(name)}".replace(
                "-brief", "", 1))  # fmt: skip
        self.refuse_sources(path)
        write(path, artifact.data)
        return str(path)
