"""The warm pandoc process: jobs in, answers out, within limits."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from publish.diagnostics.core import EngineFailure, UserError
from publish.diagnostics.rules import eng, ent
from publish.engines.pandoc.exchange import exchanged
from publish.engines.pandoc.skeleton import Skeleton, document
from publish.engines.pandoc.styles import Cited, lean
from publish.model.frozen import Frozen
from publish.model.nodes import Node, div, thin

HEAP = "768M"
SECONDS = 15.0
SECONDS_A_TEXT = 1.0
"""Added for each of the texts that are cited together: chapters of a book take 0.2 s, and others
may want the machine too. Each has been read within the limit before.
"""

VERY_MANY = 500
"""Texts that are cited together."""

AMPLE = ("-A32m",)
"""For GHC's runtime: room to read and cite most texts before garbage is looked for. Pandoc takes
64 MB anyway; half of them used like this save a seventh of its time.
"""

FRUGAL = ("-c", "-F1.2")
"""For GHC's runtime: memory is tidied in place, and often."""

SORTING = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Titles</title><id>titles</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort><key variable="title"/></sort>
<layout><text variable="title"/></layout></bibliography>
</style>
"""
"""A style that does nothing but sort by title."""

WORKER = Path(__file__).with_name("worker.lua")


def pandoc_path() -> str:
    """The binary that pypandoc's wheel brings, or else the one that pypandoc finds.

    Raises `UserError` (exit code 3) where there is none.
    """
    package = find_spec("pypandoc")
    if package is not None and package.origin and not os.environ.get("PYPANDOC_PANDOC"):
        included = Path(package.origin).with_name("files") / "pandoc"
        if included.is_file():  # found without starting any pandoc to ask for its version
            return str(included)
    import pypandoc

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise UserError(
            eng.MISSING_ENGINE("pandoc is not installed", hint="`pip install pypandoc_binary`"),
            exit_code=3,
        ) from None


def pandoc_version() -> str:
    """The version of the binary, as ``3.9``."""
    found = subprocess.run([pandoc_path(), "--version"], capture_output=True, text=True, check=True)
    return found.stdout.split("\n", 1)[0].removeprefix("pandoc").strip()


class Warning(Frozen):
    """What pandoc reported; ``line`` and ``column`` count from 1 in the text read."""

    message: str
    line: int | None = None
    column: int | None = None


class Parsed(Frozen):
    """A text as pandoc's blocks, and what it reported about it."""

    blocks: Sequence[Node]
    warnings: tuple[Warning, ...] = ()
    unconverted: frozenset[str] = frozenset()
    """Formulas, as TeX, that pandoc can't turn into MathML."""


