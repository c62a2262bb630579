"""``publish check --fix``: what mends the problems is shown, and written if wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import typer

from publish.cli import terminal
from publish.cli.clock import today
from publish.cli.session import Session
from publish.cli.summary import counted
from publish.cli.usage import UsageError
from publish.model.frozen import Frozen

if TYPE_CHECKING:
    from publish.api import Project
    from publish.revision import Revision

_MOST_ROUNDS = 9
"""One mended fault can uncover another: an address may be insecure, and tracking too."""


class Wish(Frozen):
    """What to do with what mends: write it, only show it, or ask first."""

    yes: bool = False
    dry_run: bool = False

    def agrees(self, session: Session) -> bool:
        if self.yes or self.dry_run:
            return self.yes
        if session.talks and sys.stdin and sys.stdin.isatty():
            return typer.confirm("write this?", default=True, err=True)
        session.say("nothing was changed: `--yes` writes it")
        return False


def fix(session: Session, wish: Wish) -> list[dict[str, Any]]:
    """Mend the project as long as something can be; each changed file with its diff."""
    if session.view != "text" and not (wish.yes or wish.dry_run):
        raise UsageError(f"`--fix` with `--format {session.view}` needs `--yes` or `--dry-run`")
    files: list[dict[str, Any]] = []
    for _ in range(_MOST_ROUNDS):
        with session.project() as project:
            mending = project.mendings(project.check(today()))
            if not mending.value:
                break
            _show(session, mending.value)
            written = wish.agrees(session) and _save(session, project, mending.value)
            files += [_as_object(revision, written) for revision in mending.value]
            session.say(_summary(mending.value, written))
        if not written:
            break
    return files


def _show(session: Session, revisions: Iterable[Revision]) -> None:
    if session.view == "text":
        for revision in revisions:
            sys.stdout.writelines(terminal.difference(revision))
        sys.stdout.flush()


def _save(session: Session, project: Project, revisions: Iterable[Revision]) -> bool:
    """Whether the files were written; what stood in the way is raised."""
    from publish.diagnostics import UserError
    from publish.revision import save

    saved = save(project.settings.root, revisions)
    if saved.diagnostics:
        raise UserError(*saved.diagnostics)
    return True


def _summary(revisions: tuple[Revision, ...], written: bool) -> str:
    places = counted(sum(len(revision.edits) for revision in revisions), "place")
    where = counted(len(revisions), "file")
    return f"{places} {'mended' if written else 'can be mended'} in {where}"


def _as_object(revision: Revision, written: bool) -> dict[str, Any]:
    diff = "".join(terminal.difference(revision, coloured=False))
    return {"path": revision.path, "written": written, "diff": diff}
