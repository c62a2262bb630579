"""pikepdf: a laid out PDF finished for the archive, and any PDF looked into."""

from publish.engines.pikepdf.excerpts import Excerpt, Inseparable, Piece, excerpts, pieces
from publish.engines.pikepdf.facts import BrokenPdf, PdfFacts, facts, problems
from publish.engines.pikepdf.finishing import Attachment, Finishing, finish, pdf_date
from publish.engines.pikepdf.pdf2 import breaches
from publish.engines.pikepdf.sections import SharedFaces, first_section, section
from publish.engines.pikepdf.spots import Spot, spots

__all__ = [
    "Attachment",
    "BrokenPdf",
    "Excerpt",
    "Finishing",
    "Inseparable",
    "PdfFacts",
    "Piece",
    "SharedFaces",
    "Spot",
    "breaches",
    "excerpts",
    "facts",
    "finish",
    "first_section",
    "pdf_date",
    "pieces",
    "problems",
    "section",
    "spots",
]
