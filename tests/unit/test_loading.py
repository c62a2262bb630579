"""What making files needs is loaded before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.workload import write_project

from publish.loading import MODULES

MADE = """
import sys
from pathlib import Path
from publish import loading, proving
from publish.api import Project

original = proving.proved

def proved(cited, name, *rest):
    loading.load([name])
    before = set(sys.modules)
    result = original(cited, name, *rest)
    print(name, *sorted(new for new in set(sys.modules) - before if new.startswith("publish.")))
    return result

proving.proved = proved
with Project.open(Path(sys.argv[1]), cache=False) as project:
    for name in loading.MODULES:
        project.build(formats=[name], jobs=1)
"""


@pytest.mark.slow
def test_nothing_of_ours_is_imported_while_a_format_is_made(tmp_path: Path) -> None:
    write_project(tmp_path, 1, records=20)
    told = subprocess.run(
        [sys.executable, "-c", MADE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert sorted(told.stdout.splitlines()) == sorted(MODULES)


INTERRUPTED = """
from publish import loading
from publish.cli import boundary, main

loading.MODULES = {"pdf": ("endless",)}

def command(arguments):
    %s

boundary._run = command
main()
"""

AROUND = """with loading.loading(["pdf"]):
        raise KeyboardInterrupt"""

WRAPPED = """with loading.loading(["pdf"]):
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as interrupt:
            raise RuntimeError("Error calling __set_name__") from interrupt"""

BEFORE = """with loading.finishing():
        loading.begin_loading(["pdf"])
        raise KeyboardInterrupt"""

ALONE = """loading.begin_loading(["pdf"])
    raise KeyboardInterrupt"""


@pytest.mark.parametrize("command", [AROUND, WRAPPED, BEFORE, ALONE])
def test_an_interrupt_does_not_wait_for_an_import_that_is_held_up(
    tmp_path: Path, command: str
) -> None:
    (tmp_path / "endless.py").write_text("import time\ntime.sleep(600)\n")
    code = INTERRUPTED % command
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=20,
        check=False,
    )  # fmt: skip
    told = "interrupted; what stood in the output folder is whole\n"
    assert (ran.returncode, ran.stderr) == (130, told)
