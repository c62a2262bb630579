"""A document's elements and what was drawn of them become the tags of a PDF.

One structure element stands for one element of the document, however many lines
and pages it covers. ``skeleton`` makes the tree from the document alone,
``content`` hangs in what was drawn, ``links``, ``artifacts`` and ``attributes``
say the rest. Structure types are those of ISO 32000-1, 14.8.4; Matterhorn Protocol
1.1 was the list of what can go wrong.
"""

from publish.writers.pdf.tags.tagger import tagger

__all__ = ["tagger"]
