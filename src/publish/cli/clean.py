"""``publish clean``: what was delivered is removed, and what was kept for the next time."""

from __future__ import annotations

from publish.cli.exits import Exit
from publish.cli.session import Session


def clean(session: Session) -> int:
    """Remove what was delivered to the output folder, and the cache; other files stay."""
    from publish.delivery import clean as remove
    from publish.engines.replacement import writing
    from publish.engines.store import FOLDER, Store

    settings = session.settings()
    with writing(f"{settings.output}/"):
        removed = remove(settings.root, settings.output)
    store = Store.of(settings.root, session.cache_dir)
    if store.clear():
        session.say(f"{FOLDER}/ removed")
    if store.shared is not None:
        session.say(f"{session.cache_dir} stays: others use it, too")
    said = "removed" if removed else "holds nothing to remove"
    if removed and (settings.root / settings.output).is_dir():
        said = "cleaned: what else is there stays"
    session.say(f"{settings.output}/ {said}")
    return Exit.DONE
