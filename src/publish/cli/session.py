"""One run of a command: where it works, how it reports, when it fails."""

from __future__ import annotations

import json as plain_json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.cli import terminal
from publish.cli.exits import Exit
from publish.cli.rendering import View, rendered
from publish.cli.usage import UsageError
from publish.diagnostics import Diagnostic, Severity, UserError
from publish.diagnostics.views import text
from publish.engines.store import LARGEST
from publish.model.frozen import Frozen, replace

if TYPE_CHECKING:
    from publish.api import Project
    from publish.model.settings import Settings


class Session(Frozen):
    """``directory`` is where to look for the project; ``fail_on`` None means: as its
    settings say; without ``cache`` nothing in ``build/`` is used, and besides it ``cache_dir`` is,
    a folder shared with others; either holds ``cache_size`` bytes at most.
    """

    directory: Path
    view: View = "text"
    fail_on: Severity | None = None
    quiet: bool = False
    cache: bool = True
    cache_dir: Path | None = None
    cache_size: int = LARGEST

    def as_json(self) -> Session:
        return replace(self, view="json")

    @property
    def talks(self) -> bool:
        """Whether a person reads this."""
        return self.view == "text" and not self.quiet

    def run(self, command: Callable[[], int]) -> int:
        """The command's exit code; a ``UserError`` is reported and gives its own."""
        try:
            return command()
        except UserError as error:
            self.report(error.diagnostics, Severity.ERROR)
            return error.exit_code

    @contextmanager
    def project(
        self, *, texts: bool = False, formats: Sequence[str] | None = None, jobs: int | None = None
    ) -> Iterator[Project]:
        """The project that the folder belongs to, closed again at the end. Whose ``texts`` will
        surely be read or cited has pandoc start while our own modules are loaded. Where
        ``formats`` are to be made (none: those of the settings), what makes them is loaded while
        pandoc works. ``jobs`` are done side by side, or as many as this machine has room for.
        """
        from publish.engines.pandoc import Pandoc
        from publish.loading import finishing

        with finishing(), Pandoc() as pandoc:
            if texts:
                pandoc.start()
            from publish.api import Project
            from publish.build.machine import fitting_workers

            pandoc.hands = jobs or fitting_workers()
            if formats is not None:
                pandoc.meanwhile = partial(self._load, formats)
            with Project.open(
                self.directory,
                cache=self.cache,
                pandoc=pandoc,
                cache_dir=self.cache_dir,
                cache_size=self.cache_size,
            ) as project:
                yield project

    def _load(self, formats: Sequence[str]) -> None:
        from publish.loading import begin_loading

        begin_loading(formats or self.settings().formats)

    def settings(self) -> Settings:
        """The project's settings alone; raises `UserError` where there are none."""
        from publish.readers.root import find_root
        from publish.readers.settings import read_settings

        return read_settings(find_root(self.directory))

    def threshold(self, project: Project) -> Severity:
        """From which severity on the command fails."""
        return self.fail_on or Severity(project.settings.check.fail_on)

    def report(self, diagnostics: Iterable[Diagnostic], threshold: Severity, **more: Any) -> int:
        """Shows the diagnostics: text on standard error, the rest on standard output.

        ``more`` goes beside them into JSON. The exit code says whether one of them
        is as bad as ``threshold``.
        """
        items = tuple(diagnostics)
        failing = tuple(item for item in items if item.severity.rank >= threshold.rank)
        shown = failing if self.quiet else items
        if self.view == "text":
            self._write_text(shown)
        else:
            terminal.write_data(rendered(self.view, shown, self.directory, **more))
        return Exit.CONTENT if failing else Exit.DONE

    def report_aside(self, project: Project) -> int:
        """For a command whose output is something else: what was met on reading, as
        text on standard error.
        """
        aside = replace(self, view="text")
        return aside.report(project.diagnostics, self.threshold(project))

    def tell_aside(self, diagnostics: Iterable[Diagnostic]) -> None:
        """The same of what making that output told."""
        if self.talks:
            self._write_text(diagnostics)

    def show(self, heading: Sequence[str], rows: Sequence[Sequence[str]], data: Any) -> None:
        """A command's own output: aligned rows for people, ``data`` as JSON for others."""
        if self.view not in ("text", "json"):
            raise UsageError(f"only diagnostics can be had as {self.view}")
        if self.view == "text":
            sys.stdout.write(terminal.columns(heading, rows))
        else:
            document = plain_json.dumps(data, ensure_ascii=False, indent=2)
            terminal.write_data(document + "\n")

    def say(self, line: str) -> None:
        """A closing word for people: not with ``--quiet``, not beside data."""
        if self.talks:
            sys.stdout.flush()
            print(line, file=sys.stderr)

    def _write_text(self, diagnostics: Iterable[Diagnostic]) -> None:
        sys.stdout.flush()
        sys.stderr.write(text.render(diagnostics, terminal.painter(sys.stderr)))
