"""What verification has to say of an artifact."""

from __future__ import annotations

from publish.diagnostics.core import Diagnostic
from publish.model.frozen import Frozen


class Verdict(Frozen):
    """``diagnostics`` are what is wrong; ``unproved`` the standards that the artifact
    claims and breaks, or that nobody could judge: it has to be made without these claims.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    unproved: tuple[str, ...] = ()
