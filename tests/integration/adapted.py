"""Projects by others, in their own dialects of Markdown, become projects of ours.

pandoc's citations, MyST's and Sphinx's roles, bookdown's, Jekyll's pages: what has a counterpart
is written in it, what has none is taken out and counted, so that nothing is lost unsaid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from publish.readers.bibtex import BibFile, read_bibliography

_HEADER = re.compile(r"\A---\n(.*?)\n---\s*\n", re.DOTALL)
_FENCE = re.compile(r"^( *)(`{3,}|~{3,}|:{3,})(.*)$")
_PROSE = re.compile(
    r"note|admonition|warning|tip|hint|important|caution|seealso|topic|epigraph|exercise.*|solution.*|prf:.*"
)
_CODE_OR_FORMULA = re.compile(
    r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?<![\\$])\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)"
)
_SUFFIXES = (".md", ".Rmd")


@dataclass(slots=True)
class Adapted:
    """A project that was written; ``lost`` counts by kind what could not be carried."""

    root: Path
    lang: str
    entries: list[str] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)

    def leave_out(self, slug: str, why: str) -> None:
        """Take an entry out again; links to it become words."""
        self.lost[f"entry, for {why}"] += 1
        self.entries.remove(slug)
        (self.root / f"entries/{slug}.md").unlink()
        link = re.compile(rf"\[([^\[\]]*)\]\(entry:{re.escape(slug)}\)|<entry:{re.escape(slug)}>")
        for path in (self.root / "entries").glob("*.md"):
            path.write_text(
                link.sub(lambda found: found[1] or "", path.read_text("utf-8")), "utf-8"
            )

    def replace(self, path: str, character: str) -> None:
        """Write a question mark for what no bundled font has."""
        file = self.root / path
        text = file.read_text("utf-8")
        self.lost["character that no bundled font has"] += text.count(character)
        file.write_text(text.replace(character, "?"), "utf-8")

    def told(self) -> Iterator[str]:
        """What could not be carried, the most frequent first."""
        for what, count in (+self.lost).most_common():
            yield f"{self.root.name}: {count} × {what}"


def adapt(folder: Path, root: Path, lang: str) -> Adapted:
    """The texts and the bibliography under ``folder`` as a project in ``root``, with one
    collection of all.
    """
    made = Adapted(root, lang)
    (root / "entries").mkdir(parents=True)
    (root / "bibliography").mkdir()
    bibs = sorted(folder.rglob("*.bib"))
    for number, path in enumerate(bibs):
        text = re.sub(rb"\A---\s*\n---\s*\n", b"", path.read_bytes())
        (root / f"bibliography/{number}-{path.name}").write_bytes(text)
    records = read_bibliography([BibFile(p.name, p.read_bytes()) for p in bibs]).value
    texts = {path: _slug(path.relative_to(folder)) for path in _texts(folder)}
    macros = _macros(folder)
    for path, slug in texts.items():
        text = macros(path.read_text("utf-8-sig").replace("\r\n", "\n"))
        names = {p.name: s for p, s in texts.items()}
        dialect = _Dialect(made, path.parent, lambda key: records.get(key) is not None, names)
        entry = dialect.entry(text, slug)
        if entry:
            (root / f"entries/{slug}.md").write_text(entry, "utf-8")
            made.entries.append(slug)
        else:
            made.lost[f"page without text: {path.name}"] += 1
    (root / "publish.toml").write_text(
        f'title = "{folder.name}"\nlang = "{lang}"\nformats = {_formats(made)}\n'
        f'[citations]\nmentions = "off"\n'
        f'[collections.all]\ntitle = "{folder.name}"\nreferences = "both"\nlayout = "entries"\n',
        "utf-8",
    )
    return made


def _macros(folder: Path) -> Callable[[str], str]:
    """What puts the words of those commands of MathJax that a Jupyter book defines, and that
    take no arguments, in their place.
    """
    words: dict[str, str] = {}
    for path in folder.rglob("_config.yml"):
        said = yaml.safe_load(path.read_text("utf-8"))
        for key in ("sphinx", "config", "mathjax3_config", "tex", "macros"):
            said = said.get(key) if isinstance(said, dict) else None
        for name, meant in (said or {}).items():
            word, arguments = meant if isinstance(meant, list) else (meant, 0)
            if not arguments:
                words[name] = word
    known = re.compile(rf"\\({'|'.join(words) or '(?!)'})(?![A-Za-z])")
    return lambda text: known.sub(lambda found: words[found[1]], text)


def _formats(made: Adapted) -> str:
    """There are no fonts for a PDF in Japanese."""
    if made.lang != "ja":
        return '["pdf", "epub", "html"]'
    made.lost["PDF, for which no font has Japanese"] += 1
    return '["epub", "html"]'


def _texts(folder: Path) -> Iterator[Path]:
    skipped = {"README.md", "LICENSE.md", "404.md"}
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SUFFIXES and path.name not in skipped:
            yield path


def _slug(path: Path) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", path.with_suffix("").as_posix().casefold()).strip("-")
    return name[-60:].strip("-") or "page"


class _Dialect:
    """One text; ``names`` are the slugs of all by the names of their files."""

    def __init__(
        self, made: Adapted, folder: Path, is_known: Callable[[str], bool], names: dict[str, str]
    ) -> None:
        self.root, self.lost, self.folder = made.root, made.lost, folder
        self.is_known, self.names = is_known, names

    def entry(self, text: str, slug: str) -> str | None:
        header = _HEADER.match(text)
        said = yaml.safe_load(header[1]) if header else {}
        said = said if isinstance(said, dict) else {}
        body = "\n".join(
            self.blocks(text[header.end() :].split("\n") if header else text.split("\n"))
        )
        title = str(said.get("title") or "")
        if not title and (first := re.search(r"^# (.+?)(?: *\{[^}]*\})? *#*$", body, re.MULTILINE)):
            title = _plain(first[1])
            body = body[: first.start()] + body[first.end() :]
        body = _demoted(body)
        if not body.strip():
            return None
        lines = ["---", "kind: concept", f"title: {_quoted(title or slug)}"]
        people = [p for p in said.get("authors") or [] if isinstance(p, dict) and p.get("name")]
        if people:
            lines.append("authors:")
            lines += [f"  - name: {_quoted(str(p['name']))}" for p in people]
        return "\n".join([*lines, "---", "", body.strip(), ""])

    # -- blocks -------------------------------------------------------------------

    def blocks(self, lines: list[str]) -> Iterator[str]:
        prose: list[str] = []
        at = 0
        while at < len(lines):
            fence = _FENCE.match(lines[at])
            if fence is None:
                prose.append(lines[at])
                at += 1
                continue
            yield from self.prose(prose)
            prose = []
            end = self._closed(lines, at, fence[2])
            yield from self.fenced(fence, lines[at + 1 : end])
            at = end + 1
        yield from self.prose(prose)

    def _closed(self, lines: list[str], at: int, mark: str) -> int:
        for end in range(at + 1, len(lines)):
            found = _FENCE.match(lines[end])
            if found and found[2].startswith(mark) and not found[3].strip():
                return end
        return len(lines)

    def fenced(self, fence: re.Match[str], body: list[str]) -> Iterator[str]:
        info = fence[3].strip()
        directive = re.match(r"\{([\w:+-]+)\}?[ ,]*(.*)", info)
        if fence[2].startswith(":") and not directive:
            self.lost[f"container {info[:20]}"] += 1
            yield from self.blocks(body)
        elif directive is None or directive[1] in (
            "r",
            "R",
            "python",
            "code-cell",
            "code",
            "code-block",
        ):
            language = re.match(r"\w+", info) or re.match(r"\{(\w+)", info)
            word = (
                language[1]
                if language and language.re.groups
                else (language[0] if language else "")
            )
            word = {"code": "python"}.get(word, word)
            kept = _without_options(body, r":[\w-]+:|#@tab")
            mark = fence[1] + "~~~~~~"
            yield from ("", f"{mark} {word}".rstrip(), *kept, mark, "")
        elif directive[1] == "math":
            yield from ("", *self.formula(_without_options(body)), "")
        elif _PROSE.fullmatch(directive[1]):
            title = directive[2].strip("{}` ")
            kept = _without_options(body)
            yield from ("", f"**{_plain(title)}**" if title else "", "", *self.blocks(kept), "")
        else:
            self.lost[f"directive `{directive[1]}`"] += 1
            yield ""

    def formula(self, body: list[str]) -> Iterator[str]:
        kept = [line for line in body if line.strip()]
        if kept:
            yield from ("$$", *kept, "$$")

    def prose(self, lines: list[str]) -> Iterator[str]:
        text = "\n".join(lines)
        held: list[str] = []

        def hold(piece: str) -> str:
            held.append(piece)
            return f"\ue000{len(held) - 1}\ue001"

        # a role's text is between backquotes, too: roles are read before code is set apart
        text = self.roles(text)
        text = re.sub(r"\$\$(.*?)\$\$", lambda m: hold(self._display(m[1])), text, flags=re.DOTALL)
        text = _CODE_OR_FORMULA.sub(lambda m: hold(m[0]), text)
        text = self.inline(text)
        yield re.sub("\ue000(\\d+)\ue001", lambda m: held[int(m[1])], text)

    def _display(self, tex: str) -> str:
        tex = re.sub(r"\n\s*\n", "\n", tex.strip())
        return f"$${tex}$$" if tex else ""

    def roles(self, text: str) -> str:
        text = re.sub(r"^\([\w:.-]+\)=\s*$", self._gone("label"), text, flags=re.MULTILINE)
        text = re.sub(r":label:`[^`]*`", self._gone("label"), text)
        text = re.sub(
            r"^:(?:begin_tab|end_tab|width|height|name|align|bibliography):?.*$",
            self._gone("line of options"),
            text,
            flags=re.MULTILINE,
        )
        text = re.sub(
            r"\{cite:t(?:s|)\}`([^`]+)`|:citet:`([^`]+)`",
            lambda m: self._cited(m[1] or m[2], ""),
            text,
        )
        text = re.sub(
            r"(?:\{cite(?::\w+)?\}|:cite[p]?:)`([^`]+)`", lambda m: self._cited(m[1], "["), text
        )
        return re.sub(
            r"(?:\{[\w:-]+\}|:(?:numref|eqlabel|eqref|ref|doc|class|func):)`([^`]*)`",
            self._role,
            text,
        )

    def _role(self, role: re.Match[str]) -> str:
        self.lost["role that refers to something"] += 1
        return _plain(re.sub(r"\s*<[^>]*>", "", role[1]).lstrip("~"))

    def _cited(self, keys: str, opened: str) -> str:
        known = [key.strip() for key in keys.split(",") if self.is_known(key.strip())]
        self.lost["citation of a key that is in no .bib"] += len(keys.split(",")) - len(known)
        if not known:
            return ""
        return (
            f"[{'; '.join('@' + _key(k) for k in known)}]"
            if opened
            else " and ".join("@" + _key(k) for k in known)
        )

    def _gone(self, what: str) -> Callable[[re.Match[str]], str]:
        def gone(_: re.Match[str]) -> str:
            self.lost[what] += 1
            return ""

        return gone

    def inline(self, text: str) -> str:
        text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        text = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}", self._gone("template of Jekyll"), text, flags=re.DOTALL
        )
        text = re.sub(
            r"</?[a-zA-Z][^<>]*>",
            lambda m: m[0] if re.match(r"<https?:|<[\w.+-]+@", m[0]) else self._gone("HTML tag")(m),
            text,
        )
        text = re.sub(r"\\@ref\(([^)]*)\)", self._reference, text)
        text = re.sub(
            r"\\index\{[^{}]*\}|\\(?:newpage|clearpage|vspace\{[^}]*\})",
            self._gone("command of TeX"),
            text,
        )
        text = re.sub(r"!\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()]*)\)(\{[^}]*\})?", self._image, text)
        text = re.sub(
            r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]*(?:\([^()]*\))?[^()\s]*)(?:\s+\"[^\"]*\")?\)",
            self._link,
            text,
        )
        text = re.sub(r"(?<![\w\\])@([A-Za-z][\w:.+/-]*\w)", self._key_in_text, text)
        return re.sub(r"^(#+ .*?)\s*\{[^}]*\}\s*$", r"\1", text, flags=re.MULTILINE)

    def _reference(self, reference: re.Match[str]) -> str:
        self.lost["cross-reference of bookdown"] += 1
        return reference[1].replace("-", " ")

    def _image(self, image: re.Match[str]) -> str:
        file = self.folder / image[2].strip()
        if file.is_file() and image[1].strip():
            (self.root / "entries/images").mkdir(exist_ok=True)
            (self.root / "entries/images" / file.name).write_bytes(file.read_bytes())
            return f"![{image[1]}](images/{file.name})"
        self.lost["image whose file isn't there"] += 1
        return image[1]

    def _link(self, link: re.Match[str]) -> str:
        address = link[2]
        if re.match(r"https?://\S+\.\S+|mailto:", address):
            return link[0]
        name = address.partition("#")[0].rpartition("/")[2]
        for suffix in ("", *_SUFFIXES):
            if slug := self.names.get(name + suffix):
                return f"[{link[1]}](entry:{slug})" if link[1] else f"<entry:{slug}>"
        self.lost["link to what isn't in the book"] += 1
        return link[1]

    def _key_in_text(self, found: re.Match[str]) -> str:
        if self.is_known(found[1]):
            return found[0]
        self.lost["word behind an @ that is no key"] += 1
        return f"\\@{found[1]}"


def _without_options(body: list[str], pattern: str = r":[\w-]+:") -> list[str]:
    return [line for line in body if not re.match(pattern, line)]


def _key(key: str) -> str:
    return key if re.fullmatch(r"\w[\w:.#$%&+?~/-]*\w", key) else "{" + key + "}"


def _plain(text: str) -> str:
    return re.sub(r"[*_`$\\{}]", "", text).strip()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'").strip() + '"'


def _demoted(body: str) -> str:
    """Levels from 2 on, none skipped; code is let alone."""
    lines, code, last = [], False, 1
    levels = [len(m[1]) for m in re.finditer(r"^(#+) ", body, re.MULTILINE)]
    shift = 2 - min(levels, default=2)
    for line in body.split("\n"):
        if line.lstrip().startswith("~~~~~~"):
            code = not code
        heading = None if code else re.match(r"(#{1,6}) +(.*)", line)
        if heading:
            last = max(2, min(len(heading[1]) + shift, last + 1, 6))
            line = f"{'#' * last} {heading[2]}"
        lines.append(line)
    return "\n".join(lines)
