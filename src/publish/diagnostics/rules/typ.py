"""Rules about typography: none yet."""
