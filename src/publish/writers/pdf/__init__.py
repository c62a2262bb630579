"""A cited publication becomes a PDF: tagged truly, and claiming only what is true.

notes, formulas, pages   the tree made ready for paper
document                 the tree filled into the theme's template
layout                   pages, until the page numbers in the text are right
tags                     the structure of the document into the structure of the PDF
metadata, xmp, sources   what the file says of itself, and what is attached to it
write                    all of this in its order
"""

from publish.writers.pdf.write import write_pdf

__all__ = ["write_pdf"]
