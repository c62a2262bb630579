"""Changes to the author's own files: put together, shown, and written.

    edits       edits → the revised text of each file; those that overlap are set apart
    difference  a revision → a unified diff
    saving      revisions → the files, all or none, as they were encoded

Nothing is changed but what an edit names: encoding, byte order mark, line ends and
permissions stay, and a file that has changed since it was read is left alone.
"""

from publish.revision.difference import unified
from publish.revision.edits import Revision, disjoint, revised, revisions
from publish.revision.saving import save

__all__ = ["Revision", "disjoint", "revised", "revisions", "save", "unified"]
