"""axe-core in headless Chromium: pages in light, in dark, and 320 pixels wide.

Playwright drives the machine's Chromium; axe-core's source comes from the package
axe-playwright-python. Nothing is fetched: any address but file: and data: is blocked
and reported.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWS = {"light": (1280, 900, "light"), "dark": (1280, 900, "dark"), "320": (320, 640, "light")}
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def chromium() -> str | None:
    """The path of a Chromium, None if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def available() -> str | None:
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            return f"`{package}` is not there: `pip install playwright axe-playwright-python`"
    return None if chromium() else "there is no Chromium: `apt-get install chromium`"


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield engine
        finally:
            engine.close()


def axe(
    paths: Iterable[Path], views: Iterable[str] = tuple(VIEWS), without: Iterable[str] = ()
) -> list[str]:
    """Violations, horizontal overflow, console errors and blocked requests.

    ``without`` names rules that don't apply, as those about a page's landmarks
    don't to the chapter of a book.
    """
    rules = {"target-size": {"enabled": True}} | {rule: {"enabled": False} for rule in without}
    options = {"resultTypes": ["violations"], "preload": False, "rules": rules}
    with browser() as engine:
        return [what for path in paths for what in _looks(engine, path, views, options)]


def _looks(engine: Any, path: Path, views: Iterable[str], options: dict[str, Any]) -> Iterator[str]:
    """What is found in a page, which is opened once and then shown in one view after another."""
    context = engine.new_context(bypass_csp=True)
    told: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: told.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.route("**/*", lambda route: _let_through(route, told))
    page.goto(path.resolve().as_uri())
    page.evaluate(_source())
    for view in views:
        width, height, scheme = VIEWS[view]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        yield from (f"{path.name} ({view}): {what}" for what in _seen(page, options))
    yield from (f"{path.name}: {what}" for what in told)
    context.close()


def _seen(page: Any, options: dict[str, Any]) -> Iterator[str]:
    report = page.evaluate("options => axe.run(document, options)", options)
    for violation in report["violations"]:
        node = violation["nodes"][0]
        yield f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
    if (overflow := page.evaluate(_OVERFLOW)) > 0:
        yield f"is {overflow} pixels too wide"


def _let_through(route: Any, found: list[str]) -> None:
    if route.request.url.startswith(("file:", "data:")):
        route.continue_()
    else:
        found.append(f"asks for {route.request.url}")
        route.abort()


def _source() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
