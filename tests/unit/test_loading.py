"""What making files needs is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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


def test_nothing_of_ours_is_imported_while_a_format_is_made(tmp_path: Path) -> None:
    write_project(tmp_path, 1, records=20)
    told = subprocess.run(
        [sys.executable, "-c", MADE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert sorted(told.stdout.splitlines()) == sorted(MODULES)
