"""LaTeX as it stands in .bib fields → CSL rich text.

``parse`` makes a small tree: texts and styled spans. ``rich`` writes it as CSL does
(``<i>``, ``<sub>`` …), ``plain`` without markup. No macro file is read and nothing is
executed; what isn't known keeps its argument and is told to the caller.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publish.readers.bibtex.braces import closing_brace
from publish.readers.bibtex.mathematics import math_nodes
from publish.readers.bibtex.record_types import LOCALISED
from publish.readers.bibtex.richtext import Node, Styled, plain, rich
from publish.readers.bibtex.symbols import (
    ACCENTS,
    GREEK,
    OPERATORS,
    SPACES,
    SPACING,
    STYLES,
    SWITCHES,
    TEXT,
)

DEEPEST = 60
"""Braces nested deeper than this are read as if they weren't there."""

LONGEST = 100_000
"""Characters that the project's own macros may make of one value."""

_SPECIAL = re.compile(r"[\\{}$`~\u200b-\u200f\u2060\ufeff\x00-\x08]|--|''|<|&|\n\s*\n")
_TOKEN = re.compile(
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
_OPTION = re.compile(r"\s*\[[^\[\]]*\]")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")
_BELOW = "\u0327\u0328\u0331\u0323\u0326\u0332"
_CHEMISTRY = re.compile(r"(?<=[A-Za-z)\]])\d+")


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that a @preamble defines, with its number of arguments."""

    arguments: int
    body: str


@dataclass(slots=True)
class Trouble:
    """What a value held that could not be read, or should not be there."""

    commands: list[str] = field(default_factory=list)
    mathematics: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    hidden: bool = False
    excessive: bool = False
    expanded: int = 0


def is_simple(text: str) -> bool:
    """Whether ``text`` is the same before and after reading, but for its blanks."""
    return _SPECIAL.search(text) is None


def parse(
    text: str, macros: Mapping[str, Macro] | None = None, trouble: Trouble | None = None
) -> list[Node]:
    """The tree of a value; ``trouble`` gathers what could not be read."""
    text = unicodedata.normalize("NFC", text)
    if is_simple(text):
        return [text]
    reading = _Reading(_entities(text, trouble), macros or {}, trouble or Trouble())
    nodes = reading.content()
    while reading.position < len(reading.text):  # braces that close nothing
        nodes.extend(reading.content())
    return nodes


def to_text(
    text: str, macros: Mapping[str, Macro] | None = None, trouble: Trouble | None = None
) -> str:
    """A value without any markup, as one line."""
    if is_simple(text):
        return " ".join(unicodedata.normalize("NFC", text).split())
    return plain(parse(text, macros, trouble))


def to_rich(
    text: str, macros: Mapping[str, Macro] | None = None, trouble: Trouble | None = None
) -> str:
    """A value as CSL rich text."""
    if is_simple(text):
        return " ".join(unicodedata.normalize("NFC", text).split())
    return rich(parse(text, macros, trouble))


def _entities(text: str, trouble: Trouble | None) -> str:
    found = _ENTITY.findall(text) if "&" in text else []
    known = [entity for entity in found if html.unescape(entity) != entity]
    if known and trouble is not None:
        trouble.html.extend(known)
    return _ENTITY.sub(lambda m: html.unescape(m.group()), text) if known else text


@dataclass(slots=True)
class _Reading:
    """A walk through one value."""

    text: str
    macros: Mapping[str, Macro]
    trouble: Trouble
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
        while self.position < len(self.text):
            token = _TOKEN.match(self.text, self.position)
            if token is None:
                break
            self.position = token.end()
            kind, value = _kind(token), token.group(_kind(token))
            self.starred = bool(token.group("star"))
            if kind == "text":
                nodes.append(self._apostrophe() if value == "'" else value)
            elif kind == "brace":
                if value == "}":
                    return nodes
                nodes.append(self._group())
            elif kind == "word" and value in SWITCHES:
                nodes.append(Styled(SWITCHES[value], self.content()))
                return nodes
            elif kind in ("word", "sign"):
                nodes.extend(self._command(value))
            elif kind == "math":
                nodes.extend(self._mathematics(value))
            elif kind == "ligature":
                self.single += value == "`"
                nodes.append(_LIGATURES[value])
            elif kind == "break":
                nodes.append("\n\n")
            elif kind == "hidden":
                self.trouble.hidden = True
            elif kind == "tag" and self._tag(value, nodes):
                return nodes
        return nodes

    def _apostrophe(self) -> str:
        """``'`` closes what a backquote opened; else it is an apostrophe."""
        following = self.text[self.position : self.position + 1]
        if self.single and not following.isalnum():
            self.single -= 1
            return "’"
        return "'"

    def _group(self) -> Node:
        """A group in braces keeps its case, unless it is only there for an accent."""
        special = self.text[self.position : self.position + 1] == "\\"
        if self.depth >= DEEPEST:
            self.trouble.excessive = True
            return ""
        self.depth += 1
        content = self.content()
        self.depth -= 1
        return Styled("" if special else "group", content)

    def _tag(self, tag: str, nodes: list[Node]) -> bool:
        """HTML's tags that CSL has too. True where this tag closes the present level."""
        name = tag.strip("</>")
        self.trouble.html.append(tag)
        if tag[1] == "/":
            return bool(self.tags and self.tags[-1] == name)
        if self.depth >= DEEPEST or tag in self.unclosed:
            nodes.append(tag)
            return False
        closing = self.text.find(f"</{name}>", self.position)
        if closing < 0:
            self.unclosed.add(tag)
        if closing < 0 or "{" in self.text[self.position : closing]:
            nodes.append(tag)
            return False
        self.tags.append(name)
        self.depth += 1
        nodes.append(Styled(_TAGS.get(name, "sc"), self.content()))
        self.depth -= 1
        self.tags.pop()
        return False

    # -- commands -------------------------------------------------------------

    def _command(self, name: str) -> Sequence[Node]:
        if name in self.macros:
            return self._expand(self.macros[name])
        if name in TEXT:
            return (TEXT[name],)
        if name in ACCENTS:
            return (self._accent(name),)
        if name in SPACES:
            return (SPACES[name],)
        if name in "&%$#_{}":
            return (name,)
        if name in ("enquote", "mkbibquote", "textquote", "quote"):
            return self._quoted()
        if name == "ce":
            return self._formula()
        if name == "(":
            return self._mathematics("\\)")
        if name == "[":
            return self._mathematics("\\]")
        if name == "href":
            self.argument()
            return self.argument()
        if name in ("foreignlanguage", "texorpdfstring", "textcolor"):
            self._raw_argument()
            return self.argument()
        if name in ("bibstring", "bibcpstring", "bibsstring", "biblstring"):
            key = plain(self.argument())
            return (LOCALISED.get(key, key),)
        if name == "switchargs":
            first, second = self.argument(), self.argument()
            return [*second, *first]
        if name in GREEK or name in OPERATORS:
            return (GREEK.get(name) or OPERATORS[name],)
        if name in ("sb", "sp"):
            return (Styled("sub" if name == "sb" else "sup", self.argument()),)
        if name in ("ap", "begin", "end"):
            self.argument()
            return ()
        if name in STYLES:
            return self._styled(STYLES[name])
        if name == "symbol" or name == "char":
            return self._character()
        return self._unknown(name)

    def _unknown(self, name: str) -> Sequence[Node]:
        if not name.isalpha():
            return (name,)
        self.trouble.commands.append(name)
        option = _OPTION.match(self.text, self.position)
        if option:
            self.position = option.end()
        return ()

    def _character(self) -> Sequence[Node]:
        number = plain(self.argument()).strip("'\"` ")
        code = int(number) if number.isdigit() and len(number) < 7 else 0
        return (chr(code),) if 32 <= code < 0x110000 else ()

    def argument(self) -> list[Node]:
        """A command's argument: a group, a command, or one character."""
        while self.text[self.position : self.position + 1] in (" ", "\n", "\t"):
            self.position += 1
        sign = self.text[self.position : self.position + 1]
        if sign == "{":
            self.position += 1
            if self.depth >= DEEPEST:
                self.trouble.excessive = True
                return []
            self.depth += 1
            content = self.content()
            self.depth -= 1
            return content
        if sign == "\\":
            token = _TOKEN.match(self.text, self.position)
            if token and self.depth < DEEPEST:
                self.position = token.end()
                self.depth += 1
                found = list(self._command(token.group("word") or token.group("sign") or ""))
                self.depth -= 1
                return found
        if sign in ("}", ""):
            return []
        self.position += 1
        return [sign]

    def _raw_argument(self) -> str:
        """An argument's source, for macros."""
        start = self.position
        self.argument()
        raw = self.text[start : self.position].strip()
        return raw[1:-1] if raw.startswith("{") and raw.endswith("}") else raw

    def _accent(self, name: str) -> str:
        base = plain(self.argument(), keep_blanks=True)
        mark = ACCENTS[name]
        if not base.strip():
            return SPACING.get(name, "") + base
        first, rest = base[0], base[1:]
        if mark not in _BELOW:
            first = {"ı": "i", "ȷ": "j"}.get(first, first)
        return unicodedata.normalize("NFC", first + mark) + rest

    def _styled(self, style: str) -> Sequence[Node]:
        option = _OPTION.match(self.text, self.position)
        if option:
            self.position = option.end()
        if style == "math":
            return math_nodes(self._raw_argument()) or ()
        content = self.argument()
        if style == "drop":
            return ()
        return content if style == "bare" else (Styled(style, content),)

    def _quoted(self) -> Sequence[Node]:
        outer = (self.quotes % 2 == 0) is not self.starred
        opening, closing = "“”" if outer else "‘’"
        self.quotes += 1
        content = self.argument()
        self.quotes -= 1
        return [opening, *content, closing]

    def _formula(self) -> Sequence[Node]:
        """mhchem's ``\\ce{H2O}``: digits behind letters are subscripts."""
        text = plain(self.argument())
        nodes: list[Node] = []
        last = 0
        for digits in _CHEMISTRY.finditer(text):
            nodes += [text[last : digits.start()], Styled("sub", [digits.group()])]
            last = digits.end()
        return (Styled("group", [*nodes, text[last:]]),)

    def _expand(self, macro: Macro) -> Sequence[Node]:
        body = macro.body
        for number in range(1, macro.arguments + 1):
            body = body.replace(f"#{number}", self._raw_argument())
        self.trouble.expanded += len(body) + 50
        if self.trouble.expanded > LONGEST or self.depth >= DEEPEST:
            self.trouble.excessive = True
            return ()
        without = {name: known for name, known in self.macros.items() if known is not macro}
        inner = _Reading(body, without, self.trouble, depth=self.depth + 1)
        return inner.content()

    def _mathematics(self, closing: str) -> Sequence[Node]:
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


_DEFINITION = re.compile(
    r"\\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?(?:\[[^\]]*\])?\s*(?=\{)"
    r"|\\DeclareRobustCommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\def\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*(?=\{)"
)


def preamble_macros(text: str) -> dict[str, Macro]:
    """The commands that a @preamble's text defines."""
    found: dict[str, Macro] = {}
    for definition in _DEFINITION.finditer(text):
        start = definition.end()
        end = closing_brace(text, start, len(text))
        if end < 0:
            continue
        name = definition.group(1) or definition.group(3) or definition.group(5)
        if definition.group(6) is not None:
            count = len(definition.group(6)) // 2
        else:
            count = int(definition.group(2) or definition.group(4) or 0)
        found[name] = Macro(min(count, 9), text[start + 1 : end])
    return found
