"""``publish check``: what is wrong with the content, without making anything."""

from __future__ import annotations

from publish.cli.session import Session
from publish.cli.summary import counted, problems


def check(session: Session) -> int:
    """Check settings, entries and bibliography."""
    with session.project() as project:
        found = project.check()
        code = session.report(found, session.threshold(project))
        session.say(f"{counted(len(project.entries), 'entry')} checked: {problems(found)}")
    return code
