"""Reports by other hands: PDFs of all kinds, made here by other people's programs.

Each maker writes one file. Those of one program stand together; what a program can't
do is left to those that rework what it made (Ghostscript, qpdf, MuPDF, Cairo).
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pikepdf

from tests import pdfs, typeset
from tests.signing import certificate, sign

Maker = Callable[[Path], None]

PAGE = """<!doctype html><html lang="en"><head><title>Report</title></head><body>
<h1 id="top">Report</h1><p>A <a href="#two">link inside</a>, <a href="https://example.org/">one
out</a>.</p><ul><li>one</li><li>two</li></ul>
<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
<h2 id="two" style="break-before: page">Two</h2><p>Text.</p>
<form><input name="name" value="Ada"><input type="checkbox" name="yes" checked></form>
<h2 style="break-before: page">Three</h2><p><a href="#top">Back</a></p></body></html>"""


def run(*command: object) -> None:
    subprocess.run([str(each) for each in command], check=True, capture_output=True, timeout=120)


# -- WeasyPrint ---------------------------------------------------------------


def _weasyprint(style: str = "", **options: Any) -> Maker:
    def make(path: Path) -> None:
        from weasyprint import CSS, HTML

        HTML(string=PAGE).write_pdf(path, stylesheets=[CSS(string=style)], **options)

    return make


# -- Chromium -----------------------------------------------------------------


def _chromium(*options: str, style: str = "") -> Maker:
    def make(path: Path) -> None:
        source = path.with_suffix(".html")
        source.write_text(PAGE.replace("<head>", f"<head><style>{style}</style>"))
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={path.parent / 'chromium'}", *options,
            f"--print-to-pdf={path}", source)  # fmt: skip

    return make


# -- Typst --------------------------------------------------------------------

_TYPST = """#set document(title: "Report", author: "A")
#set page({page})
#set text(lang: "en")
#outline()
= One <one>
A link to @two. #link("https://example.org")[Out].
#set heading(numbering: "1.")
#pagebreak()
= Two <two>
#table(columns: 2, table.header([a], [b]), [1], [2])
#pagebreak()
= Three
Text #footnote[A note.]
{more}
"""


def _typst(page: str = "", more: str = "", **options: Any) -> Maker:
    def make(path: Path) -> None:
        import typst

        source = path.with_suffix(".typ")
        source.write_text(_TYPST.replace("{page}", page).replace("{more}", more))
        typst.compile(source, output=path, **options)

    return make


# -- ReportLab and fpdf2 ------------------------------------------------------


def _reportlab(path: Path, *, password: str | None = None, pages: int = 3) -> None:
    from reportlab.lib.pagesizes import A4, landscape, letter
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4, encrypt=password, invariant=1)
    sizes = (A4, landscape(A4), letter)
    for number in range(pages):
        canvas.setPageSize(sizes[number % 3])
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"Page {number}", f"p{number}", level=number % 2)
        canvas.drawString(100, 400, f"Page {number}")
        canvas.linkAbsolute("back", "p0", (100, 390, 200, 410))
        canvas.linkURL("https://example.org/", (100, 300, 200, 310))
        if number == 0 and password is None:
            canvas.acroForm.textfield(name="name", value="Ada", x=100, y=500)
            canvas.acroForm.checkbox(name="yes", checked=True, x=100, y=550)
        canvas.showPage()
    canvas.save()


def _fpdf(path: Path, **wanted: Any) -> None:
    from fpdf import FPDF
    from fpdf.enums import PageMode

    pdf = FPDF()
    pdf.page_mode = PageMode.USE_OUTLINES
    pdf.set_lang("en")
    pdf.set_font("helvetica", size=12)
    for number in range(3):
        pdf.add_page(orientation="landscape" if number == 1 else "portrait")
        pdf.start_section(f"Section {number}")
        link = pdf.add_link(page=1)
        pdf.cell(text=f"Page {number}", link=link)
        pdf.text_annotation(50, 50, "A note")
        pdf.set_page_label("A" if number else "r", "x-" if number else "")
    if wanted.get("embed"):
        pdf.embed_file(bytes=b"data", basename="data.txt", desc="Data", compress=True)
    pdf.output(str(path))


# -- those that rework --------------------------------------------------------


def _ghostscript(first: Maker, *options: str) -> Maker:
    def make(path: Path) -> None:
        source = _made(first, path)
        run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", *options, f"-sOutputFile={path}", source)

    return make


def _marked(path: Path) -> None:
    """What PostScript says of a document: bookmarks, destinations, notes, articles."""
    marks = path.with_suffix(".ps")
    marks.write_text(
        "%!PS\n/Helvetica findfont 20 scalefont setfont\n"
        "[/Title (One) /Page 1 /Count 1 /OUT pdfmark [/Title (Two) /Page 2 /OUT pdfmark\n"
        "100 500 moveto (One) show [/Dest /first /View [/XYZ 0 500 0] /DEST pdfmark\n"
        "[/Rect [100 100 200 120] /Dest /second /Subtype /Link /ANN pdfmark\n"
        "[/Rect [50 50 70 70] /Contents (Note) /Subtype /Text /ANN pdfmark\n"
        "[/Title (Story) /Rect [50 400 300 600] /Page 1 /ARTICLE pdfmark showpage\n"
        "100 500 moveto (Two) show [/Dest /second /View [/Fit] /DEST pdfmark\n"
        "[/Title (Story) /Rect [50 400 300 600] /Page 2 /ARTICLE pdfmark\n"
        "[{Catalog} <</PageLabels <</Nums [0 <</S /r>> 1 <</S /D>>]>>>> /PUT pdfmark showpage\n"
    )
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={path}", marks)


def _qpdf(first: Maker, *options: str) -> Maker:
    def make(path: Path) -> None:
        run("qpdf", *options, _made(first, path), path)

    return make


def _mutool(first: Maker, *options: str) -> Maker:
    def make(path: Path) -> None:
        run("mutool", *options[:1], *options[1:], _made(first, path), path)

    return make


def _cairo(first: Maker, *options: str) -> Maker:
    def make(path: Path) -> None:
        run("pdftocairo", "-pdf", *options, _made(first, path), path)

    return make


def _united(first: Maker, second: Maker) -> Maker:
    def make(path: Path) -> None:
        one, two = _made(first, path, "one"), _made(second, path, "two")
        run("pdfunite", one, two, path)

    return make


def _scanned(path: Path) -> None:
    from PIL import Image

    pages = [Image.new("L", (200, 300), shade) for shade in (100, 180)]
    pages[0].save(path, save_all=True, append_images=pages[1:])


def _by_hand(build: Callable[[], pikepdf.Pdf], **options: Any) -> Maker:
    def make(path: Path) -> None:
        build().save(path, static_id=True, **options)

    return make


def by_hand(pages: int = 4) -> pikepdf.Pdf:
    """A document that has something of everything."""
    pdf = pdfs.document(pages)
    pdfs.tag(pdf, ("H1", "P", "Body"), {"Body": "P"}, ids=("n1",))
    pdfs.name_destinations(pdf, {"one": 0, "two": pages - 1})
    pdfs.link(pdf, 0, pikepdf.String("two"))
    pdfs.bookmark(pdf, [("One", 0), ("Two", pages - 1)])
    pdfs.attach(pdf, "data.txt", b"data")
    pdfs.field(pdf, 1, "name", "Ada")
    pdfs.layer(pdf, "Grid", shown=False)
    pdfs.article(pdf, "Story")
    pdf.Root.Lang = pikepdf.String("en")
    return pdf


def _signed(path: Path) -> None:
    path.write_bytes(sign(pdfs.document(2), keys=certificate(path.parent)))


def _made(maker: Maker, path: Path, name: str = "source") -> Path:
    source = path.with_name(f"{path.stem}-{name}.pdf")
    maker(source)
    return source


_TAGGED = _weasyprint(pdf_tags=True)
_PLAIN = _chromium("--generate-pdf-document-outline")

REPORTS: dict[str, Maker] = {
    "weasyprint": _weasyprint(),
    "weasyprint-tagged": _TAGGED,
    "weasyprint-ua": _weasyprint(pdf_variant="pdf/ua-1"),
    "weasyprint-a3b": _weasyprint(pdf_variant="pdf/a-3b"),
    "weasyprint-forms": _weasyprint(pdf_forms=True),
    "weasyprint-2.0": _weasyprint(pdf_version="2.0", pdf_tags=True),
    "weasyprint-mixed-sizes": _weasyprint("@page { size: a5 } @page :first { size: a3 landscape }"),
    "weasyprint-uncompressed": _weasyprint(uncompressed_pdf=True),
    "chromium-tagged": _PLAIN,
    "chromium-untagged": _chromium("--disable-pdf-tagging"),
    "chromium-landscape": _chromium(style="@page { size: landscape }"),
    "typst": _typst(),
    "typst-letter": _typst('paper: "us-letter"'),
    "typst-a2b": _typst(pdf_standards=["a-2b"]),
    "typst-a3b": _typst(pdf_standards=["a-3b"]),
    "typst-ua": _typst(pdf_standards=["ua-1"]),
    "typst-2.0": _typst(pdf_standards=["2.0"]),
    "typst-labels": _typst('numbering: "i"'),
    "typst-flipped": _typst('paper: "a5", flipped: true'),
    "reportlab": _reportlab,
    "reportlab-long": lambda path: _reportlab(path, pages=60),
    "fpdf2": _fpdf,
    "fpdf2-files": lambda path: _fpdf(path, embed=True),
    "ghostscript": _ghostscript(_TAGGED, "-sDEVICE=pdfwrite"),
    "ghostscript-1.4": _ghostscript(_PLAIN, "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4"),
    "ghostscript-scanned": _ghostscript(_TAGGED, "-sDEVICE=pdfimage24", "-r50"),
    "ghostscript-marked": _marked,
    "cairo": _cairo(_PLAIN),
    "cairo-forms": _cairo(_weasyprint(pdf_forms=True)),
    "mupdf": _mutool(_reportlab, "clean", "-gggg", "-z"),
    "mupdf-clean": _mutool(_TAGGED, "clean", "-d"),
    "mupdf-of-chromium": _mutool(_PLAIN, "clean", "-ggz"),
    "poppler-united": _united(_TAGGED, _reportlab),
    "pillow-scanned": _scanned,
    "qpdf-linearized": _qpdf(_PLAIN, "--linearize"),
    "qpdf-object-streams": _qpdf(_reportlab, "--object-streams=generate"),
    "qpdf-rotated": _qpdf(_TAGGED, "--rotate=90:1", "--rotate=180:2"),
    "qpdf-encrypted": _qpdf(_TAGGED, "--encrypt", "", "owner", "256", "--"),
    "qpdf-unpacked": _qpdf(_fpdf, "--qdf"),
    "by-hand": _by_hand(by_hand),
    "by-hand-2000-pages": _by_hand(lambda: by_hand(2000)),
    "by-hand-object-streams": _by_hand(
        by_hand, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "signed": _signed,
    **{name: typeset.report(name) for name in typeset.MAKERS},
}
"""Each report by its name: who made it, and what is special about it."""

TOOLS = ("chromium", "gs", "qpdf", "mutool", "pdftocairo", "pdfunite", "pdftoppm", "openssl")


PACKAGES = ("fpdf", "reportlab", "typst")


def available() -> str | None:
    """What is missing to make them; None if all can be made."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    missing += [name for name in PACKAGES if find_spec(name) is None]
    return f"there is no {', '.join(missing)}" if missing else None


def pictures(data: bytes, pages: Sequence[int], password: str = "") -> list[bytes]:
    """What some pages look like: small grey pictures, drawn by poppler."""
    found = []
    key = ["-upw", password, "-opw", password] if password else []
    for page in pages:
        span = ["-f", str(page + 1), "-l", str(page + 1)]
        command = ["pdftoppm", *key, "-r", "20", "-gray", *span, "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        found.append(done.stdout)
    return found
