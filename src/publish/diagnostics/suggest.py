"""Near words for a wrong one: the "did you mean" of hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], *, most: int = 3) -> str | None:
    """``did you mean `x`?`` for the nearest of ``known``, or None.

    Case doesn't count. At most ``most`` words are named: the shortest of those
    that begin with ``word``, else those that look like it.
    """
    by_folded = {name.casefold(): name for name in known}
    wanted = word.casefold()
    begun = [name for name in by_folded if len(wanted) > 2 and name.startswith(wanted)]
    begun.sort(key=lambda name: (len(name), name))
    near = begun[:most] or get_close_matches(wanted, by_folded, n=most, cutoff=0.6)
    if not near:
        return None
    names = [f"`{by_folded[name]}`" for name in near]
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
    return f"did you mean {listed}?"
