"""``publish clean``: what was delivered is removed."""

from __future__ import annotations

from publish.cli.exits import Exit
from publish.cli.laying import writing
from publish.cli.session import Session


def clean(session: Session) -> int:
    """Remove what was delivered to the output folder; other files stay."""
    from publish.delivery import clean as remove

    settings = session.settings()
    with writing(settings.root / settings.output):
        removed = remove(settings.root, settings.output)
    session.say(f"{settings.output}/ {'removed' if removed else 'holds nothing to remove'}")
    return Exit.DONE
