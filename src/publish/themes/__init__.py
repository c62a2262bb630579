"""Templates, style sheets and words, as package data: ``terms`` and a folder per theme."""
