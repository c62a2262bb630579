"""Every story in this folder is told again, and each command must answer as it says."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from publish.cli.boundary import run

HERE = Path(__file__).parent
STORIES = sorted(path for path in HERE.glob("*.md") if path.name != "README.md")
BLOCK = re.compile(r"^(`{3,})(\S+)(?: (\S+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
DEFAULT_SETTINGS = 'title = "Case"\nlang = "en"\n'


@dataclass(frozen=True)
class Step:
    """A file to write (``path``), or a command and what it must answer."""

    text: str
    path: str | None = None

    @property
    def command(self) -> list[str]:
        return shlex.split(self.text.splitlines()[0].removeprefix("$ publish"))

    @property
    def answer(self) -> list[str]:
        lines = self.text.splitlines()[1:]
        return lines if lines and lines[-1].startswith("=> ") else [*lines, "=> 0"]


def steps(story: str) -> Iterator[Step]:
    if "An empty folder" not in story.split("\n\n")[1] and " publish.toml\n" not in story:
        yield Step(DEFAULT_SETTINGS, "publish.toml")
    for _, language, path, text in BLOCK.findall(story):
        if path or language == "console":
            yield Step(text, path or None)


def agrees(answer: list[str], expected: list[str]) -> bool:
    """Line by line; ``...`` stands for any lines, and at a line's end for the rest of it."""
    pattern = "".join(map(_pattern, expected))
    return re.fullmatch(pattern, "".join(line + "\n" for line in answer)) is not None


def _pattern(line: str) -> str:
    if line == "...":
        return r"(?:.*\n)*?"
    start = line.removesuffix("...")
    return re.escape(start) + (r"\n" if start == line else r".*\n")


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for step in steps(path.read_text(encoding="utf-8")):
        if step.path is not None:
            file = tmp_path / step.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step.text, encoding="utf-8")
            continue
        code = run(step.command)
        said = capsys.readouterr()
        answer = (said.out + said.err).replace(os.fspath(tmp_path), "FOLDER").splitlines()
        answer.append(f"=> {code}")
        shown = "\n".join(answer)
        assert agrees(answer, step.answer), f"$ publish {shlex.join(step.command)}\n{shown}"


def test_there_are_stories() -> None:
    assert STORIES


def test_an_answer_must_agree_line_by_line() -> None:
    assert agrees(["a", "b", "=> 0"], ["a", "b", "=> 0"])
    assert agrees(["a", "b", "c", "=> 0"], ["a", "...", "=> 0"])
    assert agrees(["abc", "=> 0"], ["ab...", "=> 0"])
    assert not agrees(["abc", "=> 0"], ["ac...", "=> 0"])
    assert not agrees(["a", "b", "=> 0"], ["a", "=> 0"])
    assert not agrees(["a", "=> 1"], ["a", "=> 0"])
