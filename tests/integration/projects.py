"""Small projects on disk, and the command line run on them as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

from tests.conftest import ROOT

SETTINGS = """\
title = "Small"
lang = "en-GB"

[citations]
style = "ieee"
"""
ENTRY = """\
---
id: {id}
kind: concept
title: {title}
reviewed: 2026-01-02
facts:
  - {{label: First seen, value: In a paper, source: doe2001}}
---

## Definition

A thing is what the paper says [@doe2001]. See [the other](entry:{other}).
"""
RECORDS = """\
@article{doe2001,
  author  = {Doe, Jane and Roé, Jean},
  title   = {On Things},
  journal = {Journal of Things},
  year    = {2001},
  volume  = {3},
  pages   = {4--9},
}
"""


def write_project(folder: Path) -> Path:
    """Two entries that link to each other and cite one record; nothing is wrong."""
    for name in ("entries", "bibliography"):
        (folder / name).mkdir(parents=True)
    (folder / "publish.toml").write_text(SETTINGS, "utf-8")
    one = ENTRY.format(id="one", title="One thing", other="two")
    two = ENTRY.format(id="two", title="Another thing", other="one")
    (folder / "entries" / "one.md").write_text(one, "utf-8")
    (folder / "entries" / "two.md").write_text(two, "utf-8")
    (folder / "bibliography" / "all.bib").write_text(RECORDS, "utf-8")
    return folder


def environment(**more: str) -> dict[str, str]:
    """What a process needs to find the package of this checkout, and no more."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8", **more}


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "publish", "-C", str(folder), *arguments]


def run(
    folder: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """The command line on ``folder``; it has five minutes, and root has no right to read
    what its owner may not.
    """
    return subprocess.run(
        [*_as_anybody(), *command(folder, *arguments)],
        env=dict(env or environment()),
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def _as_anybody() -> list[str]:
    """What takes root's right to pass over permissions from a command (capabilities(7))."""
    rights = "--bounding-set=-dac_override,-dac_read_search"
    return ["setpriv", rights] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def codes(result: subprocess.CompletedProcess[str]) -> set[str]:
    """The rules that a report in JSON names."""
    return {item["code"] for item in json.loads(result.stdout)["diagnostics"]}


def snapshot(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below ``folder``, by its path there."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
