"""A PDF's structure, read by other means than those that wrote it, beside its document.

node      what both sides become, and how two of them differ
html      the structure that a document's HTML asks for
pdf       the structure that a PDF has
content   what the pages' marked content spells
compare   both trees of one file
words     what tools take out of a file
"""
