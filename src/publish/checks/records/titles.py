"""Titles whose capitals a style would lose.

Which words are names can't be told from capitals alone: English titles are often in
capitals throughout, and capitals in the others are often slips. So it goes by a list of
names that stand in the titles of papers, and by the endings that make words of names.
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.records.measure import Measure
from publish.checks.records.written import Written
from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import rec
from publish.model.expressions import expression

_GROUP = expression(r"\{(?:[^{}]|\{[^{}]*\})*\}|\$[^$]*\$|\\[a-zA-Z]+")
_WORD = expression(r"[^\W\d_]+(?:['’]s)?")
_BEFORE_START = (*'.:?!–—―"(/“«„', "--", "``")
"""What a sentence, a subtitle or a quotation begins behind."""

_LISTED = """
    Banach Bernoulli Bessel Boltzmann Cauchy Chebyshev Chomsky Dirac Dirichlet Einstein Euler
    Fermi Feynman Fourier Freud Galois Gauss Gibbs Heisenberg Hermite Hilbert Hopfield
    Huffman Jacobi Jacobian Kalman Kolmogorov Kullback Lagrange Laplace Laplacian Lebesgue Legendre
    Leibler Leibniz Lipschitz Lyapunov Mahalanobis Markov Maxwell Minkowski Monte
    Carlo Navier Newton Pareto Poincaré Poisson Raman Rayleigh Riemann Schrödinger Sobolev Stokes
    Turing Voronoi Wasserstein Wiener Zipf Alzheimer Parkinson Darwin Kant Hegel Nietzsche
    Shakespeare Wittgenstein
    Africa America Asia Australia Austria Belgium Berlin Boston Brazil Britain California Canada
    Chicago China Denmark England Europe Finland France Germany Greece India Indonesia Iran Iraq
    Ireland Israel Italy Japan Kenya Korea London Mexico Moscow Netherlands Nigeria Norway Pakistan
    Paris Poland Portugal Rome Russia Scotland Singapore Spain Sweden Switzerland Taiwan Tokyo
    Ukraine Vietnam Wales Washington
    Chinese Danish Dutch English French German Greek Irish Japanese Polish Portuguese Spanish
    Swedish Turkish Vietnamese Arabic Hebrew Hindi Latin Sanskrit
    Facebook Google Linux Microsoft Python Reddit Twitter Unix Wikipedia Wikidata
"""
_NAMES = frozenset(_LISTED.split())
_NAMESAKE = expression(
    r"(?:Bayes|Gauss|Markov|Brown|Riemann|Boole|Euclide|Abel|Newton|Hamilton|Lagrang|Hermit|Jacob"
    r"|Hess|Poisson|Laplac|Darwin|Freud|Keynes|Victor|Kant|Hegel|Marx|Cartes|Wigner|Wilson"
    r"|Americ|Afric|Ind|Ital|Russ|Europ|Canad|Austral|Austr|Braz|Asi|Persi|Iran|Indones|Norweg"
    r"|Hungar|Roman|Ukrain|Egypt|Christ|Mexic|Kore)(?:ian|ean|an|ians|ans|eans)"
)


def judge_capitals(record: Written, measure: Measure) -> Iterator[Diagnostic]:
    """Names in an English title without braces around them."""
    text = record.own("title")
    if not text or text.isupper() or not _is_english(record):
        return
    bare = _GROUP.sub(lambda group: "\0" * len(group.group()), text)
    names = [
        word
        for word in _WORD.finditer(bare)
        if _is_name(word.group()) and not _begins(bare[: word.start()])
    ]
    if not names:
        return
    listed = ", ".join(dict.fromkeys(f"`{word.group()}`" for word in names))
    message = f"the capitals of {listed} are lost in styles that set titles in sentence case"
    hint = f"put braces around names: {{{names[0].group()}}}"
    yield from record.told(rec.UNPROTECTED_CAPITALS, "title", message, hint, *names[0].span())


def _is_english(record: Written) -> bool:
    language = record.text("langid", "language", "hyphenation").lower()
    return not language or language.startswith(("en", "american", "british", "usenglish"))


def _is_name(word: str) -> bool:
    stem = word.removesuffix("'s").removesuffix("’s")
    return stem in _NAMES or _NAMESAKE.fullmatch(stem) is not None


def _begins(before: str) -> bool:
    """Whether a word behind ``before`` has its capital from its place."""
    before = before.rstrip(" \t\n~")
    return not before or before.endswith(_BEFORE_START)
