"""The catalogue of rules, a module per family; codes are never used again.

CFG settings · ENT entries · BIB bibliography · CIT citations · MEN mentions ·
REF links · RES images, fonts, files · TYP typography · ACC accessibility ·
THM themes · ENG engines · HTM EPB PDF made files
"""
