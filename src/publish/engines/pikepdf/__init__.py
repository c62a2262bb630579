"""pikepdf: a laid out PDF finished for the archive, and any PDF looked into."""

from publish.engines.pikepdf.facts import BrokenPdf, PdfFacts, facts
from publish.engines.pikepdf.finishing import Attachment, Finishing, finish, pdf_date

__all__ = ["Attachment", "BrokenPdf", "Finishing", "PdfFacts", "facts", "finish", "pdf_date"]
