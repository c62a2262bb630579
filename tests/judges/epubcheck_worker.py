"""The process that runs EPUBCheck: paths come in, its reports as JSON go out, a line each.

Most of a run of EPUBCheck is the start of Java and of its schemas; here they stay.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from publish.engines.java import SHORT_RUN, jar, java


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Java prints is no answer
    import jpype

    home = Path(java() or "").resolve().parents[1]
    library = next(iter(home.rglob("libjvm.*")), None)
    path = str(library) if library else jpype.getDefaultJVMPath()
    jpype.startJVM(path, *SHORT_RUN, classpath=[jar("epubcheck", "epubcheck.jar")])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        for line in sys.stdin:
            report.unlink(missing_ok=True)
            checker().run([json.loads(line), "-u", "--json", str(report)])
            found = json.loads(report.read_text("utf-8")) if report.exists() else None
            answers.write(json.dumps(found) + "\n")
            answers.flush()


if __name__ == "__main__":
    main()
