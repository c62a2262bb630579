"""A long and hard dossier, and what is compared of its pages.

prose, parts   the text of the dossier, generated
project        the dossier as a project on disk
made           its PDF, and the document that it was laid out from
"""
