"""WeasyPrint, the layout engine: documents in XML and CSS become pages, and a PDF.

``layout`` is what the rest of the program uses; ``fetcher`` lets it read nothing
but the project's files; ``internals`` is the only module that knows WeasyPrint's
private parts, and is guarded by a test. Importing ``layout`` costs 0.4 s, so it is
imported when a PDF is made, and not before.
"""

from publish.engines.fonts import isolate
from publish.engines.weasyprint.declarations import declared_once
from publish.engines.weasyprint.deferred import deferred
from publish.engines.weasyprint.libraries import full_names_only
from publish.engines.weasyprint.tables import parsed_tables

isolate()  # before Pango, which WeasyPrint loads, asks for fonts

CUTTERS = ("fontTools.subset", "fontTools.varLib.instancer")

with full_names_only(), declared_once(), deferred(*CUTTERS), parsed_tables():
    import weasyprint  # noqa: F401
