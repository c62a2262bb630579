"""The .bib files of a project → its ``Bibliography``.

A file passes the modules in this order; ``bibliography`` leads it through:

    encoding        bytes → text
    survey          text → plain records, only seen, and stretches of all else
    pieces          those stretches → blocks, piece by piece
    blocks/         a piece → blocks; engines.bibtex splits, what is damaged is recovered
        scan            the walk through a damaged record
        recovery        one damaged record → what can still be read
        fields, values  its fields, its values
    accession       what was seen, and blocks → the library, keys judged
    records         a record, read or unread; all of them by key
    library         all records together, and what they inherit
        macros          value expressions → text
    structure       one record → what is wrong with its macros, parents and braces
    holdings        all of that → the library, whose keys can be cited, and aliases
    kept            the same from the store, where it was read before
    references      one record → a Reference, whose values are read when asked for
    items/          one record → its CSL item
        conversion      its fields as text, the item as it grows
        kinds, contributors, titles, dates, numbers, publication, texts, identifiers
                        the parts of the item, in this order
        names, persons  lists of names, one person's name
        date_formats, languages
                        what people write for dates and languages
    latex/          a value's LaTeX → styled text
        preamble        @preamble → the commands that it defines
        walk, commands  groups and formulas; what each command gives
        mathematics, symbols, capitals, richtext
                        formulas, characters, titles' capitals, CSL's rich text
        trouble         what could not be read → diagnostics
    braces, tables, record_types, localisation
                    what several of them need
"""

from publish.readers.bibtex.bibliography import (
    BibFile,
    read_bibliography,
    value_diagnostics,
    value_findings,
)

__all__ = ["BibFile", "read_bibliography", "value_diagnostics", "value_findings"]
