"""A build's account: what was made of what, and why, in words and as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from publish.cli.summary import counted, problems
from publish.diagnostics import Diagnostic

if TYPE_CHECKING:
    from publish.build.report import BuildReport, Reason
    from publish.model.delivered import Delivered

_TEXT, _MOST = "the text of ", 3
"""How the part is called that is an entry's text among several; so many texts are named at most."""

_FOLLOWING = ("its citations", "the mentions of papers")
"""What is another where the text is: in these it tells where its words are."""


def as_object(file: Delivered) -> dict[str, Any]:
    return {
        "entry": file.entry, "format": file.format, "path": file.path, "bytes": file.bytes,
        "written": file.written,
    }  # fmt: skip


def as_reason(reason: Reason) -> dict[str, Any]:
    return {
        "made": list(reason.made), "changes": reason.changes,
        "put_back": list(reason.put_back), "not_made": list(reason.unmade),
    }  # fmt: skip


def explained(reason: Reason) -> str:
    """``pdf, html made: its text changed``, or why nothing was."""
    formats = [
        f"{', '.join(names)} {what}"
        for names, what in ((reason.made, "made"), (reason.unmade, "not made"))
        if names
    ]
    why = _why(reason) if formats else _why_nothing(reason)
    was_there = bool(formats) or reason.changes is not None
    back = f"{', '.join(reason.put_back)} put back" if reason.put_back and was_there else ""
    return f"{', '.join(formats) or 'nothing made'}: {'; '.join(filter(None, (why, back)))}"


def _why(reason: Reason) -> str:
    if reason.changes is None:
        return "nothing is kept from before"
    return f"{_changes(reason)} changed" if reason.changes else "no file of these was kept"


def _why_nothing(reason: Reason) -> str:
    if reason.changes is None:
        return "the cache has what was made of the same"
    if reason.changes:
        return f"{_changes(reason)} changed to what was made of before"
    return "" if reason.put_back else "all is as it was when its files were made"


def _changes(reason: Reason) -> str:
    """What has changed; of many texts the first ones."""
    changes = reason.changes or ()
    texts = [part for part in changes if part.startswith(_TEXT)]
    also = _FOLLOWING if texts or "its text" in changes else ()
    named = [part for part in changes if part not in (*also, *texts)]
    if len(texts) > _MOST:
        texts[_MOST - 1 :] = [f"{len(texts) - _MOST + 1} other texts"]
    return ", ".join((*texts, *named))


def closing(report: BuildReport, found: Iterable[Diagnostic]) -> str:
    """As ``2 files made, 1 from the cache, 8 as they were: no problems; not made: a``."""
    made = sum(is_made(report, file) for file in report.delivered)
    back = sum(file.written and not is_made(report, file) for file in report.delivered)
    standing = len(report.delivered) - made - back
    said = [f"{counted(made, 'file')} made"]
    if back:
        said.append(f"{back} from the cache")
    if standing:
        said.append(f"{standing} as {'it was' if standing == 1 else 'they were'}")
    there = {file.entry for file in report.delivered}
    absent = [name for name in report.failed if name not in there]
    partial = [name for name in report.failed if name in there]
    left_out = [
        f"; {what}: {', '.join(names)}"
        for what, names in (("not made", absent), ("incomplete", partial))
        if names
    ]
    return f"{', '.join(said)}: {problems(found)}{''.join(left_out)}"


def is_made(report: BuildReport, file: Delivered) -> bool:
    """Whether a file was made now, and not found as it had been made before. The page over all
    entries is made each time, and written where it says something else.
    """
    if not file.entry:
        return file.written
    reason = report.reasons.get(file.entry)
    return reason is None or file.format in reason.made
