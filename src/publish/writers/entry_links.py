"""A link to another entry, ``entry:ID#place`` → the address of a file made of it."""

from __future__ import annotations

from publish.model.settings import Settings

SCHEME = "entry:"


def made_file(link: str, base: str = "..", suffix: str = "html") -> str:
    """The file of the entry below ``base``, as all lie in ``output/``."""
    entry, mark, place = link.removeprefix(SCHEME).partition("#")
    return f"{base}/{entry}/{entry}.{suffix}{mark}{place}"


def page_on_site(link: str, settings: Settings) -> str | None:
    """The entry's page on the project's site; None where the settings name no site."""
    return made_file(link, settings.url.rstrip("/")) if settings.url else None
