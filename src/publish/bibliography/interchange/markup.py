"""CSL's rich text → LaTeX, Markdown and plain text."""

from __future__ import annotations

import re

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
    closing: list[str] = []
    last = 0
    for tag in _TAG.finditer(text):
        found.append(_plain_markdown(text[last : tag.start()]))
        if tag.group().startswith("</"):
            found.append(closing.pop() if closing else "")
        else:
            opens, closes = _MARKDOWN.get(tag.group(), ("", ""))
            found.append(opens)
            closing.append(closes)
        last = tag.end()
    return "".join([*found, _plain_markdown(text[last:])])


def _plain_markdown(text: str) -> str:
    return re.sub(r"[\\*_~^\[\]`<$]", r"\\\g<0>", text)


def plain(text: object) -> str:
    """One line without markup."""
    return " ".join(plain_csl(str(text)).split())
