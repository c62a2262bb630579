"""CSL's rich text → LaTeX, Markdown and plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.model.reference import plain_csl

_TAG = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]*>")
_LATEX = {
    "<i>": r"\emph{", "<b>": r"\textbf{", "<sub>": r"\textsubscript{",
    "<sup>": r"\textsuperscript{", "<sc>": r"\textsc{", '<span class="nocase">': "{",
    '<span style="font-variant:small-caps;">': r"\textsc{",
}  # fmt: skip
_MARKDOWN = {
    "<i>": ("*", "*"), "<b>": ("**", "**"), "<sub>": ("~", "~"), "<sup>": ("^", "^"),
    "<sc>": ("[", "]{.smallcaps}"), '<span class="nocase">': ("[", "]{.nocase}"),
    '<span style="font-variant:small-caps;">': ("[", "]{.smallcaps}"),
}  # fmt: skip
_TIGHT = ("*", "**", "~", "^")
"""Marks at whose inner side no blank may stand …"""
_BLANK = "&#32;"
"""… but one that is written as a character reference."""
_MEANING = re.compile(r"[\\*_~^\[\]`<$]|-(?=-)|\.(?=\.\.)")
_IN_IDENTIFIERS = re.compile(r"[\\`<\[]|\*.*\*|~.*~|\^.*\^|\$.*\$|(?<!\w)_.*_(?!\w)|--|\.\.\.")
_ESCAPES = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}", "\u00a0": "~", "\u202f": r"\,", "`": r"\textasciigrave{}",
    "--": r"-{}-", "''": r"'{}'",
}  # fmt: skip
_SPECIAL = re.compile(r"--|''|[&%$#_{}~^\\\u00a0\u202f`]")


def latex(text: str) -> str:
    """As a .bib field holds it; letters stay what they are, in UTF-8."""
    found: list[str] = []
    last = 0
    for tag in _TAG.finditer(text):
        found.append(_escaped(text[last : tag.start()]))
        found.append("}" if tag.group().startswith("</") else _LATEX.get(tag.group(), "{"))
        last = tag.end()
    found.append(_escaped(text[last:]))
    return "".join(found)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPES[sign.group()], text)


def markdown(text: str) -> str:
    """As pandoc's CSL YAML holds it."""
    found: list[str] = []
    inside: list[tuple[str, str]] = []
    last = 0
    for tag in _TAG.finditer(text):
        words = _worded(text[last : tag.start()], inside)
        last = tag.end()
        if tag.group().startswith("</"):
            _, closes = inside.pop() if inside else ("", "")
            at_edge = closes in _TIGHT and words.endswith(" ")
            found.append((words[:-1] + _BLANK if at_edge else words) + closes)
        else:
            inside.append(_MARKDOWN.get(tag.group(), ("", "")))
            opens = inside[-1][0]
            found.append(words + opens)
            if opens in _TIGHT and text.startswith(" ", last):
                found.append(_BLANK)
                last += 1
    return "".join([*found, _worded(text[last:], inside)])


def _worded(text: str, inside: Sequence[tuple[str, str]]) -> str:
    """Text without tags; no blank may stand in what is raised or lowered."""
    words = _MEANING.sub(r"\\\g<0>", text)
    in_script = any(opens in ("~", "^") for opens, _ in inside)
    return words.replace(" ", _BLANK) if in_script else words


def bare_markdown(text: str) -> str:
    """An identifier or address: as it is, unless Markdown would see marks in it."""
    return _MEANING.sub(r"\\\g<0>", text) if _IN_IDENTIFIERS.search(text) else text


def plain(text: object) -> str:
    """One line without markup."""
    return " ".join(plain_csl(str(text)).split())
