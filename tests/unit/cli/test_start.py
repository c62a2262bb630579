"""What a command imports: no more than it works with, so that it starts at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENGINES = (
    "weasyprint", "pydyf", "pikepdf", "pypandoc", "bibtexparser", "jinja2", "lxml", "page",
    "quickjax", "PIL", "fontTools",
)  # fmt: skip
READING = (*ENGINES, "pydantic", "yaml", "rich")
CODE = """
import sys
from publish.cli.boundary import run
code = run(sys.argv[2:])
loaded = {name.partition(".")[0] for name in sys.modules}
print("loaded:", *sorted(loaded & set(sys.argv[1].split(","))), file=sys.stderr)
sys.exit(code)
"""


def _loaded(watched: tuple[str, ...], *arguments: str, cwd: Path) -> list[str]:
    """Which of the watched packages a command loads, in a process of its own."""
    source = Path(__file__).parents[3] / "src"
    ran = subprocess.run(
        [sys.executable, "-c", CODE, ",".join(watched), *arguments],
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
