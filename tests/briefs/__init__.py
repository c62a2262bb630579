"""Generated entries, and what a brief of one has to be."""