class Pandoc:
    """A warm pandoc. Use as a context manager, or call `close`.

    Every job raises `EngineFailure` when pandoc fails, runs out of memory or
    works for longer than ``seconds``. While it reads the first texts, which leaves this process
    idle, that is inside ``meanwhile``.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self.meanwhile: AbstractContextManager[None] = nullcontext()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._log: IO[bytes] | None = None
        self._logged = 0
        self._said: list[str] = []
        self._options: tuple[str, ...] = AMPLE
        self._cited: dict[str, Cited] = {}
        self._owner = os.getpid()
        self._parents: list[object] = []  # what a fork holds of the process before it

    # -- jobs -----------------------------------------------------------------

    def read(self, texts: Sequence[str]) -> list[list[Node]]:
        """The blocks of each Markdown text; raw HTML and TeX are plain words."""
        return [list(parsed.blocks) for parsed in self.parse(texts)]

    def parse(self, texts: Sequence[str]) -> list[Parsed]:
        """Like `read`, with pandoc's warnings about each text."""
        if not texts:
            return []
        with self.meanwhile:
            self.meanwhile = nullcontext()
            documents = self._ask({"op": "read", "texts": list(texts)})
        for each in documents:
            thin(each["document"]["blocks"])
        told: dict[int, list[Warning]] = {}
        current = 0
        for line in self.warnings():
            if line.startswith("@"):
                current = int(line[1:])
            else:
                told.setdefault(current, []).append(_warning(line))
        return [
            Parsed(
                answer["document"]["blocks"],
                tuple(told.get(number, ())),
                frozenset(answer["unconverted"]),
            )
            for number, answer in enumerate(documents, 1)
        ]

    def read_word(self, data: bytes) -> list[Node]:
        """The blocks of a Word file."""
        self.start()
        assert self._folder is not None
        path = Path(self._folder.name, "report.docx")
        with _writing():
            path.write_bytes(data)
        blocks: list[Node] = self._ask({"op": "word", "path": str(path)})["blocks"]
        return blocks

    def cite(
        self,
        blocks: Sequence[Node],
        references: Sequence[Mapping[str, Any]],
        style: str,
        lang: str,
        nocite: Sequence[str] = (),
    ) -> str:
        """``blocks`` as an HTML fragment, cited in the CSL ``style`` (its XML).

        ``references`` are CSL-JSON items. The list of references stands in
        ``div#refs``, notes in ``section#footnotes``.
        """
        return str(self._ask(self._citing("cite", blocks, references, style, lang, nocite)))

    def cite_together(
        self,
        texts: Sequence[Skeleton],
        references: Sequence[Mapping[str, Any]],
        style: str,
        lang: str,
        nocite: Sequence[str] = (),
    ) -> tuple[list[list[str]], str]:
        """Several texts cited as one, by one run: for each its citing blocks, with which
        `Skeleton.filled` makes it whole; and the list of all references as an HTML fragment.
        """
        divs = [div(each.citing) for each in texts] + [div([div([], identifier="refs")])]
        with self._large(len(texts)):
            job = self._citing("cite_together", divs, references, style, lang, nocite)
            answer = self._ask(job)
            said = self.warnings()
        self._said = said
        return [list(each) for each in answer["texts"]], str(answer["list"])

    @contextmanager
    def _large(self, texts: int) -> Iterator[None]:
        """While inside, a job may be one of so many texts. One of very many gets a process of
        its own, which takes little room.
        """
        seconds, self._seconds = self._seconds, self._seconds + SECONDS_A_TEXT * texts
        if texts >= VERY_MANY:
            self._stop()
            self._options = FRUGAL
        try:
            yield
        finally:
            self._seconds = seconds
            if texts >= VERY_MANY:
                self._stop()
                self._options = AMPLE

    def write(self, document: str) -> str:
        """A document, as JSON, as an HTML fragment."""
        return str(self._ask({"op": "write", "document": document}))

    def sort(self, texts: Sequence[str], lang: str) -> list[int]:
        """The numbers of the texts, from 0, in the order of the language's alphabet, which
        citeproc knows (Unicode Collation Algorithm, tailored).
        """
        items = [{"id": str(at), "type": "book", "title": text} for at, text in enumerate(texts)]
        every = [item["id"] for item in items]
        place = [div([], identifier="refs")]
        return list(self._ask(self._citing("sort", place, items, SORTING, lang, every)))

    def _citing(
        self,
        job: str,
        blocks: Sequence[Node],
        references: Sequence[Mapping[str, Any]],
        style: str,
        lang: str,
        nocite: Sequence[str],
    ) -> dict[str, Any]:
        return {
            "op": job,
            "document": json.dumps(document(blocks), ensure_ascii=False),
            "references": json.dumps([dict(item) for item in references], ensure_ascii=False),
            "csl": self._style_file(self._lean(style, Cited.of(references))),
            "lang": lang,
            "nocite": list(nocite),
        }

    def _lean(self, style: str, cited: Cited) -> str:
        """The style for all that has been cited in it, so that few are made for many texts."""
        former = self._cited.get(style, cited)
        self._cited[style] = former if former.spans(cited) else former | cited
        return lean(style, self._cited[style])

    def warnings(self) -> list[str]:
        """What pandoc has written to its log since the last call, an item a message."""
        said, self._said = self._said, []
        if self._log is None:
            return said
        self._log.seek(self._logged)
        text = self._log.read()
        self._logged += len(text)
        messages: list[str] = []
        for line in text.decode("utf-8", "replace").splitlines():
            if line.startswith(("[", "@")) or not messages:
                messages.append(line)
            elif line.strip(" ^"):
                messages[-1] += " " + line.strip()
        return said + messages

    # -- the process ----------------------------------------------------------

    def start(self) -> None:
        """Start the process now, so that it warms up while other work goes on. A fork of this
        process starts one of its own.
        """
        if self._process is not None and self._owner != os.getpid():
            self._parents.append((self._process, self._folder, self._log))
            self._process = self._folder = self._log = None
        if self._process is not None:
            return
        self._owner = os.getpid()
        with _writing():
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="publish-pandoc-")
            self._log = open(Path(self._folder.name, "log"), "w+b")  # noqa: SIM115
        self._logged = 0
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": self._folder.name}
        self._process = subprocess.Popen(
            [pandoc_path(), "+RTS", f"-M{HEAP}", *self._options, "-RTS", "lua", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=self._folder.name,
            env=environment,
        )

    def close(self) -> None:
        """End the process and remove its files."""
        self._stop()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def __enter__(self) -> Pandoc:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        if self._log is not None:
            self._log.close()
            self._log = None

    def _style_file(self, xml: str) -> str:
        self.start()
        assert self._folder is not None
        path = Path(self._folder.name, sha256(xml.encode()).hexdigest()[:16] + ".csl")
        if not path.exists():
            part = path.with_suffix(".part")
            with _writing():
                part.write_text(xml, encoding="utf-8")
                part.rename(path)
        return str(path)

    def _ask(self, job: dict[str, Any]) -> Any:
        """The answer to a job; `warnings` then holds what was said of it, and nothing else."""
        self.start()
        assert self._process is not None
        self.warnings()
        line = json.dumps(job, ensure_ascii=False).encode() + b"\n"
        try:
            answer = _decoded(exchanged(self._process, line, self._seconds))
        except (BrokenPipeError, EOFError):
            code = self._process.wait() if self._process is not None else None
            self._stop()
            cause = "it ran out of memory" if code == 251 else f"it ended with exit code {code}"
            raise EngineFailure(eng.PANDOC_FAILED(f"pandoc failed: {cause}")) from None
        except TimeoutError:
            self._stop()
            raise EngineFailure(
                eng.ENGINE_TIMEOUT(f"pandoc took longer than {self._seconds:g} seconds")
            ) from None
        if "error" in answer:
            reason = str(answer["error"]).splitlines()[0]
            raise EngineFailure(eng.PANDOC_FAILED(f"pandoc failed: {reason}"))
        return answer["value"]


def _decoded(received: bytearray) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(received)
    except RecursionError:
        raise EngineFailure(ent.NESTED_TOO_DEEP("the text is nested hundreds deep")) from None
    return answer


def _warning(line: str) -> Warning:
    message = line.removeprefix("[WARNING] ").removesuffix(".")
    found = re.search(r" (?:at|defined at) line (\d+) column (\d+)", message)
    if found is None:
        return Warning(message)
    said = message[: found.start()] + message[found.end() :]
    return Warning(said, int(found[1]), int(found[2]))


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "free some space there, or set TMPDIR to another folder"
        message = f"the folder for temporary files can't be written: {reason}"
        raise EngineFailure(eng.CANNOT_WRITE(message, hint=hint)) from None
