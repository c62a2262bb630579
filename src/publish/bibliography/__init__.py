"""The bibliography as its author keeps it: other formats, a tidy layout, merged duplicates.

    interchange/    references → BibTeX, biblatex, CSL JSON, CSL YAML, RIS, EndNote's XML
    blocks          a .bib file as it is written: which of its blocks can be changed safely
    layout          .bib files → the edits that lay them out
    subset          .bib files → the blocks that some of their records need
    doubles         references → groups that are one work
    merging         such a group → the edits that make one record of it
    renaming        keys that changed → the edits that change them in entries
    accession       new records → their keys, and which of them are there already

Nothing here reads or writes files: it works on what was read, and gives edits.
"""
