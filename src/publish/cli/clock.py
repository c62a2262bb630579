"""The time: asked for here and nowhere else, unless ``SOURCE_DATE_EPOCH`` says it."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

from publish.cli.usage import UsageError


def source_date_epoch() -> int | None:
    """The build's date by reproducible-builds.org: seconds since 1970, or None."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 11):
        raise UsageError(f"`{text}` is not a number of seconds since 1970")
    return int(text)


def today() -> date:
    """The day, for what is counted in days."""
    epoch = source_date_epoch()
    return date.today() if epoch is None else datetime.fromtimestamp(epoch, UTC).date()


def now() -> float:
    """The time by the machine's clock, as files are stamped: seconds since 1970."""
    return time.time()
