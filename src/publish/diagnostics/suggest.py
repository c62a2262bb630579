"""Near words for a wrong one: the "did you mean" of hints."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], *, most: int = 3) -> str | None:
    """``did you mean `x`?`` for the nearest of ``known``, or None.

    Case doesn't count. At most ``most`` words are named.
    """
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=most, cutoff=0.6)
    if not near:
        return None
    names = [f"`{by_folded[name]}`" for name in near]
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
    return f"did you mean {listed}?"
