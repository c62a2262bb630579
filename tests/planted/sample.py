"""The project's own sample as a copy that faults can be planted in, one after another."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from publish.api import Project
from publish.diagnostics import Diagnostic, UserError
from publish.engines.pandoc import Pandoc, Parsed
from publish.readers.project import read_project
from tests.conftest import ROOT
from tests.planted.faults import Fault, Finding

TODAY = date(2026, 6, 1)
"""The day from which reviews are counted back."""

PARTS = ("publish.toml", "entries", "bibliography", "styles")


class RememberingPandoc(Pandoc):
    """A pandoc that parses each text once: of a sample with a fault, most is as it was."""

    def __init__(self) -> None:
        super().__init__()
        self._parsed: dict[str, Parsed] = {}

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        new = [text for text in dict.fromkeys(texts) if text not in self._parsed]
        self._parsed.update(zip(new, super().parse(new), strict=True))
        return [self._parsed[text] for text in texts]


@dataclass(slots=True)
class Sample:
    """A copy of the sample in ``root``."""

    root: Path
    pandoc: Pandoc = field(default_factory=RememberingPandoc)

    @classmethod
    def copied_to(cls, root: Path) -> Sample:
        root.mkdir(parents=True)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, root / part)
            elif (ROOT / part).exists():
                shutil.copy(ROOT / part, root / part)
        return cls(root)

    def findings(self, formats: Sequence[str] = (), entries: Sequence[str] = ()) -> list[Finding]:
        """What `publish check` says of the sample as it is, or building it into ``formats``."""
        told = self._told(formats, entries)
        return sorted(Finding(each.rule.code, str(each.place)) for each in told)

    def _told(self, formats: Sequence[str], entries: Sequence[str]) -> tuple[Diagnostic, ...]:
        try:
            read = read_project(self.root, self.pandoc)
        except UserError as error:  # of the settings
            return error.diagnostics
        project = Project(read.value, read.diagnostics, self.pandoc)
        if not formats:
            return project.check(TODAY)
        books = [name for name in entries if name in read.value.settings.collections]
        rest = [name for name in entries if name not in books]
        return project.build(rest, collections=books, formats=formats, jobs=1).diagnostics

    def findings_with(self, fault: Fault) -> list[Finding]:
        """The same with a fault in it, which is taken out again."""
        files = {file for change in fault.changes for file in change.files(self.root)}
        before = {file: file.read_bytes() if file.exists() else None for file in files}
        try:
            for change in fault.changes:
                change.apply(self.root)
            return self.findings(fault.formats, fault.entries)
        finally:
            shutil.rmtree(self.root / "output", ignore_errors=True)
            for file, data in before.items():
                if data is None:
                    file.unlink(missing_ok=True)
                else:
                    file.write_bytes(data)
