"""Markdown of a value in CSL YAML → CSL's rich text, as pandoc reads it.

``*emphasis*``, ``**bold**``, ``H~2~O``, ``10^6^``, ``[DNA]{.nocase}``, one in another;
``--``, ``---`` and ``...`` are the signs that they stand for, a backslash takes the meaning
from what follows. What opens and is never closed is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARKED = re.compile(r"[*_~^\\\[&]|--|\.\.\.")
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~ ]|&#(?:32|x20);|\*+|_+|~~?|[\^\[]|\](?:\{[^{}]*\})?|-{2,3}|\.{3}|[ \t\n]+"
    r"|[^\\&*_~^\[\]\-. \t\n]+|."
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAGS = {"*": "i", "_": "i", "**": "b", "__": "b", "~": "sub", "^": "sup"}
_CLASSES = {
    "{.nocase}": '<span class="nocase">',
    "{.smallcaps}": '<span style="font-variant:small-caps;">',
}
_BLANKS = " \t\n"
_SIGNS = {"--": "–", "---": "—", "...": "…", "\\ ": "\u00a0", "&#32;": " ", "&#x20;": " "}


def unescaped(text: str) -> str:
    """An identifier or address: no markup in it, and no sign but itself."""
    return _ESCAPE.sub(r"\1", text)


def rich(text: str) -> str:
    return _Reading(text).read() if _MARKED.search(text) else text


@dataclass(slots=True)
class _Stretch:
    """What began with ``sign`` (all of the text with none), as far as it is read."""

    sign: str
    parts: list[str] = field(default_factory=list)


class _Reading:
    """One value, and the stretches that are open at this point of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open = [_Stretch("")]

    def read(self) -> str:
        for token in _TOKEN.finditer(self.text):
            sign = token.group()
            if sign in _SIGNS:
                self._put(_SIGNS[sign])
            elif sign[0] == "\\" and len(sign) > 1:
                self._put(sign[1])
            elif sign[0] in "*_":
                self._stars(sign, token.start())
            elif sign[0] in "~^":
                self._script(sign, token.end())
            elif sign == "[":
                self.open.append(_Stretch(sign))
            elif sign[0] == "]":
                self._bracket(sign)
            else:
                if sign[0] in _BLANKS:
                    self._give_up_script()
                self._put(sign)
        self._unwind(0)
        return "".join(self.open[0].parts)

    def _put(self, text: str) -> None:
        self.open[-1].parts.append(text)

    # -- signs ----------------------------------------------------------------

    def _stars(self, run: str, start: int) -> None:
        """Stars or lines: each pair, or one of them, closes a stretch, opens one, or is text."""
        sign, end = run[0], start + len(run)
        inside = run[0] == "_" and self._is_word(end)
        opens = not self._is_blank(end) and not (sign == "_" and self._is_word(start - 1))
        left = len(run)
        while left:
            nearest = self._nearest(sign, 2 * sign)
            size = len(self.open[nearest].sign) if nearest else 0
            if 0 < size <= left and not inside and not (opens and left == 2 > size):
                self._close(nearest)
                left -= size
            elif opens:
                self.open.append(_Stretch(sign * min(left, 2)))
                left -= min(left, 2)
            else:
                self._put(sign * left)
                left = 0

    def _script(self, sign: str, end: int) -> None:
        """Raised or lowered text; ``~~`` closes one and opens the next, or is text."""
        nearest = self._nearest(sign[0])
        if nearest and self.open[-1].parts:
            self._close(nearest)
            sign = sign[1:]
        if sign in ("~", "^") and not self._is_blank(end):
            self.open.append(_Stretch(sign))
        elif sign:
            self._put(sign)

    def _give_up_script(self) -> None:
        """No blank stands in what is raised or lowered."""
        while self.open[-1].sign in ("~", "^"):
            self._unwind(len(self.open) - 2)

    def _bracket(self, sign: str) -> None:
        """A span with its class, or brackets."""
        nearest = self._nearest("[")
        if not nearest:
            self._put(sign)
            return
        self._unwind(nearest)
        if sign == "]":
            self._unwind(nearest - 1)
            self._put(sign)
            return
        inner = "".join(self.open.pop().parts)
        opening = _CLASSES.get(sign[1:], "")
        self._put(f"{opening}{inner}</span>" if opening else inner)

    # -- stretches ------------------------------------------------------------

    def _nearest(self, *signs: str) -> int:
        """The innermost stretch of these signs that the bracket around this point holds;
        0 where there is none.
        """
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].sign in signs:
                return index
            if self.open[index].sign == "[":
                break
        return 0

    def _close(self, index: int) -> None:
        self._unwind(index)
        stretch = self.open.pop()
        tag = _TAGS[stretch.sign]
        self._put(f"<{tag}>{''.join(stretch.parts)}</{tag}>")

    def _unwind(self, index: int) -> None:
        """All stretches within that of ``index`` are text."""
        while len(self.open) > index + 1:
            stretch = self.open.pop()
            self._put(stretch.sign + "".join(stretch.parts))

    def _is_blank(self, at: int) -> bool:
        return self.text[at : at + 1] in ("", *_BLANKS)

    def _is_word(self, at: int) -> bool:
        return at >= 0 and self.text[at : at + 1].isalnum()
