"""One value's LaTeX → a tree of styled text: groups, tags, quotes and formulas.

What a command means, ``commands`` knows; it is given to the walk, and asks it back for
its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from publish.model.expressions import expression
from publish.readers.bibtex.latex.mathematics import math_nodes
from publish.readers.bibtex.latex.preamble import Macro
from publish.readers.bibtex.latex.richtext import Node, Styled
from publish.readers.bibtex.latex.symbols import SWITCHES
from publish.readers.bibtex.latex.trouble import Trouble

DEEPEST = 60
"""Braces nested deeper than this are read as if they weren't there."""

_TOKEN = expression(
    r"\\(?P<word>[A-Za-z]+)(?P<star>\*?)[ \t\n]*"
    r"|\\(?P<sign>.)"
    r"|(?P<math>\$\$?)"
    r"|(?P<brace>[{}])"
    r"|(?P<ligature>---|--|``|''|!`|\?`|`|~)"
    r"|(?P<tag></?(?:i|em|b|strong|sub|sup|scp|sc)>)"
    r"|(?P<break>\n\s*\n)"
    r"|(?P<hidden>[\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f])"
    r"|(?P<text>[^\\${}`'~<\-!?\n\u200b\u200e\u200f\u2060\ufeff\x00-\x1f]+|.)",
    re.DOTALL,
)
_LIGATURES = {
    "---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": "\u00a0", "!`": "¡", "?`": "¿",
}  # fmt: skip
_TAGS = {"i": "i", "em": "i", "b": "b", "strong": "b", "sub": "sub", "sup": "sup", "sc": "sc"}
_OPTION = expression(r"\s*\[[^\[\]]*\]")

Command = Callable[["Walk", str], Sequence[Node]]
"""What the command of a name gives, its arguments taken from the walk."""


@dataclass(slots=True)
class Walk:
    """A walk through one value; ``position`` is where it goes on."""

    text: str
    macros: Mapping[str, Macro]
    trouble: Trouble
    command: Command
    position: int = 0
    depth: int = 0
    quotes: int = 0
    single: int = 0
    starred: bool = False
    tags: list[str] = field(default_factory=list)
    unclosed: set[str] = field(default_factory=set)

    def content(self) -> list[Node]:
        """Everything up to the brace or tag that closes this level, which is taken too."""
        nodes: list[Node] = []
        while token := _TOKEN.match(self.text, self.position):
            self.position = token.end()
            kind = _kind(token)
            value = token.group(kind)
            self.starred = bool(token.group("star"))
            if kind == "brace" and value == "}":
                return nodes
            if kind == "word" and value in SWITCHES:
                nodes.append(Styled(SWITCHES[value], self.content()))
                return nodes
            if kind == "tag":
                if self._tag(value, nodes):
                    return nodes
            else:
                nodes.extend(self._nodes(kind, value))
        return nodes

    def _nodes(self, kind: str, value: str) -> Sequence[Node]:
        """What a token that closes nothing stands for."""
        if kind == "text":
            return (self._apostrophe() if value == "'" else value,)
        if kind in ("word", "sign"):
            return self.command(self, value)
        if kind == "brace":
            return (self._group(),)
        if kind == "math":
            return self.formula(value)
        if kind == "ligature":
            self.single += value == "`"
            return (_LIGATURES[value],)
        if kind == "hidden":
            self.trouble.hidden = self.trouble.hidden or value
            return ()
        return ("\n\n",)

    def _apostrophe(self) -> str:
        """``'`` closes what a backquote opened; else it is an apostrophe."""
        following = self.text[self.position : self.position + 1]
        if self.single and not following.isalnum():
            self.single -= 1
            return "’"
        return "'"

    # -- levels ---------------------------------------------------------------

    def is_too_deep(self) -> bool:
        """Whether no further level may be opened, which is then told."""
        if self.depth >= DEEPEST:
            self.trouble.excessive = True
        return self.depth >= DEEPEST

    def _level(self) -> list[Node]:
        self.depth += 1
        content = self.content()
        self.depth -= 1
        return content

    def _group(self) -> Node:
        """A group in braces keeps its case, unless it is only there for an accent."""
        special = self.text[self.position : self.position + 1] == "\\"
        if self.is_too_deep():
            return ""
        return Styled("" if special else "group", self._level())

    def _tag(self, tag: str, nodes: list[Node]) -> bool:
        """HTML's tags that CSL has too. True where this tag closes the present level."""
        name = tag.strip("</>")
        self.trouble.html.append(tag)
        if tag[1] == "/":
            return bool(self.tags and self.tags[-1] == name)
        if not self._opens(tag, name):
            nodes.append(tag)
            return False
        self.tags.append(name)
        nodes.append(Styled(_TAGS.get(name, "sc"), self._level()))
        self.tags.pop()
        return False

    def _opens(self, tag: str, name: str) -> bool:
        """Whether a tag is closed further on, with no brace in between."""
        if self.depth >= DEEPEST or tag in self.unclosed:
            return False
        closing = self.text.find(f"</{name}>", self.position)
        if closing < 0:
            self.unclosed.add(tag)
        return closing >= 0 and "{" not in self.text[self.position : closing]

    # -- what commands ask for ------------------------------------------------

    def argument(self) -> list[Node]:
        """A command's argument: a group, a command, or one character."""
        while self.text[self.position : self.position + 1] in (" ", "\n", "\t"):
            self.position += 1
        sign = self.text[self.position : self.position + 1]
        if sign == "{":
            self.position += 1
            return [] if self.is_too_deep() else self._level()
        if sign == "\\" and self.depth < DEEPEST:
            return self._command_argument()
        if sign in ("}", ""):
            return []
        self.position += 1
        return [sign]

    def _command_argument(self) -> list[Node]:
        token = _TOKEN.match(self.text, self.position)
        if token is None:
            return []
        self.position = token.end()
        self.depth += 1
        found = list(self.command(self, token.group("word") or token.group("sign") or ""))
        self.depth -= 1
        return found

    def raw_argument(self) -> str:
        """An argument's source, for macros and formulas."""
        start = self.position
        self.argument()
        raw = self.text[start : self.position].strip()
        return raw[1:-1] if raw.startswith("{") and raw.endswith("}") else raw

    def skip_option(self) -> None:
        """Leaves out ``[…]`` behind a command."""
        option = _OPTION.match(self.text, self.position)
        if option:
            self.position = option.end()

    def formula(self, closing: str) -> Sequence[Node]:
        """Mathematics up to ``closing``; as TeX where styled text can't say it."""
        end = self.text.find(closing, self.position)
        while end > 0 and closing[0] == "$" and self.text[end - 1] == "\\":
            end = self.text.find(closing, end + 1)
        if end < 0:
            return ("$",) if closing[0] == "$" else ()
        source = self.text[self.position : end]
        self.position = end + len(closing)
        nodes = math_nodes(source)
        if nodes is None:
            self.trouble.mathematics.append(source)
            return (f"${' '.join(source.split())}$",)
        return (Styled("math", nodes),)


def _kind(token: re.Match[str]) -> str:
    """Which alternative of ``_TOKEN`` matched."""
    kind = token.lastgroup or "text"
    return "word" if kind == "star" else kind
