"""The style of one page: the theme's, with the fonts that the page's text needs."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

from publish.engines.jinja import theme_of
from publish.model.settings import Settings
from publish.writers.webfonts import WebFont, web_fonts


def stylesheet(settings: Settings, text: str) -> str:
    """CSS that is safe inside a ``style`` element: its theme refuses ``</``.

    Raises `EngineFailure` for a style sheet of the project that can't be used.
    """
    faces = "".join(_inlined(font) for font in web_fonts(text))
    css = theme_of(settings).text("screen.css")
    return faces + css


@lru_cache(maxsize=8)
def _inlined(font: WebFont) -> str:
    data = b64encode(font.data).decode("ascii")
    return font.css(f"data:font/woff2;base64,{data}") + "\n"
