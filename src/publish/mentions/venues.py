"""What conferences and journals are called, short and long."""

from __future__ import annotations

import re

from publish.mentions.normalise import folded
from publish.model.reference import Reference

_LONG = {
    "CVPR": "computer vision and pattern recognition",
    "ICCV": "international conference on computer vision",
    "ECCV": "european conference on computer vision",
    "NeurIPS": "neural information processing system",
    "NIPS": "neural information processing system",
    "ICML": "international conference on machine learning",
    "ICLR": "learning representation",
    "AAAI": "aaai",
    "IJCAI": "joint conference on artificial intelligence",
    "KDD": "knowledge discovery",
    "SIGGRAPH": "siggraph",
    "EMNLP": "empirical method in natural language processing",
    "NAACL": "north american chapter",
    "TPAMI": "pattern analysis and machine intelligence",
    "PNAS": "national academy of science",
    "Nature": "nature",
    "Science": "science",
    "Cell": "cell",
    "SODA": "symposium on discrete algorithm",
    "STOC": "symposium on theory of computing",
    "FOCS": "foundation of computer science",
    "OSDI": "operating system design and implementation",
    "SOSP": "operating system principle",
    "SIGMOD": "sigmod",
    "VLDB": "very large data base",
    "ICSE": "conference on software engineering",
    "POPL": "principle of programming language",
    "CHI": "human factor in computing system",
    "INTERSPEECH": "interspeech",
    "ICASSP": "acoustic speech and signal processing",
    "MICCAI": "medical image computing",
}
"""The long names folded, as they stand within a record's."""

VENUE = "(?:" + "|".join(sorted(map(re.escape, _LONG), key=len, reverse=True)) + r")(?![\w’'])"
_SAME = (frozenset({"NeurIPS", "NIPS"}),)
_SHELVES = ("container-title", "container-title-short", "event-title", "event", "collection-title")
_PREPRINTS = re.compile(
    r"arxiv|corr\b|preprint|biorxiv|medrxiv|ssrn|openreview|abs/\d", re.IGNORECASE
)
_JOURNALS = frozenset({"Nature", "Science", "Cell"})
"""Words that stand in the names of many other journals: only the whole name counts."""


def is_elsewhere(given: str, reference: Reference) -> bool:
    """Whether a record surely names another venue than the one given.

    It doesn't where it names none, a preprint server, or one that isn't known here and
    has the form of a conference's proceedings.
    """
    names = [str(reference.csl.get(name) or "") for name in _SHELVES]
    shown = " ".join(names)
    if not names[0].strip() or _PREPRINTS.search(shown):
        return False
    own = {short for short in _LONG if _is(short, names)}
    if own:
        return not any(given in group and own & group for group in _SAME) and given not in own
    return reference.csl.get("type") == "article-journal"


def _is(short: str, names: list[str]) -> bool:
    if short in _JOURNALS:
        return any(folded(name) == _LONG[short] for name in names)
    written = re.search(rf"(?<!\w){short}(?!\w)", " ".join(names), re.IGNORECASE)
    return written is not None or any(f" {_LONG[short]}" in f" {folded(name)}" for name in names)
