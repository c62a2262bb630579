"""Records that other programs export → cards, one format a module.

CSL JSON, CSL YAML, RIS, PubMed's NBIB and EndNote's XML. A file passes them so:

    formats     its name → who reads it
    tagged      RIS and NBIB: lines → records of tagged values
    ris, pubmed, endnote
                tagged values or XML → CSL variables
    csl_json, csl_yaml
                text → records; csl_items holds both to CSL's schema
    names, dates, texts
                what people write for names, dates, titles and identifiers
    cards       one record → a card: its key, if it has one, its CSL item, its places
    catalogue   cards → references; who has no key is given one

No library from PyPI is used for RIS (rispy) and NBIB (nbib): both forget where a record
stood and stop at the first line that is out of order. XML is read by lxml, without
entities, document types and network.
"""
