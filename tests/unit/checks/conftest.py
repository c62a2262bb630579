"""Projects on disk, read and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.checks import check
from publish.checks.glyphs import check_glyphs
from publish.checks.policy import judged
from publish.diagnostics.core import Diagnostic
from publish.engines.pandoc import Pandoc
from publish.model.publication import Project
from publish.readers.project import read_project

HEADER = "kind: work\ntitle: A\n"
RECORDS = "".join(
    f"@article{{{key},\n  author = {{He, K.}},\n  title = {{T {key}}},\n"
    f"  journal = {{J}},\n  year = {{2016}},\n  volume = {{1}},\n  pages = {{1--2}},\n}}\n"
    for key in ("he2016deep", "he2017mask")
)

Checked = Callable[..., list[str]]


@pytest.fixture
def project(tmp_path: Path, pandoc: Pandoc) -> Callable[..., Project]:
    """``project(body, header=…, settings=…, files=…)``: entry ``a``, and others."""

    def read(
        body: str = "Text.\n",
        header: str = HEADER,
        settings: str = "",
        files: dict[str, str | bytes] | None = None,
    ) -> Project:
        every: dict[str, str | bytes] = {
            "publish.toml": 'title = "T"\nlang = "en"\n' + settings,
            "entries/a.md": f"---\n{header}---\n{body}",
            "bibliography/all.bib": RECORDS,
            **(files or {}),
        }
        for name, content in every.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_project(tmp_path, pandoc).value

    return read


@pytest.fixture
def found(project: Callable[..., Project]) -> Callable[..., list[Diagnostic]]:
    """Like ``project``: what the checks find in it, as its settings judge them."""

    def diagnostics(*arguments: object, **named: object) -> list[Diagnostic]:
        value = project(*arguments, **named)
        every = (*check(value), *check_glyphs(value, value.entries.values()))
        return list(judged(every, value.settings))

    return diagnostics


@pytest.fixture
def told(found: Callable[..., list[Diagnostic]]) -> Checked:
    """Like ``found``, each as ``CODE line:column-end`` (``path`` unless entry ``a``)."""

    def lines(*arguments: object, **named: object) -> list[str]:
        return [short(each) for each in found(*arguments, **named)]

    return lines


def short(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    assert place is not None
    path = "" if place.path == "entries/a.md" else f"{place.path}:"
    end = f"-{place.end}" if place.end else ""
    assert diagnostic.excerpt is not None, "a check shows the line"
    return f"{diagnostic.rule.code} {path}{place.line}:{place.column}{end}"
