"""The recipe of a brief: an entry → a page or two that it fits, proved like every dossier.

The entry's publication (`publication`) is measured once on an endless page. What is chosen of
it by these heights (`work`) is a publication too: it is cited, laid out, tagged, finished and
verified as a dossier is, and the pages that fit are those that are written. `telling` is what
is said of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.briefing.comparison import compared
from publish.briefing.keeping import made_or_kept
from publish.briefing.making import MadeBrief
from publish.briefing.publication import publication_for
from publish.briefing.work import Work
from publish.diagnostics.core import Result
from publish.engines.pandoc import Pandoc
from publish.kept import KeptFiles
from publish.model.brief import Trim
from publish.model.entry import Entry
from publish.model.mention import Mention
from publish.model.publication import Project

__all__ = ["MadeBrief", "make_brief", "make_comparison"]


def make_brief(
    project: Project,
    entry: Entry,
    mentions: Sequence[Mention],
    pandoc: Pandoc,
    *,
    pages: int | None = None,
    trim: Trim | None = None,
    epoch: int | None = None,
    kept: KeptFiles | None = None,
) -> Result[MadeBrief | None]:
    """The brief of an entry that has passed gate 1, verified; None, and why, where it can't be
    made. What isn't given is as the settings say. What is in ``kept`` isn't made again.
    """
    whole = publication_for(project, entry, mentions, trim, epoch)
    return made_or_kept(Work.of(whole, pages or whole.settings.brief.pages, pandoc), kept)


def make_comparison(
    project: Project,
    entries: tuple[Entry, Entry],
    mentions: tuple[Sequence[Mention], Sequence[Mention]],
    pandoc: Pandoc,
    *,
    pages: int | None = None,
    trim: Trim | None = None,
    epoch: int | None = None,
    kept: KeptFiles | None = None,
) -> Result[MadeBrief | None]:
    """The brief that sets two entries beside each other, as `make_brief` makes that of one."""
    one, other = (
        publication_for(project, entry, said, trim, epoch)
        for entry, said in zip(entries, mentions, strict=True)
    )
    whole = compared(one, other)
    return made_or_kept(Work.of(whole, pages or whole.settings.brief.pages, pandoc), kept)
