"""The process that runs veraPDF: files come in, what they break goes out.

Its first argument says how much memory Java may take.

A question is a line of JSON (``{"size": 9, "standards": ["ua-2"]}``) and as many bytes
of a PDF; the answer a line of JSON, a list of findings or an object with ``error``.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from publish.engines.java import jar, java
from publish.engines.verapdf.profiles import JAR, PACKAGE, PROFILES, profile

_OBJECT = re.compile(r"\((\d+) \d+ obj")
_PAGE = re.compile(r"/pages\[(\d+)\]")


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Java prints is no answer
    _start()
    for line in sys.stdin.buffer:
        question = json.loads(line)
        data = sys.stdin.buffer.read(question["size"])
        answers.write(json.dumps(_answer(data, question["standards"])) + "\n")
        answers.flush()


def _start() -> None:
    import jpype

    home = Path(java() or "").resolve().parents[1]
    library = next(iter(home.rglob("libjvm.*")), None)
    path = str(library) if library else jpype.getDefaultJVMPath()
    jpype.startJVM(path, sys.argv[1], classpath=[jar(PACKAGE, JAR)])
    logging = jpype.JPackage("java.util.logging")
    logging.Logger.getLogger("").setLevel(logging.Level.OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _answer(data: bytes, standards: Iterable[str]) -> Any:
    from jpype import JException

    try:
        return [
            {"standard": standard, **finding}
            for standard in standards
            for name in PROFILES[standard]
            for finding in _findings(data, name)
        ]
    except JException as error:  # a file that veraPDF can't open, or that is too large
        return {"error": str(error.message() or error)[:300]}


@cache
def _profile(name: str) -> Any:
    return profile(jar(PACKAGE, JAR) or "", name)


def _findings(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """One finding for each rule that is broken."""
    from jpype import JClass
    from jpype.types import JBoolean, JInt

    rules = _profile(name)
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = JClass("java.io.ByteArrayInputStream")(data)
    parser = foundry.createParser(stream, rules.getPDFAFlavour())
    try:
        factory = JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        validator = factory.createValidator(
            rules, JInt(50), JBoolean(False), JBoolean(True), JBoolean(False)
        )
        result = validator.validate(parser)
        failed = [a for a in result.getTestAssertions() if str(a.getStatus().name()) == "FAILED"]
        by_rule = {str(each.getRuleId()): each for each in reversed(failed)}
        yield from sorted(map(_finding, by_rule.values()), key=lambda each: each["rule"])
        if not result.isCompliant() and not failed:
            yield {"rule": "", "message": "does not comply, for no stated reason"}
    finally:
        parser.close()


def _finding(assertion: Any) -> dict[str, Any]:
    """The clause and number of a rule, what is wrong, and where."""
    rule = assertion.getRuleId()
    where = str(assertion.getLocation().getContext())
    objects, page = _OBJECT.findall(where), _PAGE.search(where)
    return {
        "rule": f"{rule.getClause()}-{rule.getTestNumber()}",
        "message": str(assertion.getErrorMessage() or assertion.getMessage()),
        "obj": int(objects[-1]) if objects else None,
        "page": int(page[1]) if page else None,
    }


if __name__ == "__main__":
    main()
