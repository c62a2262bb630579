"""Doubtful mentions asked about: answers understood, kept at once, asked for again."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest

from publish.cli.boundary import run

RECORDS = """\
@article{adams, author = {Adams, Ada}, title = {A Theory of Coastal Tides}, journal = {J},
  year = {2020}}
@article{brown, author = {Brown, Bo}, title = {A Theory of Coastal Tides}, journal = {J},
  year = {2021}}
@article{depth, author = {Smith, Sue}, title = {Depth}, journal = {J}, year = {2011}}
"""
ENTRY = """\
---
kind: concept
title: Tides
---

The moon pulls, as *A Theory of Coastal Tides* shows.

## Later

And *A Theory of Coastal Tides* was read again, as was "Depth".
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text('title = "T"\nlang = "en"\n')
    for name in ("bibliography", "entries"):
        (tmp_path / name).mkdir()
    (tmp_path / "bibliography" / "a.bib").write_text(RECORDS)
    (tmp_path / "entries" / "tides.md").write_text(ENTRY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(answers: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return run(["mentions", "--review"])


def kept(root: Path) -> list[object]:
    path = root / "mentions.toml"
    if not path.exists():
        return []
    return [item["cite"] for item in tomllib.loads(path.read_text(encoding="utf-8"))["mention"]]


@pytest.mark.parametrize(
    ("answers", "cited"),
    [
        ("1\n2\na\n", ["adams", "brown", "depth"]),
        ("r\nn\nreject\n", [False, False, False]),
        ("p depth\nPIN adams\ns\n", ["depth", "adams"]),
        ("s\n1\nq\n", ["adams"]),
        ("2\n", ["brown"]),
        ("", []),
        ("what?\n\n7\na\n-1\np\np nobody\n?\n2\nq\n", ["brown"]),
    ],
)
def test_answers_are_understood_and_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch, answers: str, cited: list[object]
) -> None:
    assert answered(answers, monkeypatch) == 0
    assert sorted(map(str, kept(root))) == sorted(map(str, cited))


def test_what_was_answered_is_not_asked_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered("1\nr\na\n", monkeypatch)
    capsys.readouterr()
    answered("", monkeypatch)
    assert "nothing is doubtful" in capsys.readouterr().err
    assert run(["check", "--strict"]) == 0


def test_what_was_answered_before_an_interruption_is_kept(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1) -> str:
            if line := super().readline():
                return line
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupted("2\n"))
    assert run(["mentions", "--review"]) == 130
    assert kept(root) == ["brown"]


def test_a_closed_standard_input_is_no_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert run(["mentions", "--review"]) == 0
    assert kept(root) == []


def test_the_tables_of_a_terminal(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(["mentions"]) == 0
    shown = capsys.readouterr().out
    assert "Tides  entries/tides.md" in shown
    assert "? doubtful" in shown
    assert "adams  Adams 2020. A Theory of Coastal Tides" in shown
    assert "\x1b[3" not in shown


def test_the_whole_sentence_is_shown(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "the sea was low then and *Adam: A Method for Boats* was read by everybody that day"
    entry = root / "entries" / "tides.md"
    entry.write_text(f"---\nkind: concept\ntitle: T\n---\n\nAfter “Depth” came out, {long}.\n")
    answered("q\n", monkeypatch)
    assert long.replace("*", "") in capsys.readouterr().out.replace("*", "")
