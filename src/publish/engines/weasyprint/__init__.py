"""WeasyPrint, the layout engine: documents in XML and CSS become pages, and a PDF.

``layout`` is what the rest of the program uses; ``fetcher`` lets it read nothing
but the project's files; ``internals`` is the only module that knows WeasyPrint's
private parts, and is guarded by a test. Importing ``layout`` costs 0.4 s, so it is
imported when a PDF is made, and not before.
"""

from publish.engines.fonts import isolate
from publish.engines.weasyprint.libraries import full_names_only

isolate()  # before Pango, which WeasyPrint loads, asks for fonts

with full_names_only():
    import weasyprint  # noqa: F401
