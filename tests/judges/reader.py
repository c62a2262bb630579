"""Foliate-js, a reading system, in headless Chromium: a book is opened and read as by keyboard.

Its modules come from npm. The page around it (`reader.html`) only shows in a dialog what it takes
out for a pop-up. Nothing is fetched from anywhere; errors of the console are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from tests.judges import axe, npm

_HOST = "http://reader.invalid/"


def available() -> str | None:
    return npm.missing("foliate-js") or axe.available()


@dataclass(slots=True)
class Reading:
    """An opened book: ``files`` of its spine, ``contents`` and ``pages`` as its nav lists them
    (``label``, ``href``, ``level``).
    """

    page: Any
    files: list[str]
    contents: list[dict[str, Any]]
    pages: list[dict[str, Any]]
    landmarks: list[dict[str, Any]]
    dir: str
    errors: list[str] = field(default_factory=list)

    def go(self, target: str | int) -> dict[str, Any]:
        """Go to an address or to a file by its number; where that is (`place`), and the words
        that stand before and behind it (``preceding``, ``following``).
        """
        return self.page.evaluate("target => reader.go(target)", target)

    def place(self) -> dict[str, Any]:
        """``file``, ``shown`` (the words on the screen), ``text`` (all words of the document),
        ``page`` and ``heading`` as the reader names them, ``broken`` images.
        """
        return self.page.evaluate("reader.place()")

    def tab_to(self, selector: str) -> str:
        """Press Tab until the focus is on what ``selector`` finds; its address."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            for frame in self.page.frames[1:]:
                found = frame.evaluate(
                    "s => document.activeElement?.matches(s)"
                    " ? document.activeElement.getAttribute('href') : null",
                    selector,
                )
                if found is not None:
                    return str(found)
        raise AssertionError(f"no {selector} is reached by Tab")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_timeout(300)

    def pop_up(self) -> dict[str, Any] | None:
        """What has popped up: ``type``, ``href`` and ``text``; None if nothing has."""
        return self.page.evaluate("reader.popUp")


@contextmanager
def opened(path: Path, width: int = 900, height: int = 700, scheme: str = "light") -> Iterator[Any]:
    """The book, open."""
    with axe.browser() as engine:
        context = engine.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        page, errors = context.new_page(), []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route("**/*", lambda route: _answer(route, path, errors))
        page.goto(_HOST)
        page.wait_for_function("() => Boolean(globalThis.reader)")
        told = page.evaluate("reader.open('book.epub')")
        yield Reading(page, errors=errors, **told)
        context.close()


def _answer(route: Any, book: Path, errors: list[str]) -> None:
    """What the page asks for: itself, the reader's modules, the book."""
    url = route.request.url
    if url.startswith(("blob:", "data:")):
        route.continue_()
        return
    name = url.removeprefix(_HOST)
    file = {"": Path(__file__).with_name("reader.html"), "book.epub": book}.get(name)
    if file is None and name.startswith("foliate-js/"):
        file = npm.MODULES / name
    if file is None or not file.is_file():
        if name != "favicon.ico":
            errors.append(f"asks for {url}")
        route.fulfill(status=204, body="")
        return
    route.fulfill(body=file.read_bytes(), content_type=guess_type(file.name)[0] or "text/plain")
