"""A command line that can't be followed."""

from __future__ import annotations

import typer


class UsageError(typer.BadParameter):
    """Ends the command with exit code 2 and one line, which stands alone."""

    def format_message(self) -> str:
        return self.message
