"""Where a citation is to be set, and in what manner: values, no decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from publish.model.frozen import Frozen
from publish.model.publication import Project
from publish.model.settings import MentionPolicy

Form = Literal["dated", "numbered", "noted"]
_FORMS: Mapping[str, Form] = {
    "author-date": "dated", "author": "dated", "note": "noted"
}  # fmt: skip
"""What citations look like, by CSL's categories; in the others they are numbers or labels."""


class Beside(NamedTuple):
    """Words inside a citation: those before a paper (*see also*), and those behind (*, p. 3*)."""

    before: str = ""
    behind: str = ""


class Placement(Frozen):
    """A citation to be set in a passage, at a character of its text.

    What stands from ``offset`` up to ``end`` gives way to it (``(2016)`` behind the
    authors, which the citation says again); ``year_only`` then leaves the authors
    out of the citation, since they stand in the text. ``beside`` are the words that
    come to stand inside it, of the first papers in their order; the others have none.
    """

    passage: int
    offset: int
    keys: tuple[str, ...]
    end: int
    year_only: bool = False
    beside: tuple[Beside, ...] = ()

    @property
    def items(self) -> Iterator[tuple[str, Beside]]:
        """Each key with the words beside it."""
        none = [Beside()] * (len(self.keys) - len(self.beside))
        return zip(self.keys, (*self.beside, *none), strict=True)


class Manner(Frozen):
    """How citations are to be set: which mentions get one, and in what kind of style.

    A ``dated`` citation shows authors and year, and takes the place of those that
    stand in the text; a number or a note comes beside them.
    """

    policy: MentionPolicy = "first-in-section"
    form: Form = "dated"
    headings: bool = False

    @classmethod
    def of(cls, project: Project) -> Manner:
        """What the project's settings and style want."""
        wanted = project.settings.citations
        form = _FORMS.get(project.style.citation_format)
        return cls(wanted.mentions, form or "numbered", wanted.headings)
