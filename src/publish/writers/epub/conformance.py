"""What was observed in a book, and what the settings ask for, become what it says of itself.

That it conforms is claimed only where the settings ask for it and nothing that was observed
speaks against it; who certifies that is named by the settings alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.diagnostics.core import Collector
from publish.diagnostics.rules import acc
from publish.engines.jinja import Theme
from publish.model.expressions import expression
from publish.model.frozen import replace
from publish.model.place import Place
from publish.model.publication import Publication
from publish.model.settings import EpubSettings
from publish.writers.epub.accessibility import Accessibility, Observed, accessibility
from publish.writers.epub.book import File
from publish.writers.terms import Terms

STANDARD = "EPUB Accessibility 1.1 - WCAG 2.1 Level {level}"
"""As ``dcterms:conformsTo`` names it (EPUB Accessibility 1.1, section 4.2.2)."""

_RULE = expression(r"([^{}]*)\{([^{}]*)\}")
_COLOUR = expression(r"(?<![-\w])(?:color|background(?:-color)?)\s*:\s*([^;}]+)")
_READERS_OWN = frozenset({"inherit", "currentcolor", "transparent", "none", "unset", "initial"})


def claims_of(
    publication: Publication,
    observed: Observed,
    files: Iterable[File],
    theme: Theme,
    words: Terms,
    found: Collector,
) -> Accessibility:
    """What the book says; what speaks against a claim that was asked for is told (ACC004)."""
    asked = publication.settings.epub
    claims = accessibility(observed, files, words)
    if asked.conforms is None:
        return claims
    observed.coloured = has_colours(theme.text("epub.css"))
    against = list(observed.against())
    if not against:
        return claiming(claims, asked, words)
    message = f"the book doesn't say that it conforms: {', '.join(against)}"
    found.add(acc.CONFORMANCE_NOT_CLAIMED(message, Place(publication.entry.path)))
    return claims


def has_colours(css: str) -> bool:
    """Whether a style sheet colours text, or what stands behind it: in a reader's own colours,
    by day or night, nobody knows the contrast then. A ground for images is none of that.
    """
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return any(
        value.strip().casefold() not in _READERS_OWN
        for selector, rule in _RULE.findall(plain)
        if not all(each.strip().endswith("img") for each in selector.split(","))
        for value in _COLOUR.findall(rule)
    )


def claiming(claims: Accessibility, asked: EpubSettings, words: Terms) -> Accessibility:
    """The same with the claim that the settings ask for, and who vouches for it."""
    assert asked.conforms is not None
    conforms = STANDARD.format(level=asked.conforms.upper())
    sentences = [*claims.sentences, words.access_conforms.format(standard=conforms)]
    if asked.certifier:
        sentences.append(words.access_certified.format(certifier=asked.certifier))
    return replace(
        claims,
        sentences=tuple(sentences),
        conforms=conforms,
        certifier=asked.certifier,
        credential=asked.credential,
        report=asked.report,
    )
