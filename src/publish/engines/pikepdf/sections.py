"""Pages that were laid out by themselves → a section that fits behind others of one document.

They have stand-ins for the files of their fonts (`publish.engines.pdfstructure.Face`). Here the
files come in, and each font says of all its glyphs in the whole what they are: what is the same
in every section is written once when they are joined.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from publish.engines.packing import pack
from publish.engines.pdfstructure import Face
from publish.engines.pikepdf.finishing import finish_objects, finish_pages
from publish.engines.store import hash_of

Cut = Callable[[str, int, Collection[int], bool], bytes]
"""The digest of a font's file, its index, glyphs, whether missing ones are outlined → a file."""

OF_THE_WHOLE = ("/Metadata", "/OutputIntents", "/PageLabels", "/ViewerPreferences", "/PageMode")
"""What the first pages say for all."""

Usual = Callable[[str, int], Mapping[int, tuple[str, float]]]
"""The digest of a font's file, its index → what usual glyphs say and how wide they are."""

FIXED_PITCH = 1
AT_ONCE = 100
"""So many glyphs are mapped in one go (Adobe Technical Note 5014)."""


@dataclass(slots=True)
class SharedFace:
    """A font as the whole uses it, and when all sections have been looked at what each of them
    gets: the ``file``, so long unpacked, the ``map`` to letters, and the list of widths (``w``),
    of all of which there is a ``digest``.
    """

    face: Face
    letters: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    outlined: bool = False
    file: bytes = b""
    length: int = 0
    map: bytes = b""
    w: bytes = b""
    digest: str = ""

    def add(self, face: Face) -> None:
        for glyph, text in face.letters.items():
            self.letters.setdefault(glyph, text)
        self.widths.update(face.widths)
        self.outlined |= face.outlined

    def widen(self, usual: Mapping[int, tuple[str, float]]) -> None:
        if not usual.keys().isdisjoint(self.letters):
            for glyph, (text, width) in usual.items():
                self.letters.setdefault(glyph, text)
                self.widths.setdefault(glyph, width)

    def fill(self, file: bytes) -> None:
        """Pack once what goes into every section."""
        self.file, self.length = zlib.compress(file), len(file)
        self.map = zlib.compress(_map(self.letters))
        self.w = Array(_runs(self.widths)).unparse()
        self.digest = hash_of((self.file, self.map, self.w))

    def says(self, face: Face) -> bool:
        """Whether its glyphs say in the whole what they say in ``face``."""
        return all(self.letters[glyph] == text for glyph, text in face.letters.items())


class SharedFaces:
    """The fonts of all sections of a document, by the names that they have there."""

    def __init__(self, sections: Iterable[Mapping[str, Face]]) -> None:
        self._shared: dict[str, SharedFace] = {}
        for faces in sections:
            for face in faces.values():
                if not face.whole:
                    self._shared.setdefault(face.name, SharedFace(face)).add(face)

    def cut(self, cut: Cut, usual: Usual) -> None:
        """Have the files made of the glyphs that are used; with some letters come all that are
        usual, so that few edits change the fonts, and with them all pages.
        """
        for each in self._shared.values():
            each.widen(usual(each.face.digest, each.face.index))
            glyphs = sorted(each.letters)
            each.fill(cut(each.face.digest, each.face.index, glyphs, each.outlined))

    def digest(self, faces: Mapping[str, Face]) -> str:
        """A hash of what a section with these fonts gets."""
        names = sorted({face.name for face in faces.values() if not face.whole})
        return hash_of((pack(faces), *(self._shared[name].digest for name in names)))

    def put_into(self, pdf: pikepdf.Pdf, faces: Mapping[str, Face]) -> None:
        """Give the fonts of a section their files, and what they say in the whole."""
        by_name = {face.name: face for face in faces.values() if not face.whole}
        for font in [*pdf.objects]:
            if isinstance(font, Dictionary) and font.get("/Subtype") == Name.Type0:
                name = str(font.BaseFont)[1:]
                if name in by_name:
                    self._put(pdf, font, self._shared[name], by_name[name])

    def _put(self, pdf: pikepdf.Pdf, font: Any, shared: SharedFace, face: Face) -> None:
        (below,) = font.DescendantFonts
        descriptor = below.FontDescriptor
        key = "/FontFile3" if "/FontFile3" in descriptor else "/FontFile2"
        old = descriptor[key]
        file = _packed(pdf, shared.file)
        if key == "/FontFile3":
            file.Subtype = old.Subtype
        else:
            file.Length1 = shared.length
        descriptor[key] = pdf.make_indirect(file)
        below.W = Object.parse(shared.w)
        _, lowest, _, highest = descriptor.FontBBox
        descriptor.FontBBox = Array([0, lowest, max(shared.widths.values(), default=0), highest])
        fixed = len(shared.widths) > 1 and len(set(shared.widths.values())) == 1
        descriptor.Flags = (int(descriptor.Flags) & ~FIXED_PITCH) | (FIXED_PITCH if fixed else 0)
        if shared.says(face):
            font.ToUnicode = pdf.make_indirect(_packed(pdf, shared.map))


def _packed(pdf: pikepdf.Pdf, data: bytes) -> Stream:
    stream = Stream(pdf, b"")
    stream.write(data, filter=Name.FlateDecode)
    return stream


def first_section(data: bytes, fonts: SharedFaces, faces: Mapping[str, Face]) -> bytes:
    """The pages that the others go behind, with their fonts."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts.put_into(pdf, faces)
        output = io.BytesIO()
        pdf.save(output, static_id=True, fix_metadata_version=False)
    return output.getvalue()


def section(
    data: bytes, fonts: SharedFaces, faces: Mapping[str, Face], addresses: Mapping[str, str]
) -> pikepdf.Pdf:
    """Pages that go behind others: finished as they are, their elements without a document
    around them, for that is around all.
    """
    pdf = pikepdf.open(io.BytesIO(data))
    fonts.put_into(pdf, faces)
    finish_objects(pdf)
    finish_pages(pdf, addresses)
    for key in OF_THE_WHOLE:
        if key in pdf.Root:
            del pdf.Root[key]
    tree = pdf.Root.get("/StructTreeRoot")
    if isinstance(tree, Dictionary) and "/K" in tree:
        tops = list(tree.K) if isinstance(tree.K, Array) else [tree.K]
        if len(tops) == 1 and tops[0].get("/S") == Name.Document:
            tree.K = tops[0].get("/K", Array())
    return pdf


def _runs(widths: Mapping[int, float]) -> list[Any]:
    """Widths as ISO 32000-1, 9.7.4.3 lists them: the first glyph of a run, and the run."""
    found: list[Any] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            found += [glyph, []]
        found[-1].append(_number(widths[glyph]))
    return [Array(each) if isinstance(each, list) else each for each in found]


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _map(letters: Mapping[int, str]) -> bytes:
    """A CMap from glyphs to what they say (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
        "<< /Registry (Adobe)", "/Ordering (UCS)", "/Supplement 0", ">> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def", "1 begincodespacerange",
        "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    pairs = sorted(letters.items())
    for start in range(0, len(pairs), AT_ONCE):
        run = pairs[start : start + AT_ONCE]
        lines.append(f"{len(run)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in run]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
