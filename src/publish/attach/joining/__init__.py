"""Documents joined to one, with all that joining usually loses.

``join`` puts parts into a host document and leaves nothing behind: pages come with
their bookmarks, links, destinations, labels, tags, forms, layers and files. Each of
these has a module, and each pass (`passes`) joins what the parts' catalogues say of
its subject with what the host's says.

``join_in_stages`` does the same with any number of parts, which it takes one after
another, writing as it goes: for works that don't fit into memory.
"""

from __future__ import annotations

from publish.attach.joining.assembly import Assembly
from publish.attach.joining.part import Numbering, Part
from publish.attach.joining.passes import join
from publish.attach.joining.stages import Joined, join_in_stages, joined

__all__ = ["Assembly", "Joined", "Numbering", "Part", "join", "join_in_stages", "joined"]
