"""Addresses of links that are well-formed, and wrong or roundabout by their shape.

Nothing is asked of the network: only what an address itself shows is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from publish.checks.addresses import placed_links
from publish.diagnostics.core import Diagnostic, Rule
from publish.diagnostics.rules import ref
from publish.model.edit import Edit
from publish.model.entry import Entry
from publish.model.expressions import expression
from publish.model.gist import gist
from publish.model.settings import Settings

_SECURE = (
    "aclanthology.org acm.org acs.org amazon.com aps.org archive.org arxiv.org biorxiv.org "
    "cambridge.org creativecommons.org crossref.org dblp.org doi.org elifesciences.org europa.eu "
    "facebook.com frontiersin.org github.com github.io gitlab.com google.com hal.science "
    "handle.net huggingface.co ieee.org isni.org issn.org jmlr.org jstor.org loc.gov medrxiv.org "
    "mlr.press mozilla.org nasa.gov nature.com neurips.cc nih.gov nips.cc openreview.net orcid.org "
    "osf.io oup.com paperswithcode.com plos.org pnas.org pypi.org python.org pytorch.org "
    "researchgate.net ror.org royalsocietypublishing.org sagepub.com science.org sciencedirect.com "
    "semanticscholar.org springer.com springernature.com ssrn.com tandfonline.com tensorflow.org "
    "thecvf.com twitter.com unesco.org viaf.org vimeo.com wikidata.org wikimedia.org wikipedia.org "
    "wiley.com worldcat.org youtu.be youtube.com zenodo.org"
)
SECURE = frozenset(_SECURE.split())
"""Domains that answer by https, whatever stands before them."""

_SHORT = "bit.ly buff.ly cutt.ly goo.gl is.gd lnkd.in ow.ly rb.gy t.co tiny.cc tinyurl.com"
SHORTENERS = frozenset(_SHORT.split())
PLACEHOLDERS = frozenset({"example.com", "example.net", "example.org"})
_RESERVED = expression(
    r"(?:.*\.)?(?:example|invalid|test|local|localhost)|127(?:\.\d+){3}|10(?:\.\d+){3}"
    r"|192\.168(?:\.\d+){2}|::1|0\.0\.0\.0"
)
_TRACKING = expression(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok|vero_id)"
    r"(?:=[^&#]*)?"
)
_REDIRECTING = expression(
    r"(?:www\.)?google\.[a-z.]+/url|scholar\.google\.[a-z.]+/scholar_url|l\.facebook\.com/l\.php"
    r"|[\w.-]+\.safelinks\.protection\.outlook\.com/|(?:www\.)?facebook\.com/l\.php"
)
_PROXY = expression(r"(?:.*\.)?(?:ez)?proxy\d?\..+|.*\bidm\.oclc\.org|.*-ezproxy\..+")
_DOI_HOST = expression(r"https?://(?:dx\.|www\.)doi\.org/|https?://doi\.acm\.org/", re.IGNORECASE)
_DOI_PREFIX = expression(
    r"(https?://doi\.org/)(?:https?:/{1,2}(?:dx\.)?doi\.org/|doi:\s*|https?%3A%2F%2F(?:dx\.)?doi\.org%2F)+",
    re.IGNORECASE,
)
_MOBILE = expression(
    r"(https?://[a-z-]+)\.m\.(wikipedia|wiktionary|wikiquote)\.org/", re.IGNORECASE
)


class Shape(NamedTuple):
    """What is wrong with an address; ``better`` is the address that it should be."""

    rule: Rule
    message: str
    hint: str
    better: str | None = None


def check_address_shapes(entry: Entry, settings: Settings) -> Iterator[Diagnostic]:
    """One finding for each address, wherever it is linked from."""
    if all(shape(target) is None for target in gist(entry.document).links):
        return
    links = dict.fromkeys((place, target) for target, place in placed_links(entry))
    for place, target in links:
        fault = shape(target)
        if fault is None:
            continue
        edits = []
        start = entry.source.offset(place.line or 1, place.column or 1)
        end = start + len(target)
        is_written = entry.source.text[start:end] == target
        if fault.better and is_written and start >= entry.body_start:
            edits = [Edit(entry.path, start, end, fault.better)]
        yield fault.rule.at(entry.source, place, fault.message, fault.hint, edits=edits)


def shape(target: str) -> Shape | None:
    """The first fault of an address on the web, the gravest first."""
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    return (
        _malformed(target, parts, host)
        or _placeholder(host)
        or _roundabout(target, parts, host)
        or _tracking(target)
        or _insecure(target, host)
    )


def _malformed(target: str, parts: SplitResult, host: str) -> Shape | None:
    rule = ref.MALFORMED_ADDRESS
    if _DOI_PREFIX.match(target):
        better = _DOI_PREFIX.sub(r"\1", target)
        return Shape(rule, "the DOI stands behind its prefix twice", f"write `{better}`", better)
    if host in ("http", "https"):
        return Shape(rule, "the address has two schemes", "take one of them away")
    if "%20" in parts.netloc or parts.path.startswith("/%20") or target.endswith("%20"):
        return Shape(rule, "a space stands in the address", "take it away")
    if target[-1] in ",;":
        return Shape(rule, f"the address ends with `{target[-1]}`", "put it behind the link")
    if mark := _unbalanced(target):
        return Shape(rule, f"a bracket `{mark}` stands alone in the address", "compare it")
    if "//" in parts.path and not _is_nested(parts.path, host):
        hint = "one slash is enough"
        return Shape(rule, "two slashes stand in a row in the address", hint)
    return None


def _is_nested(path: str, host: str) -> bool:
    """Whether slashes in a row belong to an address within, or to a DOI."""
    return host.endswith("doi.org") or re.search(r"https?:/|ftp:/|\b10\.\d{4,}", path) is not None


def _unbalanced(target: str) -> str | None:
    """A bracket that is closed and never opened, or the other way round."""
    for opening, closing in ("()", "[]"):
        extra = target.count(opening) - target.count(closing)
        if extra:
            return opening if extra > 0 else closing
    return None


def _placeholder(host: str) -> Shape | None:
    domain = ".".join(host.split(".")[-2:])
    if domain in PLACEHOLDERS or _RESERVED.fullmatch(host):
        message = f"nobody gets to the host `{host}`"
        return Shape(ref.PLACEHOLDER_ADDRESS, message, "put the address that is meant")
    return None


def _roundabout(target: str, parts: SplitResult, host: str) -> Shape | None:
    rule = ref.ROUNDABOUT_ADDRESS
    for pattern, straight in ((_DOI_HOST, "https://doi.org/"), (_MOBILE, r"\1.\2.org/")):
        if pattern.match(target):
            better = pattern.sub(straight, target)
            return Shape(rule, f"`{host}` only leads on", f"write `{better}`", better)
    goal = "open it, and link where it leads"
    if host in SHORTENERS:
        return Shape(rule, f"`{host}` only leads on", goal)
    if _REDIRECTING.match(host + parts.path):
        return Shape(rule, f"`{host}` only leads on, and keeps count of it", goal)
    if _PROXY.fullmatch(host):
        return Shape(rule, f"`{host}` lets only members of an institution through", goal)
    return None


def _tracking(target: str) -> Shape | None:
    before, mark, query = target.partition("?")
    query, hash_mark, anchor = query.partition("#")
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part)]
    if not mark or len(kept) == len(query.split("&")):
        return None
    better = before + ("?" + "&".join(kept) if kept else "") + hash_mark + anchor
    message = "the address says where somebody came from"
    return Shape(ref.TRACKING_ADDRESS, message, f"write `{better}`", better)


def _insecure(target: str, host: str) -> Shape | None:
    domains = {".".join(host.split(".")[-length:]) for length in (2, 3)}
    if not target.lower().startswith("http:") or domains.isdisjoint(SECURE):
        return None
    if ":" in target[len("http://") :].partition("/")[0]:
        return None  # a port of its own
    better = "https" + target[len("http") :]
    return Shape(ref.INSECURE_ADDRESS, f"`{host}` answers by https", f"write `{better}`", better)
