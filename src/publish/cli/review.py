"""The doubtful mentions one after another, each with a question; answers are kept at once.

Answers are read line by line from standard input, so that a script can give them too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from publish.cli.deciding import known_key
from publish.cli.mentiontable import brief
from publish.cli.session import Session
from publish.cli.summary import counted
from publish.cli.terminal import painter
from publish.cli.usage import UsageError
from publish.diagnostics.views.cells import printable
from publish.model.mention import Mention
from publish.model.passages import passages

if TYPE_CHECKING:
    from publish.api import Project

_SKIP, _QUIT = "\0skip", "\0quit"
"""Answers that are no keys."""

_HELP = """\
  a         accept: it names the candidate (of several, answer with its number)
  1, 2 ...  it names this candidate
  r         reject: it names no paper
  p KEY     pin: it names the paper KEY
  s         skip it for now
  q         quit; what was answered is kept
"""


def walk(session: Session, project: Project, chosen: Sequence[str]) -> None:
    """Ask about every doubtful mention of the chosen entries."""
    if session.view != "text":
        raise UsageError("--review asks in words; `--accept`, `--reject` and `--pin` don't ask")
    waiting = [
        (entry, mention)
        for entry, mentions in project.mentions(chosen).items()
        for mention in mentions
        if mention.status == "doubtful"
    ]
    decided = 0
    for number, (entry, mention) in enumerate(waiting, 1):
        sys.stdout.writelines(_question(project, entry, mention, f"{number} of {len(waiting)}"))
        answer = _answer(project, mention)
        if answer is _QUIT:
            break
        if answer is not _SKIP:
            project.decide(entry, mention, answer)
            decided += 1
    if not waiting:
        session.say("nothing is doubtful")
        return
    if not decided and not (sys.stdin and sys.stdin.isatty()):
        session.say("no answers came: they are read from standard input, one a line")
    left = len(waiting) - decided
    session.say(f"{counted(decided, 'decision')} kept in mentions.toml; {left} still doubtful")


def _question(project: Project, entry_id: str, mention: Mention, count: str) -> Iterator[str]:
    """The sentence with the words marked, why they are doubtful, what they may name."""
    from publish.mentions import context_of

    paint = painter(sys.stdout)
    entry = project.entries[entry_id]
    context = context_of(mention, passages(entry.document, located=False), whole=True)
    heading = f" under {printable(context.section)}" if context.section else ""
    yield f"\n{paint(str(mention.place), 'place')}{heading}, {count}\n\n"
    marked = paint(f"**{printable(context.words)}**", "warning")
    yield f"  {printable(context.before)}{marked}{printable(context.behind)}\n\n"
    yield f"  doubtful: {printable(mention.reason)}\n"
    for number, key in enumerate(mention.candidates, 1):
        reference = project.bibliography.get(key)
        shown = brief(reference) if reference else ""
        yield f"  {number}  {paint(printable(key), 'heading')}  {shown}\n"
    yield "\n"


def _answer(project: Project, mention: Mention) -> str | None:
    """A key, None for no paper, or what to do instead; asked for until it is understood."""
    keys = mention.candidates
    numbers = "accept" if len(keys) == 1 else f"1-{len(keys)}"
    choices = f"[a]{numbers[1:]}" if len(keys) == 1 else f"[{numbers}] accept"
    while True:
        sys.stdout.write(f"{choices}, [r]eject, [p]in KEY, [s]kip, [q]uit, [?]: ")
        sys.stdout.flush()
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            sys.stdout.write("\n")
            return _QUIT
        if sys.stdin and not sys.stdin.isatty():
            sys.stdout.write(line.rstrip("\n") + "\n")
        try:
            return _understood(project, line.strip(), keys)
        except UsageError as error:
            sys.stdout.write(f"  {error.format_message()}\n")


def _understood(project: Project, answer: str, keys: Sequence[str]) -> str | None:
    word, _, rest = answer.partition(" ")
    word = word.lower()
    if word in ("a", "accept", "y", "yes") and len(keys) == 1:
        return keys[0]
    if word.isdecimal() and 0 < int(word) <= len(keys):
        return keys[int(word) - 1]
    if word in ("r", "reject", "n", "no"):
        return None
    if word in ("p", "pin") and rest.strip():
        return known_key(project, rest.strip())
    if word in ("s", "skip"):
        return _SKIP
    if word in ("q", "quit"):
        return _QUIT
    raise UsageError(_HELP.strip())
