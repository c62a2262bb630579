"""``mentions.toml`` to decisions, and a new decision to an edit of it.

One block for each decision, in the order of entries, sections and sentences. A new
one is put between those that stand there; nothing else of the file is touched, so
that what a person wrote into it stays, and two people's decisions merge.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from publish.diagnostics.core import Diagnostic, UserError
from publish.diagnostics.rules import men
from publish.model.decision import Context, Decision, Decisions
from publish.model.edit import Edit
from publish.model.expressions import expression
from publish.model.frozen import replace
from publish.model.place import SourceFile
from publish.readers.located import Located
from publish.readers.scalars import Text
from publish.readers.text import read_text
from publish.readers.toml import read_toml
from publish.readers.validation import Strict, Vocabulary, validate

FILE = "mentions.toml"
_TABLE = "mention"
_HEAD = """\
# What words name which paper, and which name none: `publish mentions --review` asks,
# and keeps the answers here.
"""
_MARKED = expression(r"(?P<before>.*?)\*\*(?P<words>.+?)\*\*(?P<behind>.*)", re.DOTALL)
_COMMENT = expression(r"[ \t]*#")
_HEADER = expression(r"^[ \t]*\[\[[ \t]*mention[ \t]*\]\]", re.MULTILINE)


def _marked(sentence: str) -> str:
    if not _MARKED.fullmatch(sentence):
        raise PydanticCustomError(
            "unmarked", "`sentence` marks no words", {"hint": "write `**` before and behind them"}
        )
    return sentence


class _Mention(Strict):
    entry: Text
    section: str = ""
    sentence: Annotated[Text, AfterValidator(_marked)]
    cite: Literal[False] | Text


class _File(Strict):
    mention: tuple[_Mention, ...] = ()


_WORDS = Vocabulary(
    "field",
    {},
    men.BROKEN_DECISIONS,
    {"key": "the key stands behind `cite`", "reject": "`cite = false` says that it is no paper"},
)


def read_decisions(root: Path) -> Decisions:
    """The decisions of the project in ``root``; none where there is no file of them.

    Raises `UserError` (exit code 2) where the file is wrong, for with a part of the
    decisions other papers would be cited than were decided upon.
    """
    path = root / FILE
    if not path.exists():
        return Decisions()
    read = read_text(root, path)
    if read.value is None:
        raise UserError(*read.diagnostics, exit_code=2)
    parsed = read_toml(read.value)
    if parsed.value is None:
        raise UserError(*map(_broken, parsed.diagnostics), exit_code=2)
    checked = validate(_File, parsed.value, _WORDS)
    if checked.model is None:
        raise UserError(*checked.diagnostics, exit_code=2)
    items = checked.model.mention
    if len(_HEADER.findall(read.value.text)) != len(items):
        message, hint = "decisions stand in a list", "write each as a table, `[[mention]]`"
        raise UserError(
            men.BROKEN_DECISIONS.at(read.value, read.value.place(0), message, hint), exit_code=2
        )
    decisions = (_decision(item, parsed.value, index) for index, item in enumerate(items))
    return Decisions(tuple(decisions), read.value)


def _broken(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, rule=men.BROKEN_DECISIONS)


def _decision(item: _Mention, located: Located, index: int) -> Decision:
    found = _MARKED.fullmatch(item.sentence)
    assert found is not None
    context = Context(item.section, found["before"], found["words"], found["behind"])
    place = located.value_place((_TABLE, index, "sentence"))
    return Decision(item.entry, context, item.cite or None, place)


# -- and back -------------------------------------------------------------------


def new_file(decision: Decision) -> str:
    """The text of a file of decisions that holds this one."""
    return f"{_HEAD}\n{_block(decision)}"


def decision_edit(decisions: Decisions, new: Decision) -> Edit:
    """What changes in the file where a decision is added, or takes the place of an old one."""
    assert decisions.source is not None
    text = decisions.source.text
    if old := next((item for item in decisions if _order(item) == _order(new)), None):
        return Edit(FILE, *_span(text, old), _block(new))
    behind = next((item for item in decisions if _order(item) > _order(new)), None)
    if behind is None:
        end = len(text.rstrip())
        return Edit(FILE, end, len(text), "\n" * (2 * bool(end)) + _block(new))
    start = _start(text, _span(text, behind)[0])
    return Edit(FILE, start, start, _block(new) + "\n")


def _order(item: Decision) -> tuple[str, str, str]:
    return item.entry, item.context.section, item.context.sentence


def _block(item: Decision) -> str:
    lines = [f"[[{_TABLE}]]", f"entry = {_string(item.entry)}"]
    if item.context.section:
        lines.append(f"section = {_string(item.context.section)}")
    lines.append(f"sentence = {_string(item.context.sentence)}")
    lines.append(f"cite = {_string(item.key) if item.key else 'false'}")
    return "\n".join(lines) + "\n"


def _string(text: str) -> str:
    """A TOML basic string: JSON's escapes are among its own (but for U+007F)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _span(text: str, item: Decision) -> tuple[int, int]:
    """Where the block of a decision stands: from its header up to the next one, the
    blank lines and comments before that left out.
    """
    source = SourceFile(item.place.path, text)
    at = source.offset(item.place.line or 1, 1)
    headers = [found.start() for found in _HEADER.finditer(text)]
    start = max(header for header in headers if header < at)
    end = min((header for header in headers if header > at), default=len(text))
    lines = text[start:end].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or _COMMENT.match(lines[-1])):
        lines.pop()
    return start, start + sum(map(len, lines))


def _start(text: str, header: int) -> int:
    """The start of the comment right above a block's header, else of the header."""
    while header and _COMMENT.match(text, text.rfind("\n", 0, header - 1) + 1):
        header = text.rfind("\n", 0, header - 1) + 1
    return header
