"""Sections of one document, laid out by themselves, sewn to a file that holds them all.

Unlike documents that know nothing of one another (`publish.attach.joining`), they are of one make:
nothing of one is in the way of another. Each becomes a *gathering*: objects with numbers of
their own, as they are written, which can be kept. Numbers begin at the next round one, so that a
section that grows a little moves none of those behind it.
"""

from publish.attach.sewing.gathering import Unlike
from publish.attach.sewing.sewn import Section, sewn

__all__ = ["Section", "Unlike", "sewn"]
